// What a node says of its ledger before anything of it is proven: the newest head, the community.
// Whoever needs proofs connects to a RemoteLedger.
#pragma once

#include "api/api.pb.h"
#include "api/client/client.h"

namespace linlian::client {

// The newest head as the node says, with a community in it. Refusal api.REPLY_BROKEN.
Result<api::v1::HeadReply> fetch_head(api::Client& client);

// The community that the node says it is of.
Result<Hash32> fetch_community(api::Client& client);

}  // namespace linlian::client
