// The limit that the benches measure against: how many signatures libsodium alone checks.
#pragma once

#include "base/bytes.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace linlian::apps {

unsigned cores_here();

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

    double per_core() const;  // checks per second and core
    double cpu_us() const;    // processor time of one check
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

    std::vector<Sample> samples_;
    std::vector<Speed> measured_;  // with all cores
};

}  // namespace linlian::apps
