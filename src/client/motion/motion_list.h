// The motions in one state, as whoever looks on is shown them.
#pragma once

#include "client/node/ledger.h"
#include "client/shown/screen.h"

#include <string>

namespace linlian::client {

// Shows all that the node lists, each proven to be on the ledger, with its reason and dates where
// the reader may have them proven, and says which words are the node's alone; to a program the
// pages. `state`: OPEN, COMPLETED, EXPIRED, WITHDRAWN or FAILED, else refusal client.COMMAND_WRONG.
// Refusals: of the node, client.ANSWER_DIFFERS, those of each_page.
Result<> show_motions(const Screen& screen, Ledger& ledger, const std::string& state);

}  // namespace linlian::client
