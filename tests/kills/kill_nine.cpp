// kill_nine PROGRAM KILLS SEED: runs a real node in a process of its own, sends it acts over HTTP,
// kills it with SIGKILL at random moments, starts it again, and demands of every act that was
// acknowledged that its receipt is still there, the same; in the end the whole ledger is replayed,
// and no act is in it twice. Ends with `N passed, N failed`.
#include "api/api.pb.h"
#include "api/client/client.h"
#include "apps/bench/bench_ledger.h"
#include "base/hex.h"
#include "client/node/wall_clock.h"
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "modules/all_modules.h"
#include "modules/registry/registry.pb.h"
#include "ops/sign_transaction.h"
#include "ops/worker_pool.h"
#include "storage/replay/replay.h"

#include <fmt/format.h>
#include <sys/wait.h>

#include <random>
#include <set>
#include <signal.h>
#include <thread>
#include <unistd.h>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

using namespace std::chrono_literals;

constexpr std::uint32_t members = 50;
constexpr std::uint32_t parcel_size = 20;

struct Setting {
    std::string program;
    std::filesystem::path folder;
    std::uint16_t port;
};

// A node process; killed when it goes.
class NodeProcess {
  public:
    explicit NodeProcess(const Setting& setting) : port_(setting.port) {
        std::fflush(nullptr);  // or the child would print what we have said once more
        pid_ = ::fork();
        if (pid_ != 0) return;
        const auto data = setting.folder.string();
        const auto port = std::to_string(setting.port);
        ::freopen((data + "/node.log").c_str(), "a", stderr);
        ::freopen("/dev/null", "w", stdout);
        ::execl(setting.program.c_str(), "linlian", "--data", data.c_str(), "run", "--port",
                port.c_str(), "--posts-per-second", "0", nullptr);
        ::_exit(127);
    }
    ~NodeProcess() { kill(); }
    NodeProcess(const NodeProcess&) = delete;
    NodeProcess& operator=(const NodeProcess&) = delete;

    bool wait_until_ready() const {
        for (int i = 0; i < 400; ++i) {
            auto client = api::Client::to("127.0.0.1", port_, 2s);
            if (const auto reply = client.get("/ready"); reply && reply->ok()) return true;
            std::this_thread::sleep_for(50ms);
        }
        return false;
    }
    void kill() {
        if (pid_ <= 0) return;
        ::kill(pid_, SIGKILL);
        ::waitpid(pid_, nullptr, 0);
        pid_ = 0;
    }

  private:
    std::uint16_t port_;
    ::pid_t pid_ = 0;
};

// Acts nobody has sent before: member by member, premises by premises.
class Sender {
  public:
    Sender(const Hash32& community, std::uint64_t premises)
        : community_(community), premises_(premises) {
        for (std::uint32_t i = 0; i < members; ++i) keys_.push_back(bench_key(i));
    }

    // Sends parcels until the node is gone; keeps what was acknowledged. Receipts by id.
    void send_until_gone(std::uint16_t port, std::map<Bytes, Bytes>& acknowledged) {
        auto client = api::Client::to("127.0.0.1", port, 5s);
        while (true) {
            const auto reply =
                client.post("/transactions?wait=4000", "application/x-protobuf-parcel", parcel(),
                            "application/x-protobuf");
            api::v1::ParcelReply content;
            if (!reply || !reply->ok() || !content.ParseFromString(reply->body)) return;
            for (const auto& entry : content.entries()) {
                if (entry.has_receipt())
                    acknowledged[entry.id()] = codec::encode(entry.receipt().leaf());
            }
        }
    }

  private:
    Bytes parcel() {
        machine::v1::Batch made;
        const Timestamp expires{wall_clock().ms + machine::online_lifetime_ms};
        for (std::uint32_t i = 0; i < parcel_size; ++i, ++next_) {
            registry::v1::DeclareResidence act;
            const auto member = next_ % members;
            act.set_premises(bench_premises((member + next_ / members) % premises_).bytes());
            act.set_kind(registry::v1::WORKS);
            made.add_transactions(ops::sign_transaction(keys_[member], community_, act, expires,
                                                        ops::random_nonce()));
        }
        return codec::encode(made);
    }

    Hash32 community_;
    std::uint64_t premises_;
    std::vector<KeyPair> keys_;
    std::uint64_t next_ = 0;
};

struct Count {
    int passed = 0;
    int failed = 0;
    void check(bool holds, const std::string& what) {
        ++(holds ? passed : failed);
        if (!holds) fmt::print("failed: {}\n", what);
    }
};

// How many acknowledged acts the node no longer knows, or knows otherwise.
std::size_t lost_acts(std::uint16_t port, const std::map<Bytes, Bytes>& acknowledged) {
    auto client = api::Client::to("127.0.0.1", port, 5s);
    std::size_t lost = 0;
    for (const auto& [id, leaf] : acknowledged) {
        const auto reply = client.get("/transactions/" + to_hex(id), "application/x-protobuf");
        api::v1::TransactionReply content;
        const bool same = reply && reply->ok() && content.ParseFromString(reply->body) &&
                          codec::encode(content.receipt().leaf()) == leaf;
        if (!same) ++lost;
    }
    return lost;
}

// Replays the ledger; true when no id is in it twice and all acknowledged ones are.
void check_ledger(const Setting& setting, const std::map<Bytes, Bytes>& acknowledged,
                  Count& count) {
    const auto store =
        storage::LedgerStore::open(ledger_folder(setting.folder), storage::OpenMode::read_only);
    count.check(store.has_value(), "the ledger opens");
    if (!store) return;
    ops::WorkerPool workers{2};
    const auto replayed = storage::replay(whole_program(), **store, workers);
    count.check(replayed.has_value(), replayed ? "" : "the replay holds: " + replayed.error().what);
    std::set<Bytes> seen;
    bool doubled = false;
    for (Height height = 1; height <= (*store)->tip().height; ++height) {
        const auto receipts = (*store)->receipts(height);
        if (!receipts) continue;
        for (const auto& receipt : *receipts)
            doubled = doubled || !seen.insert(receipt.leaf().id()).second;
    }
    count.check(!doubled, "no act is recorded twice");
    bool all = true;
    for (const auto& [id, leaf] : acknowledged) all = all && seen.contains(id);
    count.check(all, "every acknowledged act is recorded");
}

// One round: start, look after what was acknowledged before, send, kill at a random moment.
void kill_once(const Setting& setting, Sender& sender, std::chrono::milliseconds life,
               std::map<Bytes, Bytes>& acknowledged, Count& count) {
    NodeProcess node{setting};
    const bool ready = node.wait_until_ready();
    count.check(ready, "the node starts again");
    if (!ready) return;
    const auto lost = lost_acts(setting.port, acknowledged);
    count.check(lost == 0, fmt::format("{} acknowledged acts were lost", lost));
    // Only the newest are asked for again after the next kill; the replay looks at all.
    std::map<Bytes, Bytes> fresh;
    std::jthread killer{[&] {
        std::this_thread::sleep_for(life);
        node.kill();
    }};
    sender.send_until_gone(setting.port, fresh);
    killer.join();
    acknowledged = std::move(fresh);
}

int run(const Setting& setting, int kills, std::uint64_t seed) {
    BenchPlan plan;
    plan.rows = 1;
    plan.members = members;
    const auto community = found_bench_ledger(setting.folder, plan);
    CHECK(community);
    NodeOptions options;
    options.data = setting.folder;
    options.port = 0;
    {
        const auto node = Node::start(options, ops::Log::silent());
        CHECK(node && fill_bench_ledger((*node)->ledger(), plan, [](auto, auto) {}));
    }
    fmt::print("seed {}, {} kills\n", seed, kills);
    std::mt19937_64 random{seed};
    Sender sender{*community, bench_premises_count(plan)};
    std::map<Bytes, Bytes> acknowledged, all;
    Count count;
    for (int i = 0; i < kills; ++i) {
        const std::chrono::milliseconds life{10 + random() % 400};
        kill_once(setting, sender, life, acknowledged, count);
        all.insert(acknowledged.begin(), acknowledged.end());
    }
    check_ledger(setting, all, count);
    count.check(!all.empty(), "acts were acknowledged at all");
    fmt::print("{} acts acknowledged, {} kills, seed {}\n", all.size(), kills, seed);
    fmt::print("{} passed, {} failed\n", count.passed, count.failed);
    return count.failed == 0 ? 0 : 1;
}

}  // namespace
}  // namespace linlian::apps

int main(int argc, char** argv) {
    using namespace linlian::apps;
    if (argc != 4) {
        fmt::print(stderr, "usage: kill_nine PROGRAM KILLS SEED\n");
        return 2;
    }
    const auto folder = std::filesystem::temp_directory_path() /
                        fmt::format("linlian-kills-{}", static_cast<int>(::getpid()));
    const auto port = static_cast<std::uint16_t>(20'000 + ::getpid() % 20'000);
    const int status = run({argv[1], folder, port}, std::stoi(argv[2]), std::stoull(argv[3]));
    std::filesystem::remove_all(folder);
    return status;
}
