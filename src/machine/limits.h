// The limits of the machine, in one place; a test prints them all, so that a change is seen.
#pragma once

#include "base/timestamp.h"

#include <cstddef>
#include <cstdint>

namespace linlian::machine {

inline constexpr std::size_t max_transaction_bytes = 32 * 1024;
inline constexpr std::size_t nonce_bytes = 16;
// A transaction captured offline is void after seven days; online clients use fifteen minutes.
inline constexpr std::int64_t max_lifetime_ms = 7 * ms_per_day;
inline constexpr std::int64_t online_lifetime_ms = 15 * ms_per_minute;
// Due work in one block; the rest waits for the next, which is made at once.
inline constexpr std::size_t max_due_per_block = 256;
// A motion may run an act, which may not run another motion's act again and again.
inline constexpr int max_act_depth = 4;
inline constexpr std::size_t max_transactions_per_block = 20'000;
inline constexpr std::size_t max_block_bytes = 4 * 1024 * 1024;

}  // namespace linlian::machine
