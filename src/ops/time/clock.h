// The clock, as a parameter: everything above the waterline that needs the time is handed one, so
// that tests turn it by hand. Rooms below the waterline never see it.
#pragma once

#include "base/bytes.h"
#include "base/timestamp.h"

#include <atomic>
#include <chrono>

namespace linlian::ops {

// The wall clock beside the time that really passed, which is counted from the start of one boot.
struct Moment {
    Timestamp wall;
    std::int64_t monotonic_ms = 0;
    Bytes boot;  // which boot that is; two moments of one boot can be compared. Empty: nobody knows
    bool operator==(const Moment&) const = default;
};

class Clock {
  public:
    virtual ~Clock() = default;
    // What the machine believes the time to be. An operator or a time server may move it.
    virtual Timestamp wall() const = 0;
    // Milliseconds since some fixed moment; never goes back, whatever happens to wall().
    virtual std::int64_t monotonic_ms() const = 0;
    // The boot that monotonic_ms() counts from; stays the same as long as this clock is there.
    virtual const Bytes& boot() const = 0;

    Moment moment() const { return {wall(), monotonic_ms(), boot()}; }
};

class SystemClock final : public Clock {
  public:
    SystemClock();
    Timestamp wall() const override;
    // Goes on while the machine is suspended, as wall() does: a laptop that slept is no leap.
    std::int64_t monotonic_ms() const override;
    const Bytes& boot() const override { return boot_; }

  private:
    Bytes boot_;
};

// How long the calling thread has worked: what it waited for processors, disks or others is left
// out.
std::chrono::nanoseconds thread_time();

// Stands still until it is turned. Safe from any thread.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(Timestamp start) : wall_ms_(start.ms) {}
    Timestamp wall() const override { return Timestamp{wall_ms_.load()}; }
    std::int64_t monotonic_ms() const override { return monotonic_ms_.load(); }
    const Bytes& boot() const override { return boot_; }

    // Time goes by.
    void pass(std::int64_t ms) {
        wall_ms_ += ms;
        monotonic_ms_ += ms;
    }
    // Somebody sets the wall clock; no time goes by.
    void set_wall(Timestamp time) { wall_ms_ = time.ms; }
    // The computer was off for a while and started again; nobody counted for how long. Not while
    // others look at this clock.
    void reboot(std::int64_t off_ms) {
        wall_ms_ += off_ms;
        monotonic_ms_ = 0;
        boot_ += "again";
    }

  private:
    std::atomic<std::int64_t> wall_ms_;
    std::atomic<std::int64_t> monotonic_ms_{0};
    Bytes boot_ = "boot";
};

}  // namespace linlian::ops
