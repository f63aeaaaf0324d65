// What is counted for one's own lines, as the ledger proves it to their member.
#pragma once

#include "client/ballot/at_ballot.h"
#include "client/shown/styled.h"

#include <nlohmann/json_fwd.hpp>

namespace linlian::client {

// `rows` fit below own_votes_heading; `entries` are the same for programs: head, told, counted.
struct OwnVotes {
    Rows rows;
    std::vector<nlohmann::json> entries;
};
Row own_votes_heading();
// Refusals: of the node.
Result<OwnVotes> own_votes(const AtBallot& at);

}  // namespace linlian::client
