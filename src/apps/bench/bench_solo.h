// Measures the embedded engine as its users meet it: over HTTP, from another process, with every
// signature checked and every receipt durable before it counts; and how fast all of it replays.
#pragma once

#include "apps/bench/bench_load.h"

namespace linlian::apps {

// Makes the ledger in `folder`, measures, returns every figure by name.
Result<nlohmann::json> bench_solo(const SoloPlan& plan, const std::filesystem::path& folder,
                                  const BenchProgress& progress);

// Makes a ledger of such acts, then carries all of it out again from its genesis.
Result<nlohmann::json> bench_replay(const SoloPlan& plan, const std::filesystem::path& folder,
                                    const BenchProgress& progress);

}  // namespace linlian::apps
