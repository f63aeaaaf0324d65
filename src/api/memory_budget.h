// How much memory all connections together may hold for bodies and answers: one budget, of which
// each takes what it really holds, no more, and all of one address a part at most. Safe from any
// thread.
#pragma once

#include "api/address_rates.h"

#include <cstddef>
#include <map>
#include <mutex>

namespace linlian::api {

class MemoryBudget {
  public:
    MemoryBudget(std::size_t bytes, std::size_t of_one_address)
        : left_(bytes), of_one_address_(of_one_address) {}

    // Whether so many bytes were left, of all and for this address; if so they are taken.
    bool take(const Subscriber& who, std::size_t bytes) {
        const std::lock_guard lock{mutex_};
        const auto found = held_.find(who);
        const std::size_t held = found == held_.end() ? 0 : found->second;
        if (bytes > left_ || held + bytes > of_one_address_) return false;
        left_ -= bytes;
        held_[who] = held + bytes;
        return true;
    }
    // Bytes that were taken for it.
    void give_back(const Subscriber& who, std::size_t bytes) {
        if (bytes == 0) return;
        const std::lock_guard lock{mutex_};
        left_ += bytes;
        const auto held = held_.find(who);
        held->second -= bytes;
        if (held->second == 0) held_.erase(held);
    }

  private:
    std::mutex mutex_;
    std::size_t left_;
    const std::size_t of_one_address_;
    std::map<Subscriber, std::size_t> held_;  // by the addresses that hold something
};

// What one connection holds of the budget, which outlives it.
class Share {
  public:
    Share(MemoryBudget& budget, const Subscriber& who) : budget_(budget), who_(who) {}
    ~Share() { budget_.give_back(who_, held_); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // Holds `bytes` from now on. False when the budget has not that much left: as before then.
    bool hold(std::size_t bytes) {
        if (bytes > held_ && !budget_.take(who_, bytes - held_)) return false;
        if (bytes < held_) budget_.give_back(who_, held_ - bytes);
        held_ = bytes;
        return true;
    }

  private:
    MemoryBudget& budget_;
    const Subscriber who_;
    std::size_t held_ = 0;
};

}  // namespace linlian::api
