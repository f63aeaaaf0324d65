// The form of the acts on motions, and the limits of motions. No state is seen here.
#pragma once

#include "base/result.h"
#include "modules/motion/motion.pb.h"

#include <cstdint>

namespace linlian::motion {

inline constexpr std::uint32_t max_days = 90;
// Open motions of one proposer, and the bytes of their acts together.
inline constexpr std::uint32_t max_open_motions = 128;
inline constexpr std::uint64_t max_open_bytes = 2 * 1024 * 1024;
// How often a member takes back their support of a motion, or an office what it declined: each time
// all others look again.
inline constexpr std::uint32_t max_changes = 3;
// Whose keys and roles are looked up for the cost of a plain act.
inline constexpr std::uint64_t supporters_per_cost = 5;

Result<> well_formed(const v1::Propose& act);
Result<> well_formed(const v1::Support& act);
Result<> well_formed(const v1::TakeBackSupport& act);
Result<> well_formed(const v1::Decline& act);
Result<> well_formed(const v1::TakeBackDecline& act);
Result<> well_formed(const v1::Withdraw& act);

}  // namespace linlian::motion
