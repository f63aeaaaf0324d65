#include "apps/bench/bench_solo.h"
#include "apps/bench/bench_yardstick.h"
#include "codec/refusal.h"
#include "modules/all_modules.h"
#include "node/node.pb.h"
#include "ops/worker_pool.h"
#include "storage/replay/replay.h"

#include <chrono>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

// Sends the acts of the plan to a fresh node on the prepared ledger.
Result<> record_acts(const SoloPlan& plan, const std::filesystem::path& folder,
                     const BenchProgress& progress) {
    TRY(prepare_bench(plan, folder, progress));
    const auto node = start_bench_node(folder);
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    progress("recording acts", 0, 1);
    const auto sent = TRY(send_from_outside(full_load(plan, **node)));
    progress("recording acts", 1, 1);
    return {};
}

// Thrice, as a replay takes a while.
void measure(Yardstick& yardstick) {
    for (int i = 0; i < 3; ++i) yardstick.measure();
}

}  // namespace

Result<nlohmann::json> bench_replay(const SoloPlan& plan, const std::filesystem::path& folder,
                                    const BenchProgress& progress) {
    TRY(record_acts(plan, folder, progress));
    Yardstick yardstick;
    measure(yardstick);
    const auto store =
        storage::LedgerStore::open(ledger_folder(folder), storage::OpenMode::read_only);
    if (!store) return refuse(node::v1::NODE_FAILED, {{"reason", store.error().what}});
    ops::WorkerPool workers{storage::replay_workers()};
    storage::ReplayOptions options;
    options.progress = [&](const machine::Tip& at, Height of, std::uint64_t) {
        progress("replaying", at.height, of);
    };
    const double cpu_before = cpu_seconds();
    const auto began = std::chrono::steady_clock::now();
    const auto replayed = storage::replay(whole_program(), **store, workers, options);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    if (!replayed) return refuse(node::v1::NODE_FAILED, {{"reason", replayed.error().what}});
    const double cpu_used_s = cpu_seconds() - cpu_before;
    measure(yardstick);
    const double cpu_us = cpu_used_s * 1e6 / static_cast<double>(replayed->transactions);
    const double acts_per_s = static_cast<double>(replayed->transactions) / took.count();
    nlohmann::json figures{{"acts_per_s", acts_per_s},
                           {"cores", cores_here()},
                           {"ratio", yardstick.ratio(acts_per_s)},
                           {"cpu_us_per_act", cpu_us},
                           {"ratio_by_cpu", yardstick.cpu_us() / cpu_us},
                           {"transactions", replayed->transactions},
                           {"rows", replayed->rows},
                           {"seconds", took.count()}};
    figures.update(yardstick.figures());
    return figures;
}

}  // namespace linlian::apps
