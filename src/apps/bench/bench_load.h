// What the benches share: the ledger they measure on, the node, and the sending process.
#pragma once

#include "apps/bench/bench_ledger.h"
#include "apps/bench/bench_sender.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

struct SoloPlan {
    BenchPlan ledger;
    double seconds = 12;     // how long to send
    std::uint64_t acts = 0;  // how many to send instead, however long it takes; 0: by the seconds
    std::uint32_t connections = 32;
    std::uint32_t parcel = 100;
};

using BenchProgress = std::function<void(const std::string&, std::uint64_t, std::uint64_t)>;

// Makes the ledger in `folder` and stops its node again: what is measured starts from the disk.
Result<> prepare_bench(const SoloPlan& plan, const std::filesystem::path& folder,
                       const BenchProgress& progress);
Faultable<std::unique_ptr<node::Node>> start_bench_node(const std::filesystem::path& folder);

// One act at a time, and as many as the machine takes; no act is in both.
SenderPlan idle_load(const SoloPlan& plan, node::Node& node);
SenderPlan full_load(const SoloPlan& plan, node::Node& node);

// Runs the sender as a process of its own and reads the one line of JSON it ends with. Calls
// `at_rest` before each of its rounds and after the last.
Result<nlohmann::json> send_from_outside(const SenderPlan& plan,
                                         const std::function<void()>& at_rest = {});

}  // namespace linlian::apps
