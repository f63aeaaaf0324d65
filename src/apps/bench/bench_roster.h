// Measures what a clerk waits for: a roster as a CSV file, checked, imported and adopted by two
// offices, each step durable before the next. `linlian bench roster` prints it.
#pragma once

#include "apps/bench/bench_load.h"

namespace linlian::apps {

struct RosterPlan {
    std::uint32_t premises = 5'000;
};

Result<nlohmann::json> bench_roster(const RosterPlan& plan, const std::filesystem::path& folder,
                                    const BenchProgress& progress);

}  // namespace linlian::apps
