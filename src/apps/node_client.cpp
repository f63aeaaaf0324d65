#include "apps/node_client.h"

#include "api/ask.h"
#include "apps/wall_clock.h"
#include "codec/refusal.h"

#include <chrono>
#include <thread>

namespace linlian::apps {
namespace {

constexpr int attempts = 20;
constexpr auto pause = std::chrono::milliseconds{250};

// A proof of the newest block needs the block after it, which a node makes within moments.
Result<Bytes> fetch_bundle(api::Client& client, const std::string& path,
                           const std::string& authorization = {}) {
    for (int attempt = 1;; ++attempt) {
        auto reply = client.get(path, "application/octet-stream", authorization);
        if (!reply) return tl::unexpected(reply.error());
        if (reply->ok()) return std::move(reply->body);
        if (reply->status != 503 || attempt == attempts) return tl::unexpected(reply->refusal());
        std::this_thread::sleep_for(pause);
    }
}

// The same, signed by the reader where there is one.
Result<Bytes> fetch_as(api::Client& client, const std::string& path, const KeyPair* reader) {
    if (reader == nullptr) return fetch_bundle(client, path);
    const auto head = fetch_head(client);
    if (!head) return tl::unexpected(head.error());
    Hash32 community;
    if (!Hash32::parse(head->community(), community))
        return refuse(api::v1::REPLY_BROKEN, {{"where", "/head"}, {"reason", "community"}});
    const Timestamp now = std::max(Timestamp{head->time_ms()}, wall_clock());
    return fetch_bundle(
        client, path,
        api::sign_ask(*reader, community, path, Timestamp{now.ms + api::ask_lifetime_ms}));
}

}  // namespace

Result<api::Client> node_client(const Options& options) {
    auto address = options.node_address();
    if (!address) return tl::unexpected(address.error());
    return api::Client::to(address->first, address->second);
}

Result<api::v1::HeadReply> fetch_head(api::Client& client) {
    const auto reply = client.get("/head", "application/x-protobuf");
    if (!reply) return tl::unexpected(reply.error());
    if (!reply->ok()) return tl::unexpected(reply->refusal());
    api::v1::HeadReply head;
    if (!head.ParseFromString(reply->body)) return tl::unexpected(reply->refusal());
    return head;
}

Result<Bytes> fetch_transaction_bundle(api::Client& client, const std::string& id,
                                       const KeyPair* reader) {
    return fetch_as(client, "/proof/transaction/" + api::path_part(id), reader);
}

Result<Bytes> fetch_row_bundle(api::Client& client, const std::string& row, const KeyPair* reader) {
    std::string path = "/proof/row";
    for (std::size_t at = 0; at <= row.size();) {
        const auto end = std::min(row.find('/', at), row.size());
        path += "/" + api::path_part(std::string_view{row}.substr(at, end - at));
        at = end + 1;
    }
    return fetch_as(client, path, reader);
}

Result<Bytes> fetch_prefix_bundle(api::Client& client, std::uint64_t size) {
    return fetch_bundle(client, "/proof/head/" + std::to_string(size));
}

}  // namespace linlian::apps
