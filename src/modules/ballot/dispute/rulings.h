// How objections end: by a ruling, or because nobody ruled in time. Called by the act of ruling and
// by the work that makes a result final.
#pragma once

#include "contract/context.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {

// Whether upholding an objection to this changes what counts, which two kinds of office do
// together.
bool changes_a_vote(v1::About about);

// Whether what an objection to a vote is about still is what would count: nobody of the line voted
// anew by phone since then, nothing was ruled on it, and it did not go over to others. What clerks
// enter is nobody's newer will. Who says that it never was sold means whatever is cast or ruled for
// it since. Else a ruling on it changes nothing.
bool is_still_about(const state::StateView& view, const v1::Objection& objection);

// Whether what counts was ruled so, and that ruling stands against this objection too: those on the
// roll, then whoever lost the line since, have a word in it after those whose it is now.
bool stands_against(const state::StateView& view, const v1::CastRow& counted,
                    const v1::Objection& objection);

// What every end of an objection does: writes the row, which says how it ended, counts it no more
// among those that wait, and lets go of what it disputed. The caller writes the poll.
void end_objection(machine::Context& context, Found& found, const Id16& id,
                   const v1::Objection& objection);

// Ends the objections to the ballot that waited sixty days for a ruling, each with an event that
// names the offices that gave none: they count as rejected, so that no result waits for ever. True
// where one disputed what is counted. The caller writes the poll.
bool end_unruled(machine::Context& context, Found& found);

// When the next of those that still wait has waited so long. Needs one that waits.
Timestamp next_unruled(const state::StateView& view, const Id16& ballot);

}  // namespace linlian::ballot
