#include "apps/bench_solo.h"

#include "apps/apps.pb.h"
#include "apps/bench_sender.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "modules/registry/registry.pb.h"
#include "modules/registry/state.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <sodium.h>
#include <thread>
#include <unistd.h>

namespace linlian::apps {
namespace {

using SteadyClock = std::chrono::steady_clock;
using nlohmann::json;

constexpr std::uint64_t idle_acts = 300;
// More acts than any machine of ours sends in a second and core; what is left over is not sent.
constexpr std::uint64_t acts_per_second_and_core = 24'000;

double seconds_since(SteadyClock::time_point began) {
    return std::chrono::duration<double>(SteadyClock::now() - began).count();
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

std::string own_path() {
    char path[4096];
    const auto size = ::readlink("/proc/self/exe", path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "linlian";
}

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

// Runs the sender as a process of its own and reads the one line of JSON it ends with.
Result<json> send_from_outside(const SenderPlan& plan) {
    const auto command = fmt::format(
        "'{}' bench sender --json --port {} --community {} --members {} --premises {} --first {} "
        "--acts {} --seconds {} --connections {} --parcel {}",
        own_path(), plan.port, plan.community, plan.members, plan.premises, plan.first, plan.acts,
        plan.seconds, plan.connections, plan.parcel);
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string last;
    char line[4096];
    while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) last = line;
    const int status = pipe == nullptr ? -1 : ::pclose(pipe);
    auto result = json::parse(last, nullptr, false);
    if (status != 0 || !result.is_object())
        return refuse(v1::COMMAND_WRONG, {{"reason", "the sender failed: " + last}});
    return result;
}

SenderPlan sender_plan(const SoloPlan& plan, Node& node) {
    SenderPlan sender;
    sender.port = node.port();
    sender.community = to_hex(node.community().view());
    sender.members = plan.ledger.members;
    sender.premises = bench_premises_count(plan.ledger);
    return sender;
}

unsigned cores_here() { return std::max(1u, std::thread::hardware_concurrency()); }

SenderPlan idle_load(const SoloPlan& plan, Node& node) {
    auto sender = sender_plan(plan, node);
    sender.acts = idle_acts;
    sender.connections = 1;
    sender.parcel = 1;
    return sender;
}

SenderPlan full_load(const SoloPlan& plan, Node& node) {
    auto sender = sender_plan(plan, node);
    sender.first = idle_acts;
    sender.acts = static_cast<std::uint64_t>(plan.seconds * cores_here() *
                                             static_cast<double>(acts_per_second_and_core));
    sender.seconds = plan.seconds;
    sender.connections = plan.connections;
    sender.parcel = plan.parcel;
    return sender;
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
    std::size_t largest = 0;
    std::uint64_t bytes = 0;
    double seconds = 0;
    for (std::uint64_t i = 0; i < proofs; ++i) {
        const auto number = i * 7919 % bench_premises_count(plan);
        const auto key = registry::premises_table.key(bench_premises(number));
        const auto began = SteadyClock::now();
        const auto proof = committed->tree().prove(tree_key(key)).encode();
        seconds += seconds_since(began);
        bytes += proof.size();
        largest = std::max(largest, proof.size());
    }
    return {{"mean_bytes", bytes / proofs},
            {"max_bytes", largest},
            {"mean_us", seconds * 1e6 / static_cast<double>(proofs)}};
}

Faultable<std::unique_ptr<Node>> start_node(const std::filesystem::path& folder) {
    NodeOptions options;
    options.data = folder;
    options.port = 0;
    options.engine.mempool.of_one_author = 100'000;
    return Node::start(options, ops::Log::to_stderr(ops::LogLevel::warning));
}

// Fills the ledger, stops the node, so that what is measured starts from the disk.
Result<> prepare(const SoloPlan& plan, const std::filesystem::path& folder,
                 const BenchProgress& progress) {
    if (const auto founded = found_bench_ledger(folder, plan.ledger); !founded)
        return tl::unexpected(founded.error().front());
    auto node = start_node(folder);
    if (!node) return refuse(v1::NODE_FAILED, {{"reason", node.error().what}});
    return fill_bench_ledger((*node)->door(), plan.ledger, [&](auto done, auto total) {
        progress("making the ledger", done, total);
    });
}

}  // namespace

double verify_per_second() {
    constexpr int messages = 64;
    const auto pair = bench_key(0);
    std::vector<Bytes> texts, signatures;
    for (int i = 0; i < messages; ++i) {
        texts.push_back("message " + std::to_string(i) + std::string(32, 'x'));
        signatures.push_back(pair.sign(texts.back()));
    }
    const auto* key = reinterpret_cast<const unsigned char*>(pair.public_key().raw.data());
    const auto began = SteadyClock::now();
    std::uint64_t checked = 0;
    while (seconds_since(began) < 1.0) {
        for (std::size_t i = 0; i < texts.size(); ++i, ++checked) {
            const auto* signature = reinterpret_cast<const unsigned char*>(signatures[i].data());
            const auto* text = reinterpret_cast<const unsigned char*>(texts[i].data());
            CHECK(crypto_sign_verify_detached(signature, text, texts[i].size(), key) == 0);
        }
    }
    return static_cast<double>(checked) / seconds_since(began);
}

Result<json> bench_solo(const SoloPlan& plan, const std::filesystem::path& folder,
                        const BenchProgress& progress) {
    TRY(prepare(plan, folder, progress));
    const double verify = verify_per_second();
    const auto before_start = SteadyClock::now();
    auto node = start_node(folder);
    if (!node) return refuse(v1::NODE_FAILED, {{"reason", node.error().what}});
    const double start_s = seconds_since(before_start);
    const auto rows = (*node)->engine().committed()->tree().rows();

    progress("one act at a time", 0, 1);
    const auto idle = send_from_outside(idle_load(plan, **node));
    if (!idle) return tl::unexpected(idle.error());
    progress("one act at a time", 1, 1);

    progress("all cores", 0, 1);
    const double disk_before = folder_bytes(folder);
    const auto sent = send_from_outside(full_load(plan, **node));
    if (!sent) return tl::unexpected(sent.error());
    progress("all cores", 1, 1);

    const double recorded = (*sent)["recorded"].get<double>();
    const double acts_per_s = recorded / (*sent)["seconds"].get<double>();
    const double disk_grown = folder_bytes(folder) - disk_before;
    return json{{"acts_per_s", acts_per_s},
                {"verify_per_s_per_core", verify},
                {"cores", cores_here()},
                {"ratio", acts_per_s / (verify * cores_here())},
                {"latency_ms", {{"p50", (*sent)["p50_ms"]}, {"p99", (*sent)["p99_ms"]}}},
                {"idle_latency_ms", {{"p50", (*idle)["p50_ms"]}, {"p99", (*idle)["p99_ms"]}}},
                {"bytes_per_act", disk_grown / std::max(1.0, recorded)},
                {"recorded", (*sent)["recorded"]},
                {"refused", (*sent)["refused"]},
                {"rows", rows},
                {"start_s", start_s},
                {"memory_mb", resident_mb()},
                {"proof", proof_figures(**node, plan.ledger)},
                {"serial_us_per_act", stage_figures(**node)}};
}

}  // namespace linlian::apps
