// When a motion is carried out: at once where its supporters have the authority, after a notice
// where the charter asks for one, not at all where something is missing.
#pragma once

#include "modules/motion/book.h"

namespace linlian::motion {

// The days of notice after which these supporters have the authority that the charter asks for now,
// 0: none. Nothing when they do not have it. Handed on: why its act cannot be opened any more.
Result<std::optional<std::uint32_t>> days_needed(
    const machine::Context& context, const v1::Motion& motion,
    const std::vector<registry::Supporter>& supporters);

// True, and the act of the motion done, when these supporters have the authority and the notice, if
// one is asked for, is over. A refusal of the act itself is handed on.
Result<bool> carry_out(machine::Context& context, const v1::Motion& motion,
                       const std::vector<registry::Supporter>& supporters);

// Begins, moves or stops the notice of a motion that was not carried out, as these supporters now
// give it. A motion whose time is over without notice ends.
Result<> settle_notice(machine::Context& context, const Id16& id, v1::Motion motion,
                       const std::vector<registry::Supporter>& supporters);

// Ends a motion whose act was carried out.
void complete(machine::Context& context, const Id16& id, const v1::Motion& motion);

// Due work: the end of a notice, or of the time of a motion.
Result<> expire(machine::Context& context, const Hash32& key);

}  // namespace linlian::motion
