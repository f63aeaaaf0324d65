#include "apps/ledger_door.h"

#include "machine/limits.h"
#include "ops/sign_transaction.h"

namespace linlian::apps {

Bytes sign(const LedgerDoor& door, const KeyPair& author, const Message& act) {
    const Timestamp expires{door.now().ms + machine::online_lifetime_ms};
    return ops::sign_transaction(author, door.community(), act, expires, ops::random_nonce());
}

Result<Receipt> perform(LedgerDoor& door, const KeyPair& author, const Message& act) {
    return carried_out(std::move(door.send({sign(door, author, act)}).at(0)));
}

Result<Receipt> carried_out(Result<Receipt> receipt) {
    if (!receipt || receipt->leaf().refusal().empty()) return receipt;
    Refusal refusal{receipt->leaf().refusal(), {}};
    for (const auto& figure : receipt->effects().figures())
        refusal.figures.push_back({figure.name(), figure.value()});
    return tl::unexpected(std::move(refusal));
}

}  // namespace linlian::apps
