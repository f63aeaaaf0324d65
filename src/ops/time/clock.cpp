// The clocks of the system.

#include "ops/time/clock.h"

#include <ctime>
#include <fstream>

namespace linlian::ops {
namespace {

std::int64_t read_ms(clockid_t id) {
    timespec now{};
    ::clock_gettime(id, &now);
    return static_cast<std::int64_t>(now.tv_sec) * ms_per_second + now.tv_nsec / 1'000'000;
}

// As Linux makes it anew at each start, without its line end; empty where there is none.
Bytes read_boot() {
    Bytes boot;
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::getline(file, boot);
    return boot.size() <= 64 ? boot : Bytes{};
}

}  // namespace

SystemClock::SystemClock() : boot_(read_boot()) {}

Timestamp SystemClock::wall() const { return Timestamp{read_ms(CLOCK_REALTIME)}; }

// Time since the start of the computer, sleep included.
std::int64_t SystemClock::monotonic_ms() const { return read_ms(CLOCK_BOOTTIME); }

// Of the calling thread: what it worked, not how long it took.
std::chrono::nanoseconds thread_time() {
    timespec used{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    return std::chrono::seconds{used.tv_sec} + std::chrono::nanoseconds{used.tv_nsec};
}

}  // namespace linlian::ops
