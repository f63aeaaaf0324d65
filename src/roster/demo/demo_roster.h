// A made-up roster for demonstrations, tests and `linlian roster sample`: one estate with exactly
// the published electorate of 1,880 heads and 158,949.87 m², as the CSV a clerk would hold. Nobody
// in it exists: identity numbers bear the region 999999, which is no region.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace linlian::roster {

inline constexpr std::uint32_t demo_heads = 1'880;
inline constexpr std::int64_t demo_area_centi = 15'894'987;
inline constexpr std::string_view demo_estate = "翠竹苑";

// UTF-8 with a byte order mark, so that Chinese Excel opens it right; CRLF; Chinese headings. The
// same seed gives the same bytes. Flats, shops, parking, storage, stairs of exactly 24 flats,
// couples with a named voter, one owner of nine flats, companies, wards, heirs, unsold and
// undelivered stock; no fault and no warning.
std::string demo_roster_csv(std::uint64_t seed);

// The same with building 24 added, in which every fault that a row can have occurs at least once;
// the remark column says which.
std::string dirty_roster_csv(std::uint64_t seed);

}  // namespace linlian::roster
