#include "apps/bench/bench_yardstick.h"

#include "apps/bench/bench_ledger.h"
#include "base/check.h"
#include "crypto/hash.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <sodium.h>
#include <thread>

namespace linlian::apps {

using namespace client;

namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::uint32_t sample_count = 2'048;
constexpr double seconds = 1.0;

const unsigned char* raw(const Bytes& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

unsigned cores_here() { return std::max(1u, std::thread::hardware_concurrency()); }

double seconds_since(SteadyClock::time_point began) {
    return std::chrono::duration<double>(SteadyClock::now() - began).count();
}

double cpu_seconds() {
    rusage usage{};
    CHECK(::getrusage(RUSAGE_SELF, &usage) == 0);
    const auto seconds_of = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds_of(usage.ru_utime) + seconds_of(usage.ru_stime);
}

Yardstick::Yardstick() {
    for (std::uint32_t i = 0; i < sample_count; ++i) {
        const auto pair = bench_key(i);
        const Bytes text = sha256(pair.public_key().raw).bytes();
        samples_.push_back({pair.public_key().raw, text, pair.sign(text)});
    }
}

Yardstick::Speed Yardstick::on(unsigned threads) const {
    std::atomic<std::uint64_t> checked{0};
    const double cpu_before = cpu_seconds();
    const auto began = SteadyClock::now();
    {
        std::vector<std::jthread> running;
        for (unsigned i = 0; i < threads; ++i)
            running.emplace_back([&] {
                std::uint64_t mine = 0;
                for (; seconds_since(began) < seconds; ++mine) {
                    const Sample& one = samples_[mine % sample_count];
                    CHECK(crypto_sign_verify_detached(raw(one.signature), raw(one.text),
                                                      one.text.size(), raw(one.public_key)) == 0);
                }
                checked += mine;
            });
    }
    const auto count = static_cast<double>(checked);
    return {count / seconds_since(began), (cpu_seconds() - cpu_before) * 1e6 / count};
}

void Yardstick::measure() {
    const Speed speed = on(cores_here());
    sum_.per_s += speed.per_s;
    sum_.cpu_us += speed.cpu_us;
    ++measures_;
}

nlohmann::json Yardstick::figures() const {
    return {{"verify_per_s_per_core", per_core()}, {"verify_per_s_alone", on(1).per_s}};
}

}  // namespace linlian::apps
