// When a motion is carried out: at once where its supporters have the authority, after a notice
// where the charter asks for one, not at all where something is missing.
#pragma once

#include "modules/motion/open_motion.h"

namespace linlian::motion {

// Who stands behind a motion, and who declined it.
struct Sides {
    std::vector<registry::Supporter> supporters;
    std::vector<registry::Supporter> objectors = {};
};
Sides sides_of(const state::StateView& view, const Id16& motion);

// True, and the act of the motion done, when the supporters have the authority and the notice, if
// one is asked for, is over and not stopped. It pays what it costs before it runs. A refusal of the
// act itself is handed on.
Result<bool> carry_out(machine::Context& context, const v1::Motion& motion,
                       const machine::OpenedAct& carried, const Sides& sides);

// Begins, moves or stops the notice of a motion that was not carried out, as the two sides now give
// it. A motion whose time is over without notice ends.
void settle_notice(machine::Context& context, const Id16& id, v1::Motion motion,
                   const machine::OpenedAct& carried, const Sides& sides);

// Ends a motion whose act was carried out.
void complete(machine::Context& context, const Id16& id, const v1::Motion& motion);

// Due work: the end of a notice, or of the time of a motion.
Result<> expire(machine::Context& context, const Hash32& key);
// What that costs: the act that may run at the end of a notice, or nothing to speak of.
std::uint64_t cost_of_expiry(const machine::Program& acts, const state::StateView& view,
                             const Hash32& key);

}  // namespace linlian::motion
