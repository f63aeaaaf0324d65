// Who may call a ballot, on what, among whom: the checks of a call that need the state but no
// preset. Called by acts.cpp before anything is written.
#pragma once

#include "contract/context.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::ballot {

// Refusals: CONVENOR_DIFFERS, CONVENOR_MAY_NOT, RULING_OFFICE_UNKNOWN, and those of rulers.h.
Result<> check_convenor(const machine::Context& context, const v1::CallBallot& act);

// Whether most dwellings of whom the residents' assembly asks have a household on record that is
// confirmed: else the few who are on the roll decide for all. Refusal: ROLL_INCOMPLETE.
Result<> check_dwellings(const machine::Context& context, const v1::CallBallot& act);

// Refusals: ELECTORATE_WRONG, and those of registry::check_electorate.
Result<> check_electors(const state::StateView& view, const v1::CallBallot& act);

// Refusals: SUBJECT_LIVE, SUBJECT_RESTS, and those of an early return (returning.h).
Result<> check_subjects(const state::StateView& view, const v1::CallBallot& act, Timestamp now);

}  // namespace linlian::ballot
