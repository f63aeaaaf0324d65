// Mandates: who votes for a line through a proxy, and what the proxy may choose. Called by casting
// and by what counts papers; who speaks for a line in their own right is told by speaker.h.
#pragma once

#include "contract/context.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::ballot {

// The mandate of this head, which whoever gave it has not ended; nothing when there is none.
std::optional<v1::Mandate> live_mandate(const state::StateView& view, const Id16& ballot,
                                        const Hash32& head);

// The mandate by which `holder` stands for this line of the frozen roll: nothing when there is
// none, or when whoever gave it no longer decides for the line.
std::optional<v1::Mandate> mandate_of(const state::StateView& view, const Id16& ballot,
                                      const registry::v1::RollLine& line, const Id16& holder);

// Whoever gave the mandate of this head; empty when there is none.
Bytes giver_of(const state::StateView& view, const Id16& ballot, const Hash32& head);

// Whether its proxy voted: a vote of before it is an earlier proxy's, of which this one is not
// told.
bool is_used(const state::StateView& view, const Id16& ballot, const Hash32& head,
             const v1::Mandate& mandate);

// Ends a mandate, and says so. Its row stays, with the transaction that ended it for the next to
// name: else one that was held back would come after it.
void end_mandate(machine::Context& context, const Id16& ballot, const Hash32& head,
                 v1::Mandate mandate);

}  // namespace linlian::ballot
