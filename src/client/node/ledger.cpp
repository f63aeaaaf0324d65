// What ledgers near and far share: who asks a query, and signing, sending and reading the outcome
// of an act.
#include "client/node/ledger.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/node/said_by_node.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "contract/opening/limits.h"
#include "machine/veil.h"
#include "ops/sign_transaction.h"

namespace linlian::client {

OpenAuthor reads_with(std::function<Result<KeyPair>()> open_key) {
    return [open_key = std::move(open_key)]() -> Result<std::unique_ptr<const Author>> {
        auto key = TRY(open_key());
        return std::make_unique<const KeyPair>(std::move(key));
    };
}

// Opened once and kept, so that a passphrase is asked for once.
Result<const Author*> Ledger::reader() {
    if (!open_reader_) return nullptr;
    if (reader_ == nullptr) reader_ = TRY(open_reader_());
    return reader_.get();
}

// A query that everybody may ask goes out unsigned, so the node does not learn who asks.
Result<> Ledger::ask(const Message& query, Message& reply) {
    const auto& options = query.GetDescriptor()->options().GetExtension(codec::v1::query);
    if (!options.has_readers()) return ask_node(query, reply, nullptr);
    const auto opened = TRY(reader());
    return ask_node(query, reply, opened);
}

Result<> Ledger::ask(const Author& reader, const Message& query, Message& reply) {
    return ask_node(query, reply, &reader);
}

// A nonce of chance makes two transactions with the same act differ.
Result<Bytes> sign(const Ledger& ledger, const Author& author, const Message& act) {
    const Timestamp expires{ledger.now().ms + machine::online_lifetime_ms};
    return ops::sign_transaction(author, ledger.community(), act, expires, ops::random_nonce());
}

Result<Receipt> perform(Ledger& ledger, const Author& author, const Message& act) {
    auto transaction = TRY(sign(ledger, author, act));
    return carried_out(std::move(ledger.send({std::move(transaction)}).at(0)));
}

// What a receipt refuses stands as a code beside its figures, which are the node's word.
Result<Receipt> carried_out(Result<Receipt> receipt) {
    if (!receipt || receipt->leaf().refusal().empty()) return receipt;
    return tl::unexpected(
        said_by_node(machine::refusal_of(*receipt), receipt->effects().figures()));
}

Refusal receipt_lacks(const Receipt& receipt, const char* what) {
    return codec::make_refusal(v1::RECEIPT_LACKS,
                               {{"what", what}, {"transaction", to_hex(receipt.leaf().id())}});
}

}  // namespace linlian::client
