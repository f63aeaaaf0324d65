// The limits of the registry, in one place.
#pragma once

#include "base/timestamp.h"

#include <cstddef>
#include <cstdint>

namespace linlian::registry {

inline constexpr std::uint32_t max_premises_per_roster = 50'000;
// Buildings, owners and premises of a draft together.
inline constexpr std::uint32_t max_lines_per_roster = 150'000;
// Of a draft that are adopted, and premises that stand in its estate, for the cost of a plain act.
inline constexpr std::uint64_t roster_lines_per_cost = 3;
// Far more than a community has; they are listed at once.
inline constexpr std::size_t max_estates = 256;
// Of a look at what everybody could still do (reach.h), as the acts declare it that always look.
inline constexpr std::uint64_t cost_of_reach = 100;
// That look goes through each of so many more for the cost of a plain act.
inline constexpr std::uint64_t estates_per_cost = 3;
inline constexpr std::size_t max_keys_per_member = 8;
// Drafts are large and count for nothing; residences are counted in public before they are
// confirmed.
inline constexpr std::size_t max_drafts_per_clerk = 8;
inline constexpr std::size_t max_residences_per_member = 8;
// A recovery waits this long for a veto.
inline constexpr std::int64_t recovery_delay_ms = 3 * ms_per_day;
// By so much a live key of the member postpones it, once.
inline constexpr std::int64_t veto_delay_ms = 15 * ms_per_day;
// A new office does not count as another kind before everybody could get to know it.
inline constexpr std::int64_t waiting_time_ms = 15 * ms_per_day;
// Roles of one member, in all offices: every check of reach goes through the roles.
inline constexpr std::size_t max_roles_per_member = 16;
inline constexpr std::int64_t offer_lifetime_ms = 30 * ms_per_day;
// Of these, what one office has given or offers to one member.
inline constexpr std::size_t max_roles_in_office = 4;
// Co-owners agree on a voter once in this time: each one takes a row that stays.
inline constexpr std::int64_t voter_interval_ms = ms_per_day;
// Who acts for an owner is recorded anew once in this time: whoever recorded one of them since a
// roll was made is looked for when somebody rules on its lines.
inline constexpr std::int64_t representative_interval_ms = ms_per_day;
// People whom an owner alone confirms to live in one dwelling.
inline constexpr std::size_t max_confirmed_by_owner = 12;
// So long before something that an office begins whoever left it is of it still: when it begins is
// the office's to say.
inline constexpr std::int64_t leaver_ms = 90 * ms_per_day;
// So long whoever owned premises, or lived there until others ended it, may object to ballots of
// its estate, and who ended that does not rule. Of its ended holdings so many are looked at, the
// newest; whose it was themself is told by a row of their own, however many.
inline constexpr std::int64_t former_owner_ms = 366 * ms_per_day;
inline constexpr std::size_t max_former_holdings = 16;
// Of each line, where all lines of a roll are looked at.
inline constexpr std::size_t max_former_of_all = 2;
inline constexpr std::int64_t max_slip_lifetime_ms = 180 * ms_per_day;
// Used slips of a batch are told in public by so many.
inline constexpr std::uint32_t used_told_by = 10;
// Premises of one owner that tell in which estates they own.
inline constexpr std::size_t max_premises_looked_at = 256;
inline constexpr std::uint32_t default_page = 50;
inline constexpr std::uint32_t max_page = 200;

}  // namespace linlian::registry
