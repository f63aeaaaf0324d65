#include "apps/bench_load.h"

#include "apps/apps.pb.h"
#include "apps/bench_votes.h"
#include "base/hex.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <sodium.h>
#include <thread>
#include <unistd.h>

namespace linlian::apps {
namespace {

using SteadyClock = std::chrono::steady_clock;
using nlohmann::json;

constexpr std::uint64_t idle_acts = 300;
// More acts than any machine of ours sends in a second and core; what is left over is not sent.
constexpr std::uint64_t acts_per_second_and_core = 14'000;

double seconds_since(SteadyClock::time_point began) {
    return std::chrono::duration<double>(SteadyClock::now() - began).count();
}

std::string own_path() {
    char path[4096];
    const auto size = ::readlink("/proc/self/exe", path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "linlian";
}

SenderPlan sender_plan(const SoloPlan& plan, Node& node) {
    SenderPlan sender;
    sender.port = node.port();
    sender.community = to_hex(node.community().view());
    sender.members = plan.ledger.members;
    return sender;
}

// Signatures that `threads` threads together check in a second with libsodium and nothing else.
double verify_on(unsigned threads) {
    constexpr double seconds = 1.0;
    const auto pair = bench_key(0);
    const Bytes text = Bytes(32, 'x');
    const Bytes signature = pair.sign(text);
    const auto raw = [](const Bytes& bytes) {
        return reinterpret_cast<const unsigned char*>(bytes.data());
    };
    std::atomic<std::uint64_t> checked{0};
    const auto began = SteadyClock::now();
    {
        std::vector<std::jthread> running;
        for (unsigned i = 0; i < threads; ++i)
            running.emplace_back([&] {
                std::uint64_t mine = 0;
                for (; seconds_since(began) < seconds; ++mine)
                    CHECK(crypto_sign_verify_detached(raw(signature), raw(text), text.size(),
                                                      raw(pair.public_key().raw)) == 0);
                checked += mine;
            });
    }
    return static_cast<double>(checked) / seconds_since(began);
}

}  // namespace

double cpu_seconds() {
    rusage usage{};
    CHECK(::getrusage(RUSAGE_SELF, &usage) == 0);
    const auto seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
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

// Runs the sender as a process of its own and reads the one line of JSON it ends with.
Result<json> send_from_outside(const SenderPlan& plan) {
    const auto command = fmt::format(
        "'{}' bench sender --json --port {} --community {} --members {} --first {} "
        "--acts {} --seconds {} --connections {} --parcel {}",
        own_path(), plan.port, plan.community, plan.members, plan.first, plan.acts, plan.seconds,
        plan.connections, plan.parcel);
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string last;
    char line[4096];
    while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) last = line;
    const int status = pipe == nullptr ? -1 : ::pclose(pipe);
    auto result = json::parse(last, nullptr, false);
    if (status != 0 || !result.is_object())
        return refuse(v1::BENCH_FAILED, {{"reason", "the sender failed: " + last}});
    return result;
}

Faultable<std::unique_ptr<Node>> start_bench_node(const std::filesystem::path& folder) {
    NodeOptions options;
    options.data = folder;
    options.port = 0;
    options.engine.mempool.of_one_author = 100'000;
    return Node::start(options, ops::Log::to_stderr(ops::LogLevel::warning));
}

// Fills the ledger, stops the node, so that what is measured starts from the disk.
Result<> prepare_bench(const SoloPlan& plan, const std::filesystem::path& folder,
                       const BenchProgress& progress) {
    if (const auto founded = found_bench_ledger(folder, plan.ledger); !founded)
        return tl::unexpected(founded.error().front());
    auto node = start_bench_node(folder);
    if (!node) return refuse(v1::NODE_FAILED, {{"reason", node.error().what}});
    TRY(fill_bench_ledger((*node)->door(), plan.ledger, [&](auto done, auto total) {
        progress("making the ledger", done, total);
    }));
    progress("opening ballots", 0, 1);
    TRY(open_bench_ballots((*node)->door(), plan.ledger, idle_acts + full_load(plan, **node).acts));
    progress("opening ballots", 1, 1);
    return {};
}

VerifySpeed verify_speed() {
    const double alone = verify_on(1);
    const double before = cpu_seconds();
    const double together = verify_on(cores_here());
    return {alone, together / cores_here(), (cpu_seconds() - before) * 1e6 / together};
}

VerifySpeed mean_of(const VerifySpeed& before, const VerifySpeed& after) {
    const auto mean = [](double a, double b) { return (a + b) / 2; };
    return {mean(before.alone, after.alone), mean(before.per_core, after.per_core),
            mean(before.cpu_us, after.cpu_us)};
}

}  // namespace linlian::apps
