#include "apps/node_client.h"

#include "apps/said_by_node.h"
#include "base/check.h"
#include "codec/refusal.h"

namespace linlian::apps {

Result<api::Client> node_client(const Options& options) {
    auto address = options.node_address();
    if (!address) return tl::unexpected(address.error());
    return api::Client::to(address->first, address->second);
}

Result<api::v1::HeadReply> fetch_head(api::Client& client) {
    const auto reply = client.get("/head", "application/x-protobuf");
    if (!reply) return tl::unexpected(reply.error());
    if (!reply->ok()) return tl::unexpected(said_by_node(reply->refusal()));
    api::v1::HeadReply head;
    Hash32 community;
    if (!head.ParseFromString(reply->body) || !Hash32::parse(head.community(), community))
        return refuse(api::v1::REPLY_BROKEN, {{"where", "/head"}, {"reason", "no ledger head"}});
    return head;
}

Result<Hash32> fetch_community(api::Client& client) {
    const auto head = fetch_head(client);
    if (!head) return tl::unexpected(head.error());
    Hash32 community;
    CHECK(Hash32::parse(head->community(), community));  // fetch_head looked
    return community;
}

}  // namespace linlian::apps
