// The file of `linlian tally`: a rule or a matter, and figures or units with ballots, as clerks and
// courts write them down. docs/operating/tally.md is its description. It reads, it does not decide.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "tally/tally.pb.h"

#include <cstdint>
#include <string>
#include <vector>

namespace linlian::client {

inline constexpr std::size_t tally_case_bytes_max = 32 * 1024 * 1024;

struct TallyCase {
    tally::v1::Rule rule;
    tally::v1::Input input;
    // Of units and ballots: what the count left out, by path, "ballots[4]".
    std::vector<std::string> ballots_outside;   // their owners have no premises that count
    std::vector<std::string> ballots_replaced;  // a later one of the same owner counts
    std::size_t undelivered = 0;                // owners whom silence does not bind
};

// Refusals client.CASE_… and tally.…, each with the path of the fault among its figures.
Result<TallyCase> read_tally_case(BytesView file);

}  // namespace linlian::client
