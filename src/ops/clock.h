// The clock, as a parameter: everything above the waterline that needs the time is handed one, so
// that tests turn it by hand. Rooms below the waterline never see it.
#pragma once

#include "base/timestamp.h"

#include <atomic>

namespace linlian::ops {

class Clock {
  public:
    virtual ~Clock() = default;
    // What the machine believes the time to be. An operator or a time server may move it.
    virtual Timestamp wall() const = 0;
    // Milliseconds since some fixed moment; never goes back, whatever happens to wall().
    virtual std::int64_t monotonic_ms() const = 0;
};

class SystemClock final : public Clock {
  public:
    Timestamp wall() const override;
    // Goes on while the machine is suspended, as wall() does: a laptop that slept is no leap.
    std::int64_t monotonic_ms() const override;
};

// Stands still until it is turned. Safe from any thread.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Timestamp start) : wall_ms_(start.ms) {}
    Timestamp wall() const override { return Timestamp{wall_ms_.load()}; }
    std::int64_t monotonic_ms() const override { return monotonic_ms_.load(); }

    // Time goes by.
    void pass(std::int64_t ms) {
        wall_ms_ += ms;
        monotonic_ms_ += ms;
    }
    // Somebody sets the wall clock; no time goes by.
    void set_wall(Timestamp time) { wall_ms_ = time.ms; }

  private:
    std::atomic<std::int64_t> wall_ms_;
    std::atomic<std::int64_t> monotonic_ms_{0};
};

}  // namespace linlian::ops
