// For tests of the client only: a node that lies. Its answers to queries are forged, its proofs are
// what they are, for it cannot forge those.
#pragma once

#include "client/tests/bare_ledger_for_tests.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/state.pb.h"

#include <gtest/gtest.h>

#include <map>

namespace linlian::client {

class HostileLedger final : public BareLedger {
  public:
    std::vector<Result<Receipt>> send(std::vector<Bytes> transactions) override {
        sent += transactions.size();
        return std::vector<Result<Receipt>>(transactions.size(), Receipt{});
    }
    Result<std::optional<Bytes>> proven_row(const std::string&, const Bytes& key,
                                            const Author*) override {
        if (is_for_others) return refuse(machine::v1::ROW_OF_OTHER);
        const auto found = proven.find(key);
        return found == proven.end() ? std::optional<Bytes>{} : std::optional{found->second};
    }
    // Says this to every query with such a reply.
    void say(const Message& reply) {
        said_[reply.GetDescriptor()->full_name()] = codec::encode(reply);
    }

    // Refuses every query with such a reply.
    void refuse_all(const Message& reply, Refusal refusal) {
        refused_.insert_or_assign(reply.GetDescriptor()->full_name(), std::move(refusal));
    }

    std::map<Bytes, Bytes> proven;
    std::size_t sent = 0;
    bool is_for_others = false;  // no proof is given to this reader

  private:
    Result<> ask_node(const Message&, Message& reply, const Author*) override {
        const auto refused = refused_.find(reply.GetDescriptor()->full_name());
        if (refused != refused_.end()) return tl::unexpected(refused->second);
        EXPECT_TRUE(reply.ParseFromString(said_[reply.GetDescriptor()->full_name()]));
        return {};
    }
    std::map<std::string, Bytes> said_;
    std::map<std::string, Refusal> refused_;
};

}  // namespace linlian::client
