#include "apps/bench_sender.h"

#include "api/api.pb.h"
#include "api/client.h"
#include "apps/apps.pb.h"
#include "apps/bench_load.h"
#include "apps/bench_votes.h"
#include "apps/far_door.h"
#include "apps/wall_clock.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "machine/limits.h"
#include "ops/sign_transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

namespace linlian::apps {
namespace {

using SteadyClock = std::chrono::steady_clock;

Bytes signed_vote(const SenderPlan& plan, const BenchVotes& votes, const std::vector<KeyPair>& keys,
                  const Hash32& community, std::uint64_t n, Timestamp expires) {
    return ops::sign_transaction(keys[n % plan.members], community, votes.vote(n), expires,
                                 ops::random_nonce());
}

// Runs work(0), …, work(count - 1) on all cores.
void on_all_cores(std::uint64_t count, const std::function<void(std::uint64_t)>& work) {
    std::atomic<std::uint64_t> next{0};
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1u, std::thread::hardware_concurrency()); ++i)
        threads.emplace_back([&] {
            for (auto n = next++; n < count; n = next++) work(n);
        });
}

std::vector<Bytes> signed_parcels(const SenderPlan& plan, const BenchVotes& votes,
                                  const Hash32& community) {
    std::vector<KeyPair> keys;
    for (std::uint32_t i = 0; i < plan.members; ++i) keys.push_back(bench_key(i));
    const Timestamp expires{wall_clock().ms + machine::online_lifetime_ms};
    std::vector<Bytes> parcels(plan.acts / plan.parcel);
    on_all_cores(parcels.size(), [&](std::uint64_t at) {
        machine::v1::Parcel parcel;
        for (std::uint64_t i = 0; i < plan.parcel; ++i)
            parcel.add_transactions(signed_vote(plan, votes, keys, community,
                                                plan.first + at * plan.parcel + i, expires));
        parcels[at] = codec::encode(parcel);
    });
    return parcels;
}

// What one connection saw.
struct Line {
    SenderResult result;
    std::vector<double> latencies_ms;
    std::optional<Refusal> broken;
};

void count_entries(const api::v1::ParcelReply& reply, SenderResult& result) {
    for (const auto& entry : reply.entries()) {
        const bool carried = entry.has_receipt() && entry.receipt().leaf().refusal().empty();
        ++(carried ? result.recorded : result.refused);
    }
}

void send_until(const SenderPlan& plan, const std::vector<Bytes>& parcels,
                std::atomic<std::size_t>& next, SteadyClock::time_point end, Line& line) {
    auto client = api::Client::to("127.0.0.1", plan.port);
    for (auto at = next++; at < parcels.size() && SteadyClock::now() < end; at = next++) {
        const auto began = SteadyClock::now();
        const auto reply = client.post("/transactions?wait=30000", "application/x-protobuf-parcel",
                                       parcels[at], "application/x-protobuf");
        const auto took = SteadyClock::now() - began;
        api::v1::ParcelReply content;
        if (!reply || !reply->ok() || !content.ParseFromString(reply->body)) {
            line.broken = reply ? reply->refusal() : reply.error();
            return;
        }
        line.latencies_ms.push_back(std::chrono::duration<double, std::milli>(took).count());
        count_entries(content, line.result);
    }
}

double at_share(const std::vector<double>& sorted, double share) {
    if (sorted.empty()) return 0;
    const auto at = static_cast<std::size_t>(share * static_cast<double>(sorted.size() - 1));
    return sorted[at];
}

}  // namespace

Result<SenderResult> run_sender(const SenderPlan& plan) {
    const auto community = fixed_from_hex<Hash32>(plan.community);
    if (!community)
        return refuse(v1::COMMAND_WRONG, {{"reason", "--community takes 64 hex digits"}});
    const auto door = FarDoor::connect("127.0.0.1", plan.port);
    if (!door) return tl::unexpected(door.error());
    const auto votes = BenchVotes::fetch(**door, plan.members);
    if (!votes) return tl::unexpected(votes.error());
    const auto parcels = signed_parcels(plan, *votes, *community);
    fmt::print("ready\n");
    std::fflush(stdout);

    std::vector<Line> lines(plan.connections);
    std::atomic<std::size_t> next{0};
    const double cpu_before = cpu_seconds();
    const auto began = SteadyClock::now();
    const auto end = began + std::chrono::duration_cast<SteadyClock::duration>(
                                 std::chrono::duration<double>(plan.seconds));
    {
        std::vector<std::jthread> threads;
        for (auto& line : lines)
            threads.emplace_back([&] { send_until(plan, parcels, next, end, line); });
    }
    SenderResult sum;
    sum.cpu_seconds = cpu_seconds() - cpu_before;
    sum.seconds = std::chrono::duration<double>(SteadyClock::now() - began).count();
    std::vector<double> latencies;
    for (const auto& line : lines) {
        if (line.broken) return tl::unexpected(*line.broken);
        sum.recorded += line.result.recorded;
        sum.refused += line.result.refused;
        latencies.insert(latencies.end(), line.latencies_ms.begin(), line.latencies_ms.end());
    }
    std::sort(latencies.begin(), latencies.end());
    sum.p50_ms = at_share(latencies, 0.50);
    sum.p99_ms = at_share(latencies, 0.99);
    return sum;
}

}  // namespace linlian::apps
