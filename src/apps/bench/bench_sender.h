// The load of a bench, in a process of its own: acts signed beforehand, sent over many connections
// at once, each parcel waiting for its durable receipts; in rounds with rests between them, in
// which the one who started it can measure the machine.
#pragma once

#include "base/result.h"
#include "crypto/signer.h"

#include <cstdint>
#include <string>

namespace linlian::apps {

struct SenderPlan {
    std::uint16_t port = 0;
    std::string community;  // hex
    std::uint32_t members = 0;
    std::uint64_t first = 0;  // number of the first act; no number is sent twice
    std::uint64_t acts = 0;   // signed beforehand; sending ends with the last at the latest
    double seconds = 10;      // of all rounds
    std::uint32_t rounds = 1;
    double rest_s = 0;  // before each round
    std::uint32_t connections = 32;
    std::uint32_t parcel = 100;
};

struct SenderResult {
    std::uint64_t recorded = 0;  // with a receipt that says the act was carried out
    std::uint64_t refused = 0;
    // Carried out in a second while all is under way: neither the first half second of a round
    // counts nor what is still answered after its end, or after the acts have run out.
    double acts_per_s = 0;
    double cpu_seconds = 0;  // of this process while it sent, all threads and the kernel's part
    double p50_ms = 0;       // of a parcel, from sending to its durable receipts
    double p99_ms = 0;
};

// Signs and sends; prints "rest" on standard output when a rest begins and after the last round.
Result<SenderResult> run_sender(const SenderPlan& plan);

}  // namespace linlian::apps
