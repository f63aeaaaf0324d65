// A ledger whose node answers over HTTP: what every command but those of the node itself uses. What
// it proves is believed through one ProvenRead; what it only says is what queries return.
#pragma once

#include "api/api.pb.h"
#include "api/client/client.h"
#include "client/client.pb.h"
#include "client/node/ledger.h"
#include "client/node/sent_acts.h"
#include "client/read/proven_read.h"
#include "codec/refusal.h"

namespace linlian::client {

class RemoteLedger final : public Ledger {
  public:
    // Asks the node for its head. Refusals: of the client (api.NODE_NOT_REACHED …),
    // client.NODE_AHEAD where its ledger stands in the future of this computer.
    static Result<std::unique_ptr<RemoteLedger>> connect(const std::string& host,
                                                         std::uint16_t port);

    Hash32 community() const override { return community_; }
    Timestamp now() const override;
    // A receipt is the node's word, but it is about what was sent: client.ANSWER_DIFFERS otherwise.
    // Whatever the answer is, an act may have been carried out once it was sent (keep_sent).
    std::vector<Result<Receipt>> send(std::vector<Bytes> transactions) override;
    Result<std::optional<Bytes>> proven_row(const std::string& name, const Bytes& key,
                                            const Author* reader) override;

    // Where the heads that were seen are kept, and who is told what is believed; given before
    // anything is proven.
    void keep_heads(KnownHeads heads, ProvenRead::Believed believed = {});

    // Where it is noted what was sent, for whoever ends with a refusal.
    void keep_sent(SentActs& sent) { sent_ = &sent; }

    // The bundles themselves, for files. Each is about what was asked, of the community of this
    // door, and at a head that fits those that were seen; what is about persons is asked for by
    // `reader`, where there is one. Refusals: of the node, those of ProvenRead.
    struct RowProof {
        Bytes bundle;
        std::optional<Bytes> value;  // nothing: proven absent
    };
    Result<RowProof> prove_row(const std::string& name, const Author* reader);
    struct TransactionProof {
        Bytes bundle;
        light::Statement statement;
    };
    Result<TransactionProof> prove_transaction(const Hash32& id, const Author* reader);
    // That the log of its first `size` entries is the beginning of the node's log.
    Result<Bytes> prove_prefix(std::uint64_t size);
    // The ledger head now, and the name of the community.
    Result<light::Statement> head();
    // By which all of that is believed. keep_heads came before.
    ProvenRead& proofs();

  private:
    Result<> ask_node(const Message& query, Message& reply, const Author* reader) override;

    RemoteLedger(api::Client client, const Hash32& community, Timestamp tip)
        : client_(std::move(client)), community_(community), tip_(tip) {}

    Result<std::string> authorization(const std::string& target, const Author* reader) const;
    Result<Bytes> fetch(const std::string& target, const Author* reader);
    Result<api::v1::ParcelReply> post_parcel(std::vector<Bytes> transactions);

    api::Client client_;
    Hash32 community_;
    Timestamp tip_;
    std::optional<ProvenRead> proofs_;
    SentActs* sent_ = nullptr;
};

// Reads for a document that states one moment: again, until all that was proven on the way is of
// one block, so that a node cannot put an old row beside a new ledger head. Refusals: those of
// `read`, client.LEDGER_MOVED.
template <class Read>
auto at_one_moment(RemoteLedger& ledger, const Read& read) -> decltype(read()) {
    constexpr int attempts = 20;
    for (int attempt = 1;; ++attempt) {
        ledger.proofs().begin_moment();
        auto made = read();
        const bool is_one = ledger.proofs().is_one_moment();
        if (is_one || (attempt == attempts && !made)) return made;
        if (attempt == attempts) return refuse(v1::LEDGER_MOVED);
    }
}

// The path and query string of a query message, from the route of its schema.
std::string target_of(const Message& query);

}  // namespace linlian::client
