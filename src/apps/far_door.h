// A ledger whose node answers over HTTP: what every command but those of the node itself uses.
#pragma once

#include "api/client.h"
#include "apps/ledger_door.h"
#include "apps/proven_read.h"

namespace linlian::apps {

class FarDoor final : public LedgerDoor {
  public:
    // Asks the node for its head. Refusals: of the client (api.NODE_NOT_REACHED …).
    static Result<std::unique_ptr<FarDoor>> connect(const std::string& host, std::uint16_t port);

    Hash32 community() const override { return community_; }
    Timestamp now() const override;
    std::vector<Result<Receipt>> send(std::vector<Bytes> transactions) override;
    Result<std::optional<Bytes>> proven_row(const std::string& name, const Bytes& key) override;
    // Where the heads that were seen are kept; given before the first proven_row.
    void keep_heads(KnownHeads heads) { heads_ = std::move(heads); }

  private:
    Result<> ask_node(const Message& query, Message& reply, const KeyPair* reader) override;

    FarDoor(api::Client client, const Hash32& community, Timestamp tip)
        : client_(std::move(client)), community_(community), tip_(tip) {}

    Result<Bytes> post_parcel(std::vector<Bytes> transactions);

    api::Client client_;
    Hash32 community_;
    Timestamp tip_;
    std::optional<KnownHeads> heads_;
};

// The path and query string of a query message, from the route of its schema.
std::string target_of(const Message& query);

}  // namespace linlian::apps
