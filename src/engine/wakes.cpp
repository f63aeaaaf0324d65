// Those who wait for the next block without a thread. Each is called once; who no longer lives is
// left out.

#include "engine/wakes.h"

#include <algorithm>

namespace linlian::engine {
namespace {

void call(const std::weak_ptr<const Wake>& wake) {
    // An owner for the length of the call: whoever waits may let go of it meanwhile.
    if (const auto alive = wake.lock()) (*alive)();
}

}  // namespace

std::uint64_t Wakes::announced() const {
    const std::lock_guard lock{mutex_};
    return announced_;
}

// At once where the block has come since `seen`. The list is tidied only when it has doubled, so
// that many who come and go cost little.
void Wakes::add(std::uint64_t seen, std::weak_ptr<const Wake> wake) {
    {
        const std::lock_guard lock{mutex_};
        if (announced_ == seen) {
            if (waiting_.size() >= tidy_at_) {
                std::erase_if(waiting_, [](const auto& one) { return one.expired(); });
                tidy_at_ = std::max<std::size_t>(64, 2 * waiting_.size());
            }
            waiting_.push_back(std::move(wake));
            return;
        }
    }
    call(wake);
}

// Called outside the lock: a wake may add itself again.
void Wakes::announce() {
    std::vector<std::weak_ptr<const Wake>> called;
    {
        const std::lock_guard lock{mutex_};
        ++announced_;
        called.swap(waiting_);
    }
    for (const auto& wake : called) call(wake);
}

}  // namespace linlian::engine
