// Measures the embedded engine as its users meet it: over HTTP, from another process, with every
// signature checked and every receipt durable before it counts.
#pragma once

#include "apps/bench_ledger.h"

#include <nlohmann/json_fwd.hpp>

namespace linlian::apps {

struct SoloPlan {
    BenchPlan ledger;
    double seconds = 10;
    std::uint32_t connections = 32;
    std::uint32_t parcel = 100;
};

using BenchProgress = std::function<void(const std::string&, std::uint64_t, std::uint64_t)>;

// Makes the ledger in `folder`, measures, returns every figure by name.
Result<nlohmann::json> bench_solo(const SoloPlan& plan, const std::filesystem::path& folder,
                                  const BenchProgress& progress);

// Signatures that one core checks in a second with libsodium alone.
double verify_per_second();

}  // namespace linlian::apps
