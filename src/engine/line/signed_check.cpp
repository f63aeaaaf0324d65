// Holding the ledger against the signer's record: another community, an end before what was signed,
// or another block at that height each stop the node before it signs.

#include "engine/line/signed_check.h"

#include "light/chain/block.h"

namespace linlian::engine {

std::optional<Hash32> hash_of(const storage::BlockRecord& block) {
    const auto header = light::decode_header(block.header);
    return header ? std::optional{light::header_hash(*header)} : std::nullopt;
}

Faultable<> check_same_history(const storage::LedgerStore& store, const LastSeal& last) {
    const auto& [height, round, hash] = last.block;
    // Right above the tip it may be the block that was taken back; a pruned one cannot be compared.
    const auto there = height == store.tip().height + 1 ? store.undone() : store.block(height);
    if (!there || hash_of(*there) == hash) return {};
    return fault("block " + std::to_string(height) + " of the ledger in " +
                 store.folder().string() +
                 " is not the one that this node's key has signed (SECOND_HISTORY): two histories "
                 "of one community must not go on. Put the ledger back to which the signer's "
                 "record belongs, or the record that belongs to this ledger");
}

Faultable<> check_signed(const storage::LedgerStore& store, const LastSeal& last) {
    if (last.community != store.community())
        return fault(
            "the signer's record beside this node's key is of another community "
            "(OTHER_COMMUNITY); put the one back that belongs to the ledger in " +
            store.folder().string());
    const Height tip = store.tip().height;
    // One height more where a block was taken back, for that one is kept beside the ledger.
    if (last.block.height > tip + (store.undone() ? 1 : 0))
        return fault("the ledger in " + store.folder().string() + " ends at block " +
                     std::to_string(tip) + ", but this node's key has signed block " +
                     std::to_string(last.block.height) +
                     " (ACKNOWLEDGED_MISSING): put back what is missing, or restore the newest "
                     "backup and run `linlian confirm head`, which says what is lost");
    return check_same_history(store, last);
}

}  // namespace linlian::engine
