// The memory for bodies and answers of all connections. Each holds a share; when there is not
// enough, whoever holds most gives way, so that one address cannot use up what all others need.

#include "api/server/memory_budget.h"

#include <algorithm>
#include <utility>

namespace linlian::api {

// A part is kept free for small ones: large bodies cannot keep short requests out.
bool MemoryBudget::has_left(std::size_t more, std::size_t whole) const {
    return left_ >= more + (whole > small_bytes ? for_small_ : 0);
}

// Keeps the sums: what is left, and what each address holds. An address without shares is
// forgotten.
void MemoryBudget::set(Share& share, std::size_t bytes) {
    auto& holder = holders_[share.who_];
    left_ = left_ + share.held_ - bytes;
    holder.bytes = holder.bytes + bytes - share.held_;
    share.held_ = bytes;
    if (bytes > 0)
        holder.shares.insert(&share);
    else
        holder.shares.erase(&share);
    if (holder.shares.empty()) holders_.erase(share.who_);
}

// Takes the largest share of the address that holds most, where that is more than this one would
// then hold, of those whose client is to send or to take something.
bool MemoryBudget::take_from_who_has_most(const Subscriber& who, std::size_t would_hold) {
    Share* largest = nullptr;
    std::size_t most = would_hold;
    for (const auto& [holder, has] : holders_) {
        if (holder == who || has.bytes <= most) continue;
        Share* of_them = nullptr;
        for (auto* share : has.shares) {
            const bool may = share->may_be_taken_ && share->when_taken_;
            if (may && (of_them == nullptr || share->held_ > of_them->held_)) of_them = share;
        }
        if (of_them == nullptr) continue;
        largest = of_them;
        most = has.bytes;
    }
    if (largest == nullptr) return false;
    set(*largest, 0);
    largest->is_taken_ = true;
    to_tell_.push_back(largest->when_taken_);
    return true;
}

// Giving back always succeeds. Asking for more fails where the share was taken away, where its
// address would hold more than one may, or where nobody holds more who could give way.
bool MemoryBudget::change(Share& share, std::size_t bytes) {
    if (bytes == 0) share.is_taken_ = false;
    if (bytes > share.held_) {
        const auto more = bytes - share.held_;
        const auto holder = holders_.find(share.who_);
        const auto would_hold = more + (holder == holders_.end() ? 0 : holder->second.bytes);
        if (share.is_taken_ || would_hold > of_one_address_) return false;
        while (!has_left(more, bytes)) {
            if (!take_from_who_has_most(share.who_, would_hold)) return false;
        }
    }
    if (bytes != share.held_) set(share, bytes);
    return true;
}

// Those who lost their share are told outside the lock, for they give back what they hold.
bool Share::hold(std::size_t bytes) {
    std::vector<MemoryBudget::Taken> to_tell;
    bool holds = false;
    {
        const std::lock_guard lock{budget_.mutex_};
        holds = budget_.change(*this, bytes);
        to_tell.swap(budget_.to_tell_);
    }
    for (const auto& tell : to_tell) tell();
    return holds;
}

void Share::may_be_taken(bool may) {
    const std::lock_guard lock{budget_.mutex_};
    may_be_taken_ = may;
}

void Share::when_taken(std::function<void()> call) {
    const std::lock_guard lock{budget_.mutex_};
    when_taken_ = std::move(call);
}

}  // namespace linlian::api
