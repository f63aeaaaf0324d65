#include "engine/outcomes.h"

#include "base/check.h"

namespace linlian::engine {
namespace {

constexpr std::size_t blocks_kept = 16;

}  // namespace

// Readers own the blocks that they look into for as long as they look.
void Outcomes::add(std::shared_ptr<const AppliedBlock> applied) {
    auto block = std::make_shared<Block>();
    const auto& receipts = applied->result.receipts;
    block->positions.reserve(receipts.size());
    for (std::uint32_t i = 0; i < receipts.size(); ++i) {
        Hash32 id;
        CHECK(Hash32::parse(receipts[i].leaf().id(), id));
        block->positions.emplace(id, i);
    }
    block->applied = std::move(applied);
    std::shared_ptr<const Block> oldest;  // freed outside the lock
    const std::lock_guard lock{mutex_};
    blocks_.push_back(std::move(block));
    if (blocks_.size() > blocks_kept) {
        oldest = std::move(blocks_.front());
        blocks_.pop_front();
    }
}

std::optional<Outcomes::Found> Outcomes::find(const Hash32& id) const {
    std::deque<std::shared_ptr<const Block>> blocks;
    {
        const std::lock_guard lock{mutex_};
        blocks = blocks_;
    }
    for (auto block = blocks.rbegin(); block != blocks.rend(); ++block) {
        const auto found = (*block)->positions.find(id);
        if (found == (*block)->positions.end()) continue;
        const auto& result = (*block)->applied->result;
        const std::uint64_t first = result.tip.log.size() - result.receipts.size();
        return Found{result.receipts[found->second], first + found->second, result.tip.height};
    }
    return std::nullopt;
}

}  // namespace linlian::engine
