// The form of the acts on motions, and the limits of motions. No state is seen here.
#pragma once

#include "base/result.h"
#include "modules/motion/motion.pb.h"

#include <cstdint>

namespace linlian::motion {

inline constexpr std::uint32_t max_days = 90;

Result<> well_formed(const v1::Propose& act);
Result<> well_formed(const v1::Support& act);
Result<> well_formed(const v1::TakeBackSupport& act);
Result<> well_formed(const v1::Decline& act);
Result<> well_formed(const v1::TakeBackDecline& act);
Result<> well_formed(const v1::Withdraw& act);

}  // namespace linlian::motion
