// The only code that writes premises, holdings and owners, so that counters, indexes and the past
// follow each change. Acts have checked before they call it. Reading order: count(), the helpers
// about holdings, then the functions of holdings.h.
#include "modules/registry/premises/holdings.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/registry/authority/behind.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>
#include <set>

namespace linlian::registry {
namespace {

// Adds (or takes away) one premises of these owners to the counts of its estate.
void count(machine::Context& context, const v1::Premises& premises, const v1::Holding& holding,
           bool add) {
    const Id16 estate_id = id_of(premises.estate());
    auto estate = estates.find(context.view(), estate_id);
    CHECK(estate);
    // All premises count here; heads and area only where the kind counts in votes (rule 3).
    estate->set_premises(add ? estate->premises() + 1 : estate->premises() - 1);
    if (counts_in_votes(premises.kind())) {
        const Hash32 head_id = head_of(holding.owners());
        auto head = heads.find(context.view(), estate_id, head_id).value_or(v1::Head{});
        const auto area = premises.area_centi();
        // A head is one head however many premises it has: it comes with the first of them and goes
        // with the last.
        if (add && head.premises() == 0) estate->set_heads(estate->heads() + 1);
        head.set_premises(add ? head.premises() + 1 : head.premises() - 1);
        head.set_area_centi(add ? head.area_centi() + area : head.area_centi() - area);
        estate->set_area_centi(add ? estate->area_centi() + area : estate->area_centi() - area);
        if (head.premises() == 0) {
            estate->set_heads(estate->heads() - 1);
            heads.erase(context.state(), estate_id, head_id);
        } else {
            heads.put(context.state(), estate_id, head_id, head);
        }
    }
    estates.put(context.state(), estate_id, *estate);
}

// The transaction of a row that began in this block: it leaves no other trace where it is replaced.
Bytes of_this_block(const machine::Context& context, Height from, const Bytes& written_by) {
    return from == context.height() ? written_by : Bytes{};
}

// `follows`: the height at which the holding before it ended, through which the chain of holdings
// is followed backwards; 0 for the first one.
v1::Holding begin_holding(machine::Context& context, const Id16& id, const Ownership& ownership,
                          Height follows) {
    auto ids = ownership.owners;
    // The head is a hash over the owners, so they stand in one order and each once.
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    v1::Holding holding;
    for (auto& owner : ids) {
        held_by.put(context.state(), id_of(owner), id, v1::Member{});
        holding.add_owners(std::move(owner));
    }
    holding.set_voter(ownership.voter);
    holding.set_document(ownership.document);
    holding.set_written_by(context.id().bytes());
    holding.set_from_height(context.height());
    holding.set_owned_from_height(context.height());
    holding.set_follows_height(follows);
    holdings.put(context.state(), id, holding);
    return holding;
}

// What was in force until this block stays on record; what began in it leaves no trace of its own.
void keep_former(machine::Context& context, const Id16& id, v1::Holding former) {
    if (former.from_height() == context.height()) return;
    former.set_until_height(context.height());
    holdings_before.put(context.state(), id, context.height(), former);
}

// By the owners, and by who acted for them: to each of them it was lost.
void note_lost(machine::Context& context, const Id16& premises, const v1::Holding& ended) {
    for (const auto& owner : ended.owners())
        for (const auto& one : {owner, acting_member(context.view(), id_of(owner))})
            if (!one.empty()) holdings_lost.put(context.state(), id_of(one), premises, ended);
}

// Says of the row of this block, if there is one, when and by what its owners ceased to own it:
// once, for who came after them in this same block leaves no trace.
void note_end(machine::Context& context, const Id16& id) {
    auto row = holdings_before.find(context.view(), id, context.height());
    if (!row || !row->ended_by().empty()) return;
    row->set_until_ms(context.now().ms);
    row->set_ended_by(context.id().bytes());
    note_behind(context);
    holdings_before.put(context.state(), id, context.height(), *row);
    note_lost(context, id, *row);
}

// What its owners named ends with it: whoever owns next names anew.
v1::Holding end_holding(machine::Context& context, const Id16& id) {
    auto ended = current_holding(context.view(), id);
    CHECK(ended);
    for (const auto& owner : ended->owners()) {
        held_by.erase(context.state(), id_of(owner), id);
        namings.erase(context.state(), id, id_of(owner));
    }
    keep_former(context, id, *ended);
    note_end(context, id);
    holdings.erase(context.state(), id);
    return *ended;
}

// Writes the row and, the first time, its entry in the index of the building.
void put_premises(machine::Context& context, const Id16& id, v1::Premises row) {
    row.set_written_by(context.id().bytes());
    row.set_from_height(context.height());
    premises_table.put(context.state(), id, row);
    if (premises_of.has(context.view(), id_of(row.building()), id)) return;
    premises_of.put(context.state(), id_of(row.building()), id, v1::Member{});
    count_places(context, id_of(row.estate()), 1);
}

v1::Premises existing_premises(const machine::Context& context, const Id16& id) {
    auto row = premises_table.find(context.view(), id);
    CHECK(row);
    return *row;
}

}  // namespace

void count_places(machine::Context& context, const Id16& id, std::uint64_t more) {
    auto estate = estates.find(context.view(), id);
    CHECK(estate);
    estate->set_places(estate->places() + more);
    estates.put(context.state(), id, *estate);
}

std::optional<v1::Holding> current_holding(const state::StateView& view, const Id16& premises) {
    return holdings.find(view, premises);
}

std::optional<v1::Holding> holding_at(const state::StateView& view, const Id16& premises,
                                      Height height) {
    auto row = holdings.find(view, premises);
    if (row && row->from_height() <= height) return row;
    // Ended holdings stand under the height at which they ended.
    // The first of the ended ones that was still in force after the height, if it had begun.
    row.reset();
    holdings_before.scan_from(
        view, holdings_before.key(premises, height + 1),
        [&](const auto&, const v1::Holding& before) {
            if (before.from_height() <= height) row = before;
            return false;
        },
        premises);
    return row;
}

void enter_premises(machine::Context& context, const Id16& id, const v1::Premises& row,
                    const Ownership& ownership) {
    note_behind(context);
    put_premises(context, id, row);
    count(context, row, begin_holding(context, id, ownership, 0), true);
}

// The row stays, with its end, and so does the index of the building: rolls of earlier heights are
// made from them.
void strike_premises(machine::Context& context, const Id16& id) {
    auto row = existing_premises(context, id);
    count(context, row, end_holding(context, id), false);
    row.set_until_height(context.height());
    premises_table.put(context.state(), id, row);
}

// Counted out with the old owners and in with the new ones, for the head changes.
void change_owners(machine::Context& context, const Id16& id, const Ownership& ownership) {
    const auto row = existing_premises(context, id);
    const auto ended = end_holding(context, id);
    count(context, row, ended, false);
    // A holding that began and ended in this block is not kept: the new one then follows what that
    // one followed.
    const bool is_kept = holdings_before.has(context.view(), id, context.height());
    const Height follows = is_kept ? context.height() : ended.follows_height();
    note_behind(context, of_this_block(context, ended.owned_from_height(), ended.written_by()));
    count(context, row, begin_holding(context, id, ownership, follows), true);
}

// Counted out as what they were and in as what they become: kind and area both count.
void change_premises(machine::Context& context, const Id16& id, const v1::Premises& row) {
    const auto before = existing_premises(context, id);
    const auto current = current_holding(context.view(), id);
    CHECK(current);
    count(context, before, *current, false);
    // What began in this same block leaves no trace of its own.
    if (before.from_height() < context.height())
        premises_before.put(context.state(), id, context.height(), before);
    note_behind(context, of_this_block(context, before.from_height(), before.written_by()));
    put_premises(context, id, row);
    count(context, row, *current, true);
}

// Not a new holding: `owned_from_height` and `written_by` stay, so sales and drafts that name them
// stay valid.
void change_voter(machine::Context& context, const Id16& id, const Bytes& voter) {
    auto holding = current_holding(context.view(), id);
    CHECK(holding);
    if (holding->voter() == voter) return;
    keep_former(context, id, *holding);
    holding->set_voter(voter);
    holding->set_from_height(context.height());
    if (!voter.empty()) holding->set_voter_named_ms(context.now().ms);
    holdings.put(context.state(), id, *holding);
}

NamedVoters named_voters(const state::StateView& view, const Id16& premises) {
    NamedVoters named;
    namings.scan(
        view,
        [&named](const auto& parts, const v1::VoterNaming& row) {
            named.by.emplace(std::get<1>(parts), row);
            return true;
        },
        premises);
    const auto holding = current_holding(view, premises);
    if (holding) named.agreed_ms = holding->voter_named_ms();
    return named;
}

// For a merger: only what owners named alike for every part is named for the whole.
void NamedVoters::keep_common(const NamedVoters& others) {
    std::erase_if(by, [&others](const auto& one) {
        const auto other = others.by.find(one.first);
        return other == others.by.end() || other->second.voter() != one.second.voter();
    });
    agreed_ms = std::max(agreed_ms, others.agreed_ms);
}

// The time of the last agreement goes along, else a split would be a way around once a day.
void put_named_voters(machine::Context& context, const Id16& premises, const NamedVoters& named) {
    for (const auto& [owner, row] : named.by) namings.put(context.state(), premises, owner, row);
    auto holding = current_holding(context.view(), premises);
    CHECK(holding);
    if (holding->voter_named_ms() == named.agreed_ms) return;
    holding->set_voter_named_ms(named.agreed_ms);
    holdings.put(context.state(), premises, *holding);
}

// Where a roster moved premises, the index of their old building still names them.
bool stands_in(const state::StateView& view, const Id16& id, BytesView building) {
    const auto row = premises_table.find(view, id);
    return row && row->until_height() == 0 && row->building() == building;
}

bool is_no_person(const state::StateView& view, const Id16& owner) {
    const auto row = owners.find(view, owner);
    return row && row->kind() != v1::PERSON;
}

bool says_the_same(const v1::Owner& row, const v1::OwnerLine& line) {
    return row.kind() == line.kind() && row.through() == line.through() &&
           row.document() == line.document();
}

Result<> check_owner(const state::StateView& view, const v1::OwnerLine& line) {
    const auto before = owners.find(view, id_of(line.owner()));
    if (before && before->kind() != line.kind())
        return refuse(v1::OWNER_KIND_DIFFERS, {{"id", to_hex(line.owner())}});
    // An id is either a member's or that of an owner whom members act for, never both.
    if (line.kind() != v1::PERSON && members.has(view, id_of(line.owner())))
        return refuse(v1::OWNER_IS_MEMBER, {{"id", to_hex(line.owner())}});
    if (!line.through().empty() && is_no_person(view, id_of(line.through())))
        return refuse(v1::OWNER_IS_MEMBER, {{"id", to_hex(line.through())}});
    return {};
}

Result<> check_ids_apart(const std::map<Id16, v1::OwnerLine>& lines) {
    for (const auto& [id, line] : lines) {
        if (line.through().empty()) continue;
        const auto other = lines.find(id_of(line.through()));
        if (other != lines.end() && other->second.kind() != v1::PERSON)
            return refuse(v1::OWNER_IS_MEMBER, {{"id", to_hex(line.through())}});
    }
    return {};
}

// Writes nothing where the row says the same already, so that `written_by` names the act that set
// it. A person, and whoever acts for an owner, becomes a member without a key.
void enter_owner(machine::Context& context, const v1::OwnerLine& line, Timestamp set) {
    const Id16 id = id_of(line.owner());
    const auto before = owners.find(context.view(), id);
    if (before && says_the_same(*before, line)) return;
    // What began in this same block leaves no trace of its own.
    if (before && before->from_height() < context.height())
        owners_before.put(context.state(), id, context.height(), *before);
    v1::Owner owner;
    owner.set_kind(line.kind());
    owner.set_through(line.through());
    owner.set_document(line.document());
    owner.set_written_by(context.id().bytes());
    owner.set_from_height(context.height());
    owner.set_set_ms(set.ms);
    note_behind(context, before
                             ? of_this_block(context, before->from_height(), before->written_by())
                             : Bytes{});
    owners.put(context.state(), id, owner);
    for (const auto& person :
         {line.kind() == v1::PERSON ? line.owner() : Bytes{}, line.through()}) {
        if (person.empty() || members.has(context.view(), id_of(person))) continue;
        v1::Member member;
        member.set_since_height(context.height());
        members.put(context.state(), id_of(person), member);
    }
}

Bytes acting_member(const state::StateView& view, const Id16& owner) {
    const auto row = owners.find(view, owner);
    if (!row) return {};
    return row->kind() == v1::PERSON ? owner.bytes() : row->through();
}

}  // namespace linlian::registry
