#include "engine/mempool.h"

#include "codec/refusal.h"
#include "engine/refusals.pb.h"

namespace linlian::engine {

Result<> Mempool::add(machine::OpenedTransaction tx) {
    const std::lock_guard lock{mutex_};
    if (ids_.contains(tx.id())) return {};
    if (line_.size() >= limits_.transactions || bytes_ + tx.bytes().size() > limits_.bytes)
        return refuse(v1::QUEUE_FULL, {{"waiting", std::to_string(line_.size())}});
    auto& of_author = of_author_[tx.author_key()];
    if (of_author >= limits_.of_one_author)
        return refuse(v1::ALLOWANCE_USED_UP, {{"waiting", std::to_string(of_author)}});
    ++of_author;
    bytes_ += tx.bytes().size();
    ids_.insert(tx.id());
    line_.push_back(std::move(tx));
    return {};
}

std::vector<machine::OpenedTransaction> Mempool::take(machine::BlockRoom room) {
    const std::lock_guard lock{mutex_};
    std::vector<machine::OpenedTransaction> taken;
    while (!line_.empty()) {
        // One alone may be more than this node wants in its blocks, never more than the machine.
        if (!room.take(line_.front()) && !taken.empty()) break;
        auto& tx = taken.emplace_back(std::move(line_.front()));
        line_.pop_front();
        bytes_ -= tx.bytes().size();
        const auto author = of_author_.find(tx.author_key());
        if (--author->second == 0) of_author_.erase(author);
    }
    return taken;
}

void Mempool::settle(const std::vector<machine::OpenedTransaction>& taken) {
    const std::lock_guard lock{mutex_};
    for (const auto& tx : taken) ids_.erase(tx.id());
}

bool Mempool::has(const Hash32& id) const {
    const std::lock_guard lock{mutex_};
    return ids_.contains(id);
}

std::size_t Mempool::waiting() const {
    const std::lock_guard lock{mutex_};
    return line_.size();
}

}  // namespace linlian::engine
