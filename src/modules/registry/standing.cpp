// Who stands where now: the questions of registry.h that other modules ask when somebody acts.
#include "modules/registry/authority/behind.h"
#include "modules/registry/limits.h"
#include "modules/registry/offices/roles.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/registry.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <algorithm>

namespace linlian::registry {
namespace {

// Of somebody who is no owner on record: their own.
bool acts_by(const std::optional<v1::Owner>& row, const Id16& owner, const Id16& member) {
    if (!row || row->kind() == v1::PERSON) return owner == member;
    return row->through() == member.view();
}

// What was on record of the owner at the end of block `height`.
std::optional<v1::Owner> owner_at(const state::StateView& view, const Id16& owner, Height height) {
    auto row = owners.find(view, owner);
    if (!row || row->from_height() <= height) return row;
    // The first of the former rows that was still in force after the height, if it had begun.
    row.reset();
    owners_before.scan_from(
        view, owners_before.key(owner, height + 1),
        [&](const auto&, const v1::Owner& before) {
            if (before.from_height() <= height) row = before;
            return false;
        },
        owner);
    return row;
}

// Before what was on record of the owner then, the newest first.
std::vector<v1::Owner> owners_until(const state::StateView& view, const Id16& owner,
                                    Height height) {
    std::vector<v1::Owner> found;
    for (auto row = owner_at(view, owner, height); row && found.size() < max_former_holdings;) {
        row = owners_before.find(view, owner, row->from_height());
        if (row) found.push_back(*row);
    }
    return found;
}

}  // namespace

bool may_speak_for(const state::StateView& view, const Id16& owner, const Id16& member) {
    return acts_by(owners.find(view, owner), owner, member);
}

bool acted_for_at(const state::StateView& view, const Id16& owner, const Id16& member,
                  Height height) {
    return acts_by(owner_at(view, owner, height), owner, member);
}

bool acted_for_premises_at(const state::StateView& view, const v1::Electorate& electorate,
                           const Id16& premises, const Id16& member, Height height) {
    const auto row = premises_at(view, premises, height);
    if (!row || electorate.electors() == v1::OFFICE_MEMBERS ||
        (!electorate.estate().empty() && row->estate() != electorate.estate()))
        return false;
    const auto holding = holding_at(view, premises, height);
    return holding && std::ranges::any_of(holding->owners(), [&](const Bytes& owner) {
               return acted_for_at(view, id_of(owner), member, height);
           });
}

// Who stood behind naming whoever acts for the owner: since the height, and before it as far as
// rows are followed. Persons act for themselves, so nobody stands behind that.
std::set<Id16> behind_representatives(const state::StateView& view, const Id16& owner,
                                      Height height) {
    std::set<Id16> people;
    const auto row = owners.find(view, owner);
    if (!row || row->kind() == v1::PERSON) return people;
    add_behind(view, row->written_by(), people);
    owners_before.scan_from(
        view, owners_before.key(owner, height + 1),
        [&](const auto&, const v1::Owner& before) {
            add_behind(view, before.written_by(), people);
            return true;
        },
        owner);
    for (const auto& former : owners_until(view, owner, height))
        add_behind(view, former.written_by(), people);
    return people;
}

v1::Method method_of_key(const state::StateView& view, BytesView public_key) {
    const auto row = keys.find(view, key_hash(public_key));
    return row && row->state() == v1::KEY_ACTIVE ? row->method() : v1::METHOD_UNSPECIFIED;
}

std::optional<std::string> office_kind(const state::StateView& view, const Id16& office) {
    const auto row = offices.find(view, office);
    if (!row || row->until_height() != 0) return std::nullopt;
    return row->kind();
}

// Open, past its days of waiting, and not a second one that waits for its own election.
bool counts_for_its_kind(const state::StateView& view, const Id16& office, Timestamp now) {
    const auto row = offices.find(view, office);
    return row && row->until_height() == 0 && !row->second() && row->counts_from_ms() <= now.ms;
}

bool has_chair_in_term(const state::StateView& view, const Id16& office, Timestamp now) {
    const auto chair = chair_of(view, office);
    return chair && (chair->row.until_ms() == 0 || chair->row.until_ms() > now.ms);
}

void note_matter(machine::Context& context, const Id16& matter, const v1::Electorate& electorate,
                 const Id16& called_by) {
    const Id16 estate = estate_of(context.view(), electorate);
    v1::About row;
    if (!estate.is_zero()) row.set_estate(estate.bytes());
    row.set_called_by(called_by.bytes());
    row.set_from_ms(context.now().ms);
    matters.put(context.state(), matter, row);
}

// Zero: of the whole community.
Id16 estate_of(const state::StateView& view, const v1::Electorate& electorate) {
    Bytes estate = electorate.estate();
    if (electorate.electors() == v1::OFFICE_MEMBERS) {
        const auto office = offices.find(view, id_of(electorate.office()));
        estate = office ? office->estate() : Bytes{};
    }
    return estate.empty() ? Id16{} : id_of(estate);
}

std::vector<Id16> offices_of_kind(const state::StateView& view, const std::string& kind) {
    std::vector<Id16> found;
    offices.scan(view, [&](const auto& parts, const v1::Office& row) {
        if (row.kind() == kind && row.until_height() == 0 && !row.second())
            found.push_back(std::get<0>(parts));
        return true;
    });
    return found;
}

bool holds_role_in_kind(const state::StateView& view, const Id16& member, const std::string& kind,
                        Timestamp now) {
    bool found = false;
    roles.scan(
        view,
        [&](const auto& parts, const v1::Role& row) {
            const Id16& office = std::get<1>(parts);
            found = is_in_force(std::get<2>(parts), row, now) &&
                    office_kind(view, office) == kind && counts_for_its_kind(view, office, now);
            return !found;
        },
        member);
    return found;
}

}  // namespace linlian::registry
