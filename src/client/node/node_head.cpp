// The head of a ledger as its node says it. Nothing is believed of it but that it has the form of
// one.
#include "client/node/node_head.h"

#include "base/check.h"
#include "client/node/said_by_node.h"
#include "codec/refusal.h"

namespace linlian::client {

Result<api::v1::HeadReply> fetch_head(api::Client& client) {
    const auto reply = TRY(client.get("/head", "application/x-protobuf"));
    if (!reply.ok()) return tl::unexpected(said_by_node(reply.refusal()));
    api::v1::HeadReply head;
    Hash32 community;
    if (!head.ParseFromString(reply.body) || !Hash32::parse(head.community(), community))
        return refuse(api::v1::REPLY_BROKEN, {{"where", "/head"}, {"reason", "no ledger head"}});
    return head;
}

Result<Hash32> fetch_community(api::Client& client) {
    const auto head = TRY(fetch_head(client));
    Hash32 community;
    CHECK(Hash32::parse(head.community(), community));  // fetch_head looked
    return community;
}

}  // namespace linlian::client
