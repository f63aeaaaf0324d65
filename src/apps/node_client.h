// A client of the node that the options name, for what is no matter of the ledger.
#pragma once

#include "apps/node_head.h"
#include "apps/options.h"

namespace linlian::apps {

// Refusal apps.COMMAND_WRONG for a wrong --node.
Result<api::Client> node_client(const Options& options);

}  // namespace linlian::apps
