// How much memory all connections together may hold for bodies and answers: one budget, of which
// each takes what it really holds, no more, and all of one address a part at most. A little of it
// is for what is small, so that an act alone always finds room; and whoever holds most gives way to
// who holds less. Safe from any thread.
#pragma once

#include "api/server/address_rates.h"

#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <vector>

namespace linlian::api {

class Share;

class MemoryBudget {
  public:
    // What a connection may hold of the part that what is larger leaves free.
    static constexpr std::size_t small_bytes = 64 * 1024;

    MemoryBudget(std::size_t bytes, std::size_t of_one_address)
        : left_(bytes), for_small_(bytes / 4), of_one_address_(of_one_address) {}

  private:
    friend class Share;
    using Taken = std::function<void()>;
    struct Holder {
        std::size_t bytes = 0;
        std::set<Share*> shares;
    };

    // With the lock.
    bool change(Share& share, std::size_t bytes);
    bool has_left(std::size_t more, std::size_t whole) const;
    bool take_from_who_has_most(const Subscriber& who, std::size_t would_hold);
    void set(Share& share, std::size_t bytes);

    std::mutex mutex_;
    std::size_t left_;
    const std::size_t for_small_;
    const std::size_t of_one_address_;
    std::map<Subscriber, Holder> holders_;  // the addresses that hold something
    std::vector<Taken> to_tell_;            // of those from whom it was taken just now
};

// What one connection holds of the budget, which outlives it.
class Share {
  public:
    Share(MemoryBudget& budget, const Subscriber& who) : budget_(budget), who_(who) {}
    ~Share() { hold(0); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // Holds `bytes` from now on. False when the budget has not that much left, or gave it to
    // somebody else since it held nothing: as before then.
    bool hold(std::size_t bytes);
    // What it holds may be given to an address that holds less while `may`, and once there is
    // somebody to call then, who ends what holds it. It is called from any thread.
    void may_be_taken(bool may);
    void when_taken(std::function<void()> call);

  private:
    friend class MemoryBudget;
    MemoryBudget& budget_;
    const Subscriber who_;
    // All with the lock of the budget.
    std::size_t held_ = 0;
    bool may_be_taken_ = false;
    bool is_taken_ = false;
    std::function<void()> when_taken_;
};

}  // namespace linlian::api
