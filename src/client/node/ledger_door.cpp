#include "client/node/ledger_door.h"

#include "base/hex.h"
#include "client/client.pb.h"
#include "client/node/said_by_node.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "machine/limits.h"
#include "machine/veil.h"
#include "ops/sign_transaction.h"

namespace linlian::client {

Result<const KeyPair*> LedgerDoor::reader() {
    if (!open_reader_) return nullptr;
    if (!reader_) {
        auto opened = TRY(open_reader_());
        reader_ = std::move(opened);
    }
    return &*reader_;
}

Result<> LedgerDoor::ask(const Message& query, Message& reply) {
    const auto& options = query.GetDescriptor()->options().GetExtension(codec::v1::query);
    if (!options.has_readers()) return ask_node(query, reply, nullptr);
    const auto opened = TRY(reader());
    return ask_node(query, reply, opened);
}

Result<> LedgerDoor::ask(const KeyPair& reader, const Message& query, Message& reply) {
    return ask_node(query, reply, &reader);
}

Bytes sign(const LedgerDoor& door, const KeyPair& author, const Message& act) {
    const Timestamp expires{door.now().ms + machine::online_lifetime_ms};
    return ops::sign_transaction(author, door.community(), act, expires, ops::random_nonce());
}

Result<Receipt> perform(LedgerDoor& door, const KeyPair& author, const Message& act) {
    return carried_out(std::move(door.send({sign(door, author, act)}).at(0)));
}

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
