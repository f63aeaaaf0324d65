// What the benches share: the ledger they measure on, the node, the sending process, and the speed
// of bare signature checks that everything is measured against.
#pragma once

#include "apps/bench_ledger.h"
#include "apps/bench_sender.h"

#include <nlohmann/json.hpp>

namespace linlian::apps {

struct SoloPlan {
    BenchPlan ledger;
    double seconds = 10;
    std::uint32_t connections = 32;
    std::uint32_t parcel = 100;
};

using BenchProgress = std::function<void(const std::string&, std::uint64_t, std::uint64_t)>;

// Signatures that libsodium alone checks in a second: by one thread while the other cores rest, and
// by each core while all of them work, which is the limit that the ratios are measured against
// (cores that share their units are slower together).
struct VerifySpeed {
    double alone = 0;
    double per_core = 0;
    double cpu_us = 0;  // of one check, while all cores work
};
VerifySpeed verify_speed();
// What to hold a load against: the speed before and after it, since a machine's own speed drifts.
VerifySpeed mean_of(const VerifySpeed& before, const VerifySpeed& after);
unsigned cores_here();

// Processor time of this process so far, all threads and the kernel's part, in seconds.
double cpu_seconds();

// Makes the ledger in `folder` and stops its node again: what is measured starts from the disk.
Result<> prepare_bench(const SoloPlan& plan, const std::filesystem::path& folder,
                       const BenchProgress& progress);
Faultable<std::unique_ptr<Node>> start_bench_node(const std::filesystem::path& folder);

// One act at a time, and as many as the machine takes; no act is in both.
SenderPlan idle_load(const SoloPlan& plan, Node& node);
SenderPlan full_load(const SoloPlan& plan, Node& node);

// Runs the sender as a process of its own and reads the one line of JSON it ends with.
Result<nlohmann::json> send_from_outside(const SenderPlan& plan);

}  // namespace linlian::apps
