// Who can cause which act in a living community, as people and programs are shown it: computed from
// the authorities that its charter asks, as docs/reference/powers.md is from those of the program.
#pragma once

#include "client/node/ledger.h"
#include "client/shown/screen.h"

namespace linlian::client {

// Reads charter and offices with proofs and shows the table of powers; to a program one object an
// act. Refusals: of the node.
Result<> show_powers(const Screen& screen, Ledger& ledger);

}  // namespace linlian::client
