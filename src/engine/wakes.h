// Who wants to hear of the next block: calls that are made once, when it is announced. Nobody waits
// on a thread for that. Safe from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <vector>

namespace linlian::engine {

// Made soon and from a thread of the engine, so it only tells somebody else to look. Its owner is
// whoever waits, and letting go of it ends the wait.
using Wake = std::function<void()>;

class Wakes {
  public:
    // How many blocks have been announced.
    std::uint64_t announced() const;
    // Calls `wake` once, after the next block beyond the `seen` first ones: at once if it is there.
    void add(std::uint64_t seen, std::weak_ptr<const Wake> wake);
    void announce();

  private:
    mutable std::mutex mutex_;
    std::uint64_t announced_ = 0;
    std::vector<std::weak_ptr<const Wake>> waiting_;
    std::size_t tidy_at_ = 64;  // so many there may be before the ended ones are taken out
};

}  // namespace linlian::engine
