// People behind transactions, keys and batches of slips, all in one table (`backings`) under a
// hash: the id of the transaction, the hash of the key, or the batch's id filled up with zeros.
#include "modules/registry/authority/behind.h"

#include "modules/registry/limits.h"
#include "modules/registry/registry.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// An id filled up with zeros.
Hash32 at_batch(const Id16& batch) {
    Hash32 at;
    std::ranges::copy(batch.data, at.data.begin());
    return at;
}

void add_noted(const state::StateView& view, const Hash32& at, std::set<Id16>& people) {
    const auto row = backings.find(view, at);
    if (!row) return;
    for (const auto& member : row->members()) people.insert(id_of(member));
}

// Beside whom was noted there before.
void note(machine::Context& context, const Hash32& at, std::set<Id16> people) {
    add_noted(context.view(), at, people);
    v1::Behind row;
    for (const auto& member : people) row.add_members(member.bytes());
    backings.put(context.state(), at, row);
}

std::set<Id16> everybody_behind(const machine::Context& context) {
    std::set<Id16> people;
    for (const auto& backer : all_behind(context))
        if (!backer.member.is_zero()) people.insert(backer.member);  // nobody's: a slip
    return people;
}

}  // namespace

// Once for each transaction, but where a row of this block is replaced: then the people behind that
// row are added too.
void note_behind(machine::Context& context, BytesView instead_of) {
    if (instead_of.empty() && backings.has(context.view(), context.id())) return;
    auto people = everybody_behind(context);
    add_behind(context.view(), instead_of, people);
    note(context, context.id(), std::move(people));
}

void note_behind(machine::Context& context, const std::set<Id16>& people) {
    auto all = everybody_behind(context);
    all.insert(people.begin(), people.end());
    note(context, context.id(), std::move(all));
}

void note_behind_key(machine::Context& context, BytesView public_key,
                     const std::set<Id16>& people) {
    auto all = everybody_behind(context);
    all.insert(people.begin(), people.end());
    note(context, key_hash(public_key), std::move(all));
}

void note_behind_batch(machine::Context& context, const Id16& batch) {
    note(context, at_batch(batch), everybody_behind(context));
}

std::set<Id16> behind_batch(const state::StateView& view, const Id16& batch) {
    std::set<Id16> people;
    add_noted(view, at_batch(batch), people);
    return people;
}

// With the operator, who may stand in the row alone.
std::set<Id16> behind_key(const state::StateView& view, BytesView public_key) {
    std::set<Id16> people;
    const auto row = keys.find(view, key_hash(public_key));
    if (!row) return people;
    if (!row->operator_member().empty()) people.insert(id_of(row->operator_member()));
    add_noted(view, key_hash(public_key), people);
    return people;
}

void add_behind(const state::StateView& view, BytesView transaction, std::set<Id16>& people) {
    Hash32 id;
    if (Hash32::parse(transaction, id)) add_noted(view, id, people);
}

void add_behind_owner(const state::StateView& view, const Id16& owner, const Past& past,
                      std::set<Id16>& people) {
    auto row = owners.find(view, owner);
    for (std::size_t i = 0; row && i <= past.most; ++i) {
        add_behind(view, row->written_by(), people);
        row = owners_before.find(view, owner, row->from_height());
    }
}

void add_behind_place(const state::StateView& view, const Id16& id, const v1::Premises& row,
                      const std::optional<v1::Holding>& holding, const Past& past,
                      std::set<Id16>& people) {
    add_behind(view, row.written_by(), people);
    for (const auto& former : former_premises(view, id, row, past.most))
        add_behind(view, former.written_by(), people);
    if (holding) add_behind(view, holding->written_by(), people);
    const Height until = holding ? holding->follows_height() : row.until_height();
    for (const auto& ended : ended_holdings(view, id, until, past.since, past.most))
        add_behind(view, ended.ended_by(), people);
}

}  // namespace linlian::registry
