// What the files of this module give to its table of contents (module.cpp), and to nobody else.
#pragma once

#include "modules/motion/motion.h"

namespace linlian::motion {

// acts.cpp
Result<> propose(machine::Context& context, const v1::Propose& act);
Result<> support(machine::Context& context, const v1::Support& act);
Result<> take_back_support(machine::Context& context, const v1::TakeBackSupport& act);
Result<> withdraw(machine::Context& context, const v1::Withdraw& act);

// declines.cpp
Result<> decline(machine::Context& context, const v1::Decline& act);
Result<> take_back_decline(machine::Context& context, const v1::TakeBackDecline& act);

// queries.cpp
Result<v1::MotionReply> motion_query(const machine::Reading& reading, const v1::MotionQuery& query);
// Whether `asker` may read it: what is about persons is for its proposer, its supporters and those
// whose support it asks for.
// Refusal: NOT_FOR_YOU.
Result<> may_read(const machine::Reading& reading, const machine::Author* asker,
                  const v1::MotionQuery& query);
Result<v1::MotionsReply> motions_query(const machine::Reading& reading,
                                       const v1::MotionsQuery& query);

// invariants.cpp
machine::Broken finished_stays(const std::optional<v1::Motion>& before,
                               const std::optional<v1::Motion>& after);
machine::Broken support_stays(const std::optional<v1::SupportRow>& before,
                              const std::optional<v1::SupportRow>& after);
machine::Broken open_ones_expire(const state::StateView& view);
machine::Broken open_ones_are_counted(const state::StateView& view);
machine::Broken lists_are_true(const state::StateView& view);
machine::Broken all_before_the_end(const state::StateView& view);

}  // namespace linlian::motion
