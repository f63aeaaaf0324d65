// The limit that the benches measure against: how many signatures libsodium alone checks.
#pragma once

#include "base/bytes.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <vector>

namespace linlian::apps {

unsigned cores_here();

double seconds_since(std::chrono::steady_clock::time_point began);

// Processor time of this process so far, all threads and the kernel's part, in seconds.
double cpu_seconds();

// Measured as often as one likes around a load, since a machine's own speed drifts; the figures are
// means. Each check is of another member's signature: a processor learns its way through one and
// the same by heart, and is faster then than it ever is at work.
class Yardstick {
  public:
    Yardstick();  // signs; takes a tenth of a second

    // A second of checks on all cores at once (cores that share their units are slower together).
    void measure();

    // What a rate of acts comes to beside the checks that all cores do.
    double ratio(double acts_per_s) const { return acts_per_s / (per_core() * cores_here()); }
    double cpu_us() const { return sum_.cpu_us / measures_; }  // processor time of one check
    // verify_per_s_per_core, and verify_per_s_alone: by one thread while the other cores rest.
    nlohmann::json figures() const;

  private:
    struct Sample {
        Bytes public_key, text, signature;
    };
    struct Speed {
        double per_s = 0;
        double cpu_us = 0;
    };
    Speed on(unsigned threads) const;
    double per_core() const { return sum_.per_s / (measures_ * cores_here()); }

    std::vector<Sample> samples_;
    Speed sum_;  // with all cores
    unsigned measures_ = 0;
};

}  // namespace linlian::apps
