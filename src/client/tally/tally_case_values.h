// The small values of a tally case: heads, areas, shares, owners. Used by tally_case.cpp alone.
#pragma once

#include "client/genesis/json_place.h"
#include "tally/count_units.h"
#include "tally/tally.pb.h"

#include <optional>

namespace linlian::client {

// A whole number of heads. Refusal client.CASE_HEADS_WRONG.
Result<std::uint64_t> read_heads(const Place& place);

// "158949.87" is 15894987 hundredths of a square metre. Refusal client.CASE_AREA_WRONG.
Result<std::uint64_t> read_area(const Place& place);

// {"heads": 36, "area": "2940.00"}, either of them absent or null where it is not known.
Result<tally::v1::Figures> read_figures(const Place& place);

// "2/3", for at_least or more_than. Refusal client.CASE_SHARE_WRONG.
Result<tally::v1::Threshold> read_share(const Place& place, bool strict);

// "X", or ["X", "Y"] for co-owners. Refusals client.CASE_KIND_WRONG, CASE_EMPTY, CASE_TWICE.
Result<tally::Owner> read_owner(const Place& place);

}  // namespace linlian::client
