#include "contract/opening/block_room.h"

#include "machine/machine.h"
#include "contract/opening/parcel.h"

#include <algorithm>

namespace linlian::machine {

BlockRoom::BlockRoom(const BlockLimits& smaller)
    : left_{std::min(BlockLimits{}.acts, smaller.acts),
            std::min(BlockLimits{}.bytes, smaller.bytes),
            std::min(BlockLimits{}.cost, smaller.cost)} {}

Result<> BlockRoom::take(const OpenedTransaction& tx) {
    if (is_closed_) return refuse(v1::BLOCK_FULL, {{"limit", "cost"}});
    if (left_.acts == 0) return refuse(v1::BLOCK_FULL, {{"limit", "acts"}});
    if (tx.bytes().size() > left_.bytes) return refuse(v1::BLOCK_FULL, {{"limit", "bytes"}});
    if (tx.cost() > left_.cost) return refuse(v1::BLOCK_FULL, {{"limit", "cost"}});
    left_.acts -= 1;
    left_.bytes -= tx.bytes().size();
    left_.cost -= tx.cost();
    ++taken_;
    spent_ += tx.cost();
    return {};
}

Result<> BlockRoom::take_more(std::uint64_t cost) {
    // The first transaction may take more than there is: alone in a block it always fits.
    is_closed_ = is_closed_ || (taken_ > 1 && cost > left_.cost);
    if (is_closed_) return refuse(v1::BLOCK_FULL, {{"limit", "cost"}});
    left_.cost -= std::min(cost, left_.cost);
    spent_ += cost;
    return {};
}

// Acts and bytes of everything count, also of what cannot be opened.
Result<> check_proposal(const Opener& opener, const state::StateView& rows, Height height,
                        std::span<const Bytes> parcels) {
    std::size_t acts = 0;
    std::size_t bytes = 0;
    BlockRoom room;
    for (const auto& encoded : parcels) {
        auto parcel = TRY(open_parcel(opener.community(), encoded));
        for (auto& act : *parcel.mutable_acts()) {
            acts += 1;
            bytes += act.size();
            if (acts > max_transactions_per_block)
                return refuse(v1::BLOCK_FULL, {{"limit", "acts"}});
            if (bytes > max_block_bytes) return refuse(v1::BLOCK_FULL, {{"limit", "bytes"}});
            const auto tx = opener.open(std::move(act));
            // What will be passed over costs nothing, on new programs as on old ones.
            if (tx && check_in_force(rows, tx->needs(), height)) TRY(room.take(*tx));
        }
    }
    return {};
}

}  // namespace linlian::machine
