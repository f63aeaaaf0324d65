// What commands ask of a node beside acts and queries: its ledger head and its bundles. They are
// files and figures of the HTTP door, not of the ledger, so LedgerDoor does not have them.
#pragma once

#include "api/api.pb.h"
#include "api/client.h"
#include "apps/options.h"

namespace linlian::apps {

// A client of the node that the options name. Refusal apps.COMMAND_WRONG for a wrong --node.
Result<api::Client> node_client(const Options& options);

Result<api::v1::HeadReply> fetch_head(api::Client& client);

// The bundle of a transaction, or of a row named TABLE/KEY as GET /schema lists them. A block that
// the proof still waits for is waited for shortly. That of a transaction about persons is given to
// the member who signed it, that of a row about persons to whoever may read it: to `reader`, where
// there is one. Refusals: of the node.
Result<Bytes> fetch_transaction_bundle(api::Client& client, const std::string& id,
                                       const KeyPair* reader = nullptr);
Result<Bytes> fetch_row_bundle(api::Client& client, const std::string& row,
                               const KeyPair* reader = nullptr);

// That the log of its first `size` entries is the beginning of the node's log.
Result<Bytes> fetch_prefix_bundle(api::Client& client, std::uint64_t size);

}  // namespace linlian::apps
