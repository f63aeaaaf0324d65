// A client of the node that the options name, for what is no matter of the ledger: what a node
// says of itself. Nothing of it is proven; whoever needs proofs connects to a FarDoor.
#pragma once

#include "api/api.pb.h"
#include "api/client.h"
#include "apps/options.h"

namespace linlian::apps {

// A client of the node that the options name. Refusal apps.COMMAND_WRONG for a wrong --node.
Result<api::Client> node_client(const Options& options);

// The newest head as the node says, with a community in it. Refusal api.REPLY_BROKEN.
Result<api::v1::HeadReply> fetch_head(api::Client& client);

// The community that the node says it is of.
Result<Hash32> fetch_community(api::Client& client);

}  // namespace linlian::apps
