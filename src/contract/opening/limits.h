// The limits of the machine, in one place; a test prints them all, so that a change is seen. Those
// of a block are part of what blocks result in: an amendment alone changes them.
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
// A motion may run an act, which may not run another motion's act again and again.
inline constexpr int max_act_depth = 4;

// Cost is counted in plain acts: what takes a node about 100 microseconds.
inline constexpr std::size_t max_transactions_per_block = 20'000;
inline constexpr std::size_t max_block_bytes = 4 * 1024 * 1024;
inline constexpr std::uint64_t max_block_cost = 20'000;
inline constexpr std::size_t bytes_per_cost = 4096;
// Due work in one block, but for one item at least; the rest waits for the next, which is made at
// once.
inline constexpr std::uint64_t max_due_cost_per_block = 2'000;
// Rows of a roll that are read and written for the cost of a plain act.
inline constexpr std::uint64_t rows_per_cost = 20;
// Rows that are looked for or visited (each KiB of one counts) for each plain act that was paid:
// what an act or due work looked at beyond is counted once it ran, whatever came of it. Ordinary
// ones stay far below, so that how often a program reads is no rule for them.
inline constexpr std::uint64_t looks_per_cost = 1000;

// What engines order at once.
inline constexpr std::size_t max_parcel_bytes = max_block_bytes + 64 * 1024;

// The longest voting power of all seats together, so that shares of it can be computed.
inline constexpr std::int64_t max_seat_power = std::int64_t{1} << 50;

// The year 10000 in Beijing: no genesis and no block is of that time, so that every date has four
// digits and no sum of times runs over.
inline constexpr std::int64_t end_of_time_ms = 253'402'272'000'000;

}  // namespace linlian::machine
