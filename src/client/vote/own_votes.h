// What is counted for one's own lines, as the ledger proves it to their member.
#pragma once

#include "client/ballot/at_ballot.h"

namespace linlian::client {

// A row a line; for programs "lines": head, told, counted. Refusals: of the node.
Result<> show_own_votes(const Screen& screen, const AtBallot& at);

}  // namespace linlian::client
