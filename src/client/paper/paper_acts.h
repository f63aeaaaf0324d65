// Filling acts with as many parts as a transaction takes. For those who send thousands of entries.
#pragma once

#include "client/ballot/ballot_view.h"

#include <memory>
#include <vector>

namespace linlian::client {

// An act stays well below the 32 kB of a transaction.
inline constexpr std::size_t part_bytes_max = 26'000;
// What travels inside a motion: its content is at most 24,000 bytes.
inline constexpr std::size_t motion_bytes_max = 23'000;

// Acts of one type on one ballot, each filled until it has `parts_max` parts or is big enough.
template <class Act>
class ActFiller {
  public:
    // `ballot` outlives it. `parts_max` is the schema's limit, `bytes_max` that of what carries the
    // act: a transaction, or a motion.
    ActFiller(const BallotView& ballot, std::size_t parts_max,
              std::size_t bytes_max = part_bytes_max)
        : ballot_(ballot), parts_max_(parts_max), bytes_max_(bytes_max) {}

    // The act that takes the next part, of this many bytes.
    Act& next(std::size_t bytes) {
        if (act_ == nullptr || parts_ == parts_max_ || bytes_ + bytes > bytes_max_) {
            auto made = std::make_unique<Act>(act_on<Act>(ballot_));
            act_ = made.get();
            acts_.push_back(std::move(made));
            parts_ = 0;
            bytes_ = 0;
        }
        ++parts_;
        bytes_ += bytes;
        return *act_;
    }
    // In the order in which their parts came.
    const std::vector<std::unique_ptr<Message>>& acts() const { return acts_; }

  private:
    const BallotView& ballot_;
    std::size_t parts_max_;
    std::size_t bytes_max_;
    std::size_t parts_ = 0;
    std::size_t bytes_ = 0;
    Act* act_ = nullptr;
    std::vector<std::unique_ptr<Message>> acts_;
};

}  // namespace linlian::client
