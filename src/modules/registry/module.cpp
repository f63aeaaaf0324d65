// The registry as the machine sees it: which functions carry out which act, who may ask what, and
// all tables. A query without may_read is for everybody.
#include "modules/registry/acts.h"
#include "modules/registry/authority/authority.h"
#include "modules/registry/genesis.h"
#include "modules/registry/invariants.h"
#include "modules/registry/queries.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "modules/registry/subjects.h"

#include <algorithm>
#include <iterator>

namespace linlian::registry {
namespace {

// The third argument is what an act costs by the rows behind it; without one it costs what its
// schema says.
std::vector<machine::Act> acts() {
    using machine::act;
    return {act(well_formed, found_office),
            act(well_formed, close_office, cost_by_estates<v1::CloseOffice>),
            act(well_formed, grant_role),
            act(well_formed, revoke_role, cost_by_estates<v1::RevokeRole>),
            act(well_formed, record_election, cost_by_estates<v1::RecordElection>),
            act(well_formed, accept_role, cost_of_acceptance),
            act(well_formed, leave_role, cost_by_estates<v1::LeaveRole>),
            act(well_formed, add_estate, cost_by_estates<v1::AddEstate>),
            act(well_formed, open_draft),
            act(well_formed, fill_draft),
            act(well_formed, discard_draft, cost_of_discard),
            act(well_formed, adopt_roster, cost_of_adoption),
            act(well_formed, transfer_premises),
            act(well_formed, split_premises),
            act(well_formed, merge_premises),
            act(well_formed, correct_premises),
            act(well_formed, name_voter),
            act(well_formed, set_representative),
            act(well_formed, register_members),
            act(well_formed, declare_residence),
            act(well_formed, confirm_residence),
            act(well_formed, end_residence),
            act(well_formed, issue_slips),
            act(well_formed, cancel_slip),
            act(well_formed, enrol_by_slip),
            act(well_formed, activate_key),
            act(well_formed, enrol_at_counter),
            act(well_formed, add_key),
            act(well_formed, retire_key),
            act(well_formed, recover_member),
            act(well_formed, end_recovery),
            act(well_formed, veto_recovery)};
}

std::vector<machine::Query> queries() {
    using machine::query;
    return {query(member),
            query(live_keys, may_read),
            query(member_keys, may_read),
            query(key, may_read),
            query(all_offices),
            query(all_estates),
            query(buildings_in),
            query(premises, may_read),
            query(premises_list, may_read),
            query(holdings_of, may_read),
            query(draft),
            query(draft_chunk, may_read),
            query(rosters_of),
            query(batch),
            query(slip, may_read),
            query(residences_in, may_read),
            query(residences_of_member, may_read)};
}

// Every table must be listed: rows of others would belong to no table, and are faults of the
// ledger.
std::vector<state::TableInfo> tables_of_keys() {
    return {members.info(),    keys.info(),        keys_of.info(), keys_before.info(),
            slips.info(),      slips_of.info(),    batches.info(), slips_used.info(),
            recoveries.info(), keys_awaited.info()};
}

std::vector<state::TableInfo> tables_of_offices() {
    return {offices.info(), matters.info(),      roles.info(),        roles_in.info(),
            offers.info(),  chair_offers.info(), roles_before.info(), leavers.info()};
}

std::vector<state::TableInfo> tables_of_places() {
    return {estates.info(),        buildings.info(),        buildings_of.info(),
            premises_table.info(), premises_of.info(),      became.info(),
            owners.info(),         holdings.info(),         held_by.info(),
            heads.info(),          namings.info(),          drafts.info(),
            draft_chunks.info(),   rosters.info(),          residences.info(),
            residents.info(),      premises_before.info(),  residences_before.info(),
            residence_of.info(),   backings.info(),         holdings_before.info(),
            holdings_lost.info(),  residences_taken.info(), owners_before.info()};
}

std::vector<state::TableInfo> tables() {
    auto all = tables_of_keys();
    std::ranges::move(tables_of_offices(), std::back_inserter(all));
    std::ranges::move(tables_of_places(), std::back_inserter(all));
    return all;
}

}  // namespace

machine::Module module() {
    return {.name = "registry",
            .tables = tables(),
            .subjects = subjects(),
            .acts = acts(),
            .queries = queries(),
            .invariants = invariants(),
            .due = {{.type = "registry.recovery", .run = finish_recovery, .personal = true}},
            .amendments = {},
            .genesis = machine::genesis(apply_genesis),
            .resolve_author = resolve_author,
            .authorize = authorize,
            .whose_key = whose_key};
}

}  // namespace linlian::registry
