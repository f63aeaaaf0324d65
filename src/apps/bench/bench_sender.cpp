#include "apps/bench/bench_sender.h"

#include "api/api.pb.h"
#include "api/client/client.h"
#include "apps/bench/bench_votes.h"
#include "apps/bench/bench_yardstick.h"
#include "apps/terminal/terminal.h"
#include "base/hex.h"
#include "client/client.pb.h"
#include "client/node/remote_ledger.h"
#include "client/node/said_by_node.h"
#include "client/node/wall_clock.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "desk/heads_file.h"
#include "ops/sign_transaction.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <thread>

namespace linlian::apps {

using namespace client;
using namespace desk;

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
    for (unsigned i = 0; i < cores_here(); ++i)
        threads.emplace_back([&] {
            for (auto n = next++; n < count; n = next++) work(n);
        });
}

std::vector<Bytes> signed_parcels(const SenderPlan& plan, const BenchVotes& votes,
                                  const Hash32& community) {
    std::vector<KeyPair> keys;
    for (std::uint32_t i = 0; i < plan.members; ++i) keys.push_back(bench_key(i));
    const Timestamp expires{wall_clock().ms + machine::online_lifetime_ms};
    std::vector<Bytes> parcels((plan.acts + plan.parcel - 1) / plan.parcel);
    on_all_cores(parcels.size(), [&](std::uint64_t at) {
        machine::v1::Batch parcel;
        const auto end = std::min(plan.acts, (at + 1) * plan.parcel);
        for (auto n = at * plan.parcel; n < end; ++n)
            parcel.add_transactions(
                signed_vote(plan, votes, keys, community, plan.first + n, expires));
        parcels[at] = codec::encode(parcel);
    });
    return parcels;
}

// One parcel and its durable receipts.
struct Answer {
    double at_s = 0;  // since its round began
    double took_s = 0;
    std::uint64_t recorded = 0;
    std::uint64_t refused = 0;
};

// What one connection saw in a round.
struct Line {
    std::vector<Answer> answers;
    std::optional<double> ran_out_s;  // when it found no parcel left
    std::optional<Refusal> broken;
};

void count_entries(const api::v1::ParcelReply& reply, Answer& answer) {
    for (const auto& entry : reply.entries()) {
        const bool carried = entry.has_receipt() && entry.receipt().leaf().refusal().empty();
        ++(carried ? answer.recorded : answer.refused);
    }
}

// The parcels that are not sent yet, through one round after the other.
class Sending {
  public:
    Sending(const SenderPlan& plan, std::vector<Bytes> parcels)
        : plan_(plan), parcels_(std::move(parcels)) {}

    Result<> round() {
        std::vector<Line> lines(plan_.connections);
        const double cpu_before = cpu_seconds();
        const auto began = SteadyClock::now();
        {
            std::vector<std::jthread> threads;
            for (auto& line : lines) threads.emplace_back([&] { send(began, line); });
        }
        sum_.cpu_seconds += cpu_seconds() - cpu_before;
        double end_s = round_s();
        for (const auto& line : lines) {
            if (line.broken) return tl::unexpected(*line.broken);
            end_s = std::min(end_s, line.ran_out_s.value_or(end_s));
        }
        full_flow_s_ += std::max(0.0, end_s - warm_up_s);
        for (const auto& line : lines)
            for (const auto& answer : line.answers) count(answer, end_s);
        return {};
    }

    SenderResult result() {
        std::sort(latencies_ms_.begin(), latencies_ms_.end());
        if (full_flow_s_ > 0) sum_.acts_per_s = static_cast<double>(in_full_flow_) / full_flow_s_;
        sum_.p50_ms = at_share(0.50);
        sum_.p99_ms = at_share(0.99);
        return sum_;
    }

  private:
    static constexpr double warm_up_s = 0.5;

    double round_s() const { return plan_.seconds / plan_.rounds; }

    void send(SteadyClock::time_point began, Line& line) {
        auto client = api::Client::to("127.0.0.1", plan_.port);
        while (seconds_since(began) < round_s()) {
            const auto at = next_++;
            if (at >= parcels_.size()) {
                line.ran_out_s = seconds_since(began);
                return;
            }
            const auto sent = SteadyClock::now();
            const auto reply =
                client.post("/transactions?wait=30000", "application/x-protobuf-parcel",
                            parcels_[at], "application/x-protobuf");
            Answer answer{seconds_since(began), seconds_since(sent), 0, 0};
            api::v1::ParcelReply content;
            if (!reply || !reply->ok() || !content.ParseFromString(reply->body)) {
                line.broken = reply ? said_by_node(reply->refusal()) : reply.error();
                return;
            }
            count_entries(content, answer);
            line.answers.push_back(answer);
        }
    }

    void count(const Answer& answer, double end_s) {
        sum_.recorded += answer.recorded;
        sum_.refused += answer.refused;
        latencies_ms_.push_back(answer.took_s * 1e3);
        if (answer.at_s >= warm_up_s && answer.at_s < end_s) in_full_flow_ += answer.recorded;
    }

    double at_share(double share) const {
        if (latencies_ms_.empty()) return 0;
        const auto last = static_cast<double>(latencies_ms_.size() - 1);
        return latencies_ms_[static_cast<std::size_t>(share * last)];
    }

    const SenderPlan& plan_;
    std::vector<Bytes> parcels_;
    std::atomic<std::size_t> next_{0};
    SenderResult sum_;
    std::uint64_t in_full_flow_ = 0;
    double full_flow_s_ = 0;
    std::vector<double> latencies_ms_;
};

void rest(const SenderPlan& plan) {
    Terminal{false}.say("rest");
    std::fflush(stdout);
    std::this_thread::sleep_for(std::chrono::duration<double>(plan.rest_s));
}

}  // namespace

Result<SenderResult> run_sender(const SenderPlan& plan) {
    const auto community = fixed_from_hex<Hash32>(plan.community);
    if (!community)
        return refuse(client::v1::COMMAND_WRONG, {{"reason", "--community takes 64 hex digits"}});
    const auto ledger = TRY(RemoteLedger::connect("127.0.0.1", plan.port));
    // The heads that this one run sees; the node that it measures ends with it.
    const auto seen = std::filesystem::temp_directory_path() /
                      ("linlian-bench-" + to_hex(ops::random_nonce().view()) + ".json");
    auto heads = TRY(KnownHeads::open(std::make_shared<HeadsFile>(seen)));
    ledger->keep_heads(std::move(heads));
    const auto votes = BenchVotes::fetch(*ledger, plan.members);
    std::error_code ignored;
    std::filesystem::remove(seen, ignored);  // nothing more is read with proofs
    if (!votes) return tl::unexpected(votes.error());
    Sending sending{plan, signed_parcels(plan, *votes, *community)};
    for (std::uint32_t i = 0; i < plan.rounds; ++i) {
        rest(plan);
        TRY(sending.round());
    }
    rest(plan);
    return sending.result();
}

}  // namespace linlian::apps
