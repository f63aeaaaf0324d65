// The offices, estates and buildings that a node lists, each by its proven row: a node can leave
// one out, but it can give none another name or kind.
#pragma once

#include "client/node/ledger.h"
#include "modules/registry/registry.pb.h"

namespace linlian::client {

// Refusals: of the node; client.ANSWER_DIFFERS for an entry that the ledger does not have.
Result<registry::v1::OfficesReply> proven_offices(Ledger& ledger);
Result<registry::v1::EstatesReply> proven_estates(Ledger& ledger);
Result<registry::v1::BuildingsReply> proven_buildings(Ledger& ledger, const Bytes& estate);

}  // namespace linlian::client
