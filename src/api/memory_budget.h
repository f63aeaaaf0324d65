// How much memory all connections together may hold for bodies and answers: one budget, of which
// each takes what it really holds, no more. Safe from any thread.
#pragma once

#include <atomic>
#include <cstddef>

namespace linlian::api {

class MemoryBudget {
  public:
    explicit MemoryBudget(std::size_t bytes) : left_(bytes) {}

    // Whether so many bytes were left; if so they are taken.
    bool take(std::size_t bytes) {
        auto left = left_.load();
        while (left >= bytes) {
            if (left_.compare_exchange_weak(left, left - bytes)) return true;
        }
        return false;
    }
    void give_back(std::size_t bytes) { left_ += bytes; }
    std::size_t left() const { return left_; }

  private:
    std::atomic<std::size_t> left_;
};

// What one connection holds of the budget, which outlives it.
class Share {
  public:
    explicit Share(MemoryBudget& budget) : budget_(budget) {}
    ~Share() { budget_.give_back(held_); }
    Share(const Share&) = delete;
    Share& operator=(const Share&) = delete;

    // Holds `bytes` from now on. False when the budget has not that much left: as before then.
    bool hold(std::size_t bytes) {
        if (bytes > held_ && !budget_.take(bytes - held_)) return false;
        if (bytes < held_) budget_.give_back(held_ - bytes);
        held_ = bytes;
        return true;
    }

  private:
    MemoryBudget& budget_;
    std::size_t held_ = 0;
};

}  // namespace linlian::api
