// The receipts of the last blocks in memory, for those who wait for them: most are asked for once,
// right after their block.

#include "engine/line/outcomes.h"

#include "base/check.h"

#include <algorithm>

namespace linlian::engine {
namespace {

// Older ones are found on the disk.
constexpr std::size_t blocks_kept = 16;

}  // namespace

void Outcomes::add(const AppliedBlock& applied) {
    auto block = std::make_shared<Block>();
    const auto& receipts = applied.result.receipts;
    block->positions.reserve(receipts.size());
    for (std::uint32_t i = 0; i < receipts.size(); ++i) {
        auto& [id, position] = block->positions.emplace_back(Hash32{}, i);
        CHECK(Hash32::parse(receipts[i].leaf().id(), id));
    }
    std::sort(block->positions.begin(), block->positions.end());
    block->receipts = receipts;
    block->first_leaf = applied.result.tip.log.size() - receipts.size();
    block->height = applied.result.tip.height;
    // A list that is never changed: readers keep theirs, and this makes a new one with shared
    // blocks.
    std::shared_ptr<const Blocks> before;  // freed outside the lock
    const std::lock_guard lock{mutex_};
    auto blocks = std::make_shared<Blocks>(*blocks_);
    blocks->push_back(std::move(block));
    if (blocks->size() > blocks_kept) blocks->pop_front();
    before = std::exchange(blocks_, std::move(blocks));
}

std::optional<Outcomes::Found> Outcomes::find(const Hash32& id) const {
    std::shared_ptr<const Blocks> blocks;
    {
        const std::lock_guard lock{mutex_};
        blocks = blocks_;
    }
    // The newest first; within a block by binary search over its sorted ids.
    for (auto block = blocks->rbegin(); block != blocks->rend(); ++block) {
        const auto& positions = (*block)->positions;
        const auto found = std::lower_bound(positions.begin(), positions.end(), std::pair{id, 0U});
        if (found == positions.end() || found->first != id) continue;
        return Found{(*block)->receipts[found->second], (*block)->first_leaf + found->second,
                     (*block)->height};
    }
    return std::nullopt;
}

}  // namespace linlian::engine
