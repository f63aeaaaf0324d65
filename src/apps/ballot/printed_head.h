// The ledger head of a node as sheets of ballots print it.
#pragma once

#include "apps/ballot/result_notice.h"
#include "apps/options.h"

namespace linlian::apps {

// Refusals: those of the node.
Result<PrintedHead> fetch_printed_head(const Options& options);

}  // namespace linlian::apps
