#include "modules/registry/subjects.h"

#include "codec/key.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

using machine::Author;
using machine::Reading;
using machine::Voucher;

Hash32 hash_in(BytesView subject) {
    Hash32 hash;
    CHECK(Hash32::parse(subject, hash));  // the table says how wide it is
    return hash;
}

std::optional<Voucher> row_at(const Reading& reading, const Bytes& key) {
    auto row = reading.rows.get(key);
    if (!row) return std::nullopt;
    return Voucher{key, std::move(*row), {}};
}

// The person, or who acts for an owner who is none.
bool may_have_person(const Reading& reading, const Author& asker, BytesView subject) {
    if (asker.member.view() == subject) return true;
    const auto owner = owners.find(reading.rows, id_of(subject));
    return owner && owner->through() == asker.member.view();
}

// Their row as member or as owner, at the place that this secret gives it.
std::optional<Voucher> vouch_for_person(const Reading& reading, BytesView subject) {
    auto member = row_at(reading, members.key(id_of(subject)));
    return member ? std::move(member) : row_at(reading, owners.key(id_of(subject)));
}

bool shows_person(const Voucher& voucher, BytesView subject, const Hash32&) {
    const Id16 id = id_of(subject);
    return voucher.key == members.key(id) || voucher.key == owners.key(id);
}

bool may_have_key(const Reading& reading, const Author& asker, BytesView subject) {
    const auto row = keys.find(reading.rows, hash_in(subject));
    return row && row->member() == asker.member.view();
}

bool may_have_slip(const Reading& reading, const Author& asker, BytesView subject) {
    const auto row = slips.find(reading.rows, hash_in(subject));
    return row && row->member() == asker.member.view();
}

bool is_owner(const Reading& reading, const Author& asker, const v1::Holding& holding) {
    return std::ranges::any_of(holding.owners(), [&](const Bytes& owner) {
        return may_have_person(reading, asker, owner);
    });
}

bool may_have_premises(const Reading& reading, const Author& asker, BytesView subject) {
    const auto current = current_holding(reading.rows, id_of(subject));
    return current && is_owner(reading, asker, *current);
}

bool may_have_former_holding(const Reading& reading, const Author& asker, BytesView subject) {
    Id16 premises;
    std::uint64_t until = 0;
    CHECK(codec::read_key(subject, premises) && codec::read_key(subject, until));
    const auto ended = holdings_before.find(reading.rows, premises, until);
    return ended && is_owner(reading, asker, *ended);
}

std::optional<Voucher> vouch_for_premises(const Reading& reading, BytesView subject) {
    return row_at(reading, premises_table.key(id_of(subject)));
}

bool shows_premises(const Voucher& voucher, BytesView subject, const Hash32&) {
    return voucher.key == premises_table.key(id_of(subject));
}

// What an electorate has of a head, everybody may make from the rows of its premises.
bool may_have_head(const Reading&, const Author&, BytesView) { return false; }

// Who ruled or may rule is told by whether they were refused, and nobody has these rows.
bool may_have_record(const Reading&, const Author&, BytesView) { return false; }

// In a small building each more would say who declared to live there.
bool may_have_residents(const Reading&, const Author&, BytesView) { return false; }

// In a small batch each more would say who has enrolled.
bool may_have_batch(const Reading&, const Author&, BytesView) { return false; }

bool may_have_draft(const Reading& reading, const Author& asker, BytesView subject) {
    const auto row = drafts.find(reading.rows, id_of(subject));
    return row && row->author() == asker.member.view();
}

}  // namespace

std::vector<machine::Subject> subjects() {
    return {{of_person.kind, may_have_person, vouch_for_person, shows_person},
            {of_key.kind, may_have_key},
            {of_slip.kind, may_have_slip},
            {of_premises.kind, may_have_premises, vouch_for_premises, shows_premises},
            {of_former_holding.kind, may_have_former_holding},
            {of_head.kind, may_have_head},
            {of_draft.kind, may_have_draft},
            {of_record.kind, may_have_record},
            {of_residents.kind, may_have_residents},
            {of_batch.kind, may_have_batch}};
}

}  // namespace linlian::registry
