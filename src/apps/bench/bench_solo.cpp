#include "apps/bench/bench_solo.h"

#include "apps/bench/bench_yardstick.h"
#include "codec/refusal.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "modules/registry/state.h"
#include "node/node.pb.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

using SteadyClock = std::chrono::steady_clock;
using nlohmann::json;

// Bytes of all files in a folder.
double folder_bytes(const std::filesystem::path& folder) {
    double bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        std::error_code gone;  // the database deletes files while we count
        const auto size = entry.file_size(gone);
        if (!gone && entry.is_regular_file()) bytes += static_cast<double>(size);
    }
    return bytes;
}

// Resident memory of this process, in MB.
double resident_mb() {
    std::ifstream status("/proc/self/status");
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

// What the threads that apply, seal and write spent on an act.
json stage_figures(Node& node) {
    const auto times = node.engine().stage_times();
    const double acts = static_cast<double>(std::max<std::uint64_t>(1, times.transactions));
    return {{"apply", static_cast<double>(times.apply_us) / acts},
            {"seal", static_cast<double>(times.seal_us) / acts},
            {"write", static_cast<double>(times.write_us) / acts}};
}

// Size and cost of proving one row, over many rows.
json proof_figures(Node& node, const BenchPlan& plan) {
    constexpr std::uint64_t proofs = 2'000;
    const auto committed = node.engine().committed();
    const auto veil = machine::veil_of(committed->rows());
    const auto program = whole_program();
    std::size_t largest = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;
    for (std::uint64_t i = 0; i < proofs; ++i) {
        const auto number = i * 7919 % bench_premises_count(plan);
        const auto key = registry::premises_table.key(bench_premises(number));
        const auto began = SteadyClock::now();
        const auto proof = committed->tree().prove(machine::place_of(program, veil, key)).encode();
        seconds += seconds_since(began);
        bytes += proof.size();
        largest = std::max(largest, proof.size());
    }
    return {{"mean_bytes", bytes / proofs},
            {"max_bytes", largest},
            {"mean_us", seconds * 1e6 / static_cast<double>(proofs)}};
}

// As many acts as the machine takes: how many were carried out, and what each cost. The yardstick
// is laid on before and after each round, and the node's processor time counted without it.
Result<json> load_figures(const SoloPlan& plan, Node& node, const std::filesystem::path& folder) {
    const double disk_before = folder_bytes(folder);
    Yardstick yardstick;
    double node_cpu_s = 0;
    std::optional<double> cpu_after_rest;
    const auto sent = TRY(send_from_outside(full_load(plan, node), [&] {
        if (cpu_after_rest) node_cpu_s += cpu_seconds() - *cpu_after_rest;
        yardstick.measure();
        cpu_after_rest = cpu_seconds();
    }));
    const double recorded = std::max(1.0, sent["recorded"].get<double>());
    const double acts_per_s = sent["acts_per_s"].get<double>();
    const double node_us = node_cpu_s * 1e6 / recorded;
    const double sender_us = sent["cpu_seconds"].get<double>() * 1e6 / recorded;
    json figures{{"acts_per_s", acts_per_s},
                 {"ratio", yardstick.ratio(acts_per_s)},
                 {"cpu_us_per_act",
                  {{"node", node_us}, {"sender", sender_us}, {"verify", yardstick.cpu_us()}}},
                 {"ratio_by_cpu", yardstick.cpu_us() / (node_us + sender_us)},
                 {"latency_ms", {{"p50", sent["p50_ms"]}, {"p99", sent["p99_ms"]}}},
                 {"bytes_per_act", (folder_bytes(folder) - disk_before) / recorded},
                 {"recorded", sent["recorded"]},
                 {"refused", sent["refused"]}};
    figures.update(yardstick.figures());
    return figures;
}

}  // namespace

Result<json> bench_solo(const SoloPlan& plan, const std::filesystem::path& folder,
                        const BenchProgress& progress) {
    TRY(prepare_bench(plan, folder, progress));
    const auto before_start = SteadyClock::now();
    auto node = start_bench_node(folder);
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    const double start_s = seconds_since(before_start);
    const auto rows = (*node)->engine().committed()->tree().rows();

    progress("one act at a time", 0, 1);
    const auto idle = TRY(send_from_outside(idle_load(plan, **node)));
    progress("one act at a time", 1, 1);

    progress("all cores", 0, 1);
    auto figures = TRY(load_figures(plan, **node, folder));
    progress("all cores", 1, 1);
    figures.update(json{{"cores", cores_here()},
                        {"idle_latency_ms", {{"p50", idle["p50_ms"]}, {"p99", idle["p99_ms"]}}},
                        {"rows", rows},
                        {"start_s", start_s},
                        {"memory_mb", resident_mb()},
                        {"proof", proof_figures(**node, plan.ledger)},
                        {"serial_us_per_act", stage_figures(**node)}});
    return figures;
}

}  // namespace linlian::apps
