#include "apps/bench/bench_load.h"

#include "apps/apps.pb.h"
#include "apps/bench/bench_votes.h"
#include "apps/bench/bench_yardstick.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "node/node.pb.h"

#include <fmt/format.h>

#include <cstdio>
#include <unistd.h>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

using nlohmann::json;

constexpr std::uint64_t idle_acts = 300;
// More acts than any machine of ours sends in a second and core; what is left over is not sent.
constexpr std::uint64_t acts_per_second_and_core = 11'000;
constexpr double forever_s = 3'600;
constexpr double round_s = 4;
constexpr double rest_s = 1.3;  // a second in which the yardstick is laid on, and some room

std::string own_path() {
    char path[4096];
    const auto size = ::readlink("/proc/self/exe", path, sizeof path);
    return size > 0 ? std::string(path, static_cast<std::size_t>(size)) : "linlian";
}

std::uint64_t acts_in(double seconds) {
    return static_cast<std::uint64_t>(seconds * cores_here() *
                                      static_cast<double>(acts_per_second_and_core));
}

SenderPlan sender_plan(const SoloPlan& plan, Node& node) {
    SenderPlan sender;
    sender.port = node.port();
    sender.community = to_hex(node.community().view());
    sender.members = plan.ledger.members;
    return sender;
}

}  // namespace

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
    if (plan.acts > 0) {
        sender.acts = plan.acts;
        sender.seconds = forever_s;
    } else {
        sender.acts = acts_in(plan.seconds);
        sender.seconds = plan.seconds;
        sender.rounds = std::max(1u, static_cast<std::uint32_t>(plan.seconds / round_s));
        sender.rest_s = rest_s;
    }
    sender.connections = plan.connections;
    sender.parcel = plan.parcel;
    return sender;
}

Result<json> send_from_outside(const SenderPlan& plan, const std::function<void()>& at_rest) {
    const auto command = fmt::format(
        "'{}' bench sender --json --port {} --community {} --members {} --first {} --acts {} "
        "--seconds {} --rounds {} --rest {} --connections {} --parcel {}",
        own_path(), plan.port, plan.community, plan.members, plan.first, plan.acts, plan.seconds,
        plan.rounds, plan.rest_s, plan.connections, plan.parcel);
    std::FILE* pipe = ::popen(command.c_str(), "r");
    std::string last;
    char line[4096];
    while (pipe != nullptr && std::fgets(line, sizeof line, pipe) != nullptr) {
        last = line;
        if (last == "rest\n" && at_rest) at_rest();
    }
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
    options.posts_per_second = 0;  // all of it comes from one address, and a few authors
    options.engine.mempool.of_one_author = 100'000;
    options.engine.mempool.bytes_of_one_author = options.engine.mempool.bytes;
    options.engine.allowance.bytes_per_hour = 0;
    return Node::start(options, ops::Log::to_stderr(ops::LogLevel::warning));
}

// Fills the ledger, stops the node, so that what is measured starts from the disk.
Result<> prepare_bench(const SoloPlan& plan, const std::filesystem::path& folder,
                       const BenchProgress& progress) {
    if (const auto founded = found_bench_ledger(folder, plan.ledger); !founded)
        return tl::unexpected(founded.error().front());
    auto node = start_bench_node(folder);
    if (!node) return refuse(node::v1::NODE_FAILED, {{"reason", node.error().what}});
    TRY(fill_bench_ledger((*node)->ledger(), plan.ledger, [&](auto done, auto total) {
        progress("making the ledger", done, total);
    }));
    progress("opening ballots", 0, 1);
    TRY(open_bench_ballots((*node)->ledger(), plan.ledger,
                           idle_acts + full_load(plan, **node).acts));
    progress("opening ballots", 1, 1);
    return {};
}

}  // namespace linlian::apps
