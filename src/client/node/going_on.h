// After a loss of blocks that the community was told of: whoever saw a ledger head that the node's
// ledger does not have any more looks at both, and goes on with what is left.
#pragma once

#include "client/read/proven_read.h"
#include "client/shown/review.h"

namespace linlian::client {

struct GoneOn {
    ProvenRead::Loss loss;
    std::string kept;  // the file with the head that was seen
};

// Shows both heads, asks, and keeps the one that was seen apart; nothing where all that was seen is
// in the node's ledger. Refusals: those of ProvenRead::head, loss and go_on_after, of the review.
Result<std::optional<GoneOn>> go_on_after_loss(const Review& review, ProvenRead& proofs);

void show(const Screen& screen, const std::optional<GoneOn>& done);

}  // namespace linlian::client
