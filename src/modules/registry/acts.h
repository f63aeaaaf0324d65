// Every act of the registry: one function each, in the files acts_*.cpp by what they are about.
// Each reads, refuses, writes, emits, in this order.
#pragma once

#include "contract/context.h"
#include "modules/registry/registry.pb.h"

namespace linlian::registry {

using machine::Context;

// Offices and roles: acts_offices.cpp
Result<> found_office(Context& context, const v1::FoundOffice& act);
Result<> close_office(Context& context, const v1::CloseOffice& act);
Result<> grant_role(Context& context, const v1::GrantRole& act);
Result<> revoke_role(Context& context, const v1::RevokeRole& act);
Result<> record_election(Context& context, const v1::RecordElection& act);
Result<> accept_role(Context& context, const v1::AcceptRole& act);
// What it costs to accept the office of a chair, who may take the place of another one.
std::uint64_t cost_of_acceptance(const state::StateView& view, const v1::AcceptRole& act);
Result<> leave_role(Context& context, const v1::LeaveRole& act);
// What a look at what everybody could still do costs by the estates, offices and roles there are.
std::uint64_t cost_of_estates(const state::StateView& view);
template <class Act>
std::uint64_t cost_by_estates(const state::StateView& view, const Act&) {
    return cost_of_estates(view);
}

// Estates and rosters: acts.cpp
Result<> add_estate(Context& context, const v1::AddEstate& act);
Result<> open_draft(Context& context, const v1::OpenDraft& act);
Result<> fill_draft(Context& context, const v1::FillDraft& act);
Result<> discard_draft(Context& context, const v1::DiscardDraft& act);
Result<> adopt_roster(Context& context, const v1::AdoptRoster& act);
// What they cost by the lines of the draft, and by what stands in its estate.
std::uint64_t cost_of_discard(const state::StateView& view, const v1::DiscardDraft& act);
std::uint64_t cost_of_adoption(const state::StateView& view, const v1::AdoptRoster& act);

// Premises and their owners: acts_premises.cpp
Result<> transfer_premises(Context& context, const v1::TransferPremises& act);
Result<> split_premises(Context& context, const v1::SplitPremises& act);
Result<> merge_premises(Context& context, const v1::MergePremises& act);
Result<> correct_premises(Context& context, const v1::CorrectPremises& act);
Result<> name_voter(Context& context, const v1::NameVoter& act);
Result<> set_representative(Context& context, const v1::SetRepresentative& act);

// People who live and work here: acts_residence.cpp
Result<> register_members(Context& context, const v1::RegisterMembers& act);
Result<> declare_residence(Context& context, const v1::DeclareResidence& act);
Result<> confirm_residence(Context& context, const v1::ConfirmResidence& act);
Result<> end_residence(Context& context, const v1::EndResidence& act);

// Slips and keys: acts_slips.cpp, acts_keys.cpp
Result<> issue_slips(Context& context, const v1::IssueSlips& act);
Result<> cancel_slip(Context& context, const v1::CancelSlip& act);
Result<> enrol_by_slip(Context& context, const v1::EnrolBySlip& act);
Result<> activate_key(Context& context, const v1::ActivateKey& act);
Result<> enrol_at_counter(Context& context, const v1::EnrolAtCounter& act);
Result<> add_key(Context& context, const v1::AddKey& act);
Result<> retire_key(Context& context, const v1::RetireKey& act);
Result<> recover_member(Context& context, const v1::RecoverMember& act);
Result<> end_recovery(Context& context, const v1::EndRecovery& act);
Result<> veto_recovery(Context& context, const v1::VetoRecovery& act);

// Due work: a recovery whose days of veto are over.
Result<> finish_recovery(Context& context, const Hash32& key);

}  // namespace linlian::registry
