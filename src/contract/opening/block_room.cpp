#include "contract/opening/block_room.h"

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

}  // namespace linlian::machine
