// A client of the node that the options name, for what is no matter of the ledger.
#pragma once

#include "apps/cli/options.h"
#include "client/node/node_head.h"

namespace linlian::apps {

// Refusal client.COMMAND_WRONG for a wrong --node.
Result<api::Client> node_client(const Options& options);

}  // namespace linlian::apps
