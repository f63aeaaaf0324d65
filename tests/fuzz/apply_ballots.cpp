// No bytes make an act on a ballot abort the machine, fail its due work or leave a state that is
// not sound. The bytes choose acts and the times of up to four blocks, beginning where ballots
// stand at every stage (apply_ballots_stage.h). With LINLIAN_FUZZ_COUNT set it tells at the end
// which acts and refusals were reached, and how often.
#include "base/check.h"
#include "fuzz/apply_ballots_acts.h"
#include "machine/machine.h"
#include "machine/veil.h"
#include "modules/all_modules.h"
#include "simulation/machines.h"

#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <cstdlib>
#include <iostream>

namespace linlian::simulation {
namespace {

constexpr int blocks_per_input = 4;
constexpr int acts_per_block = 6;

// Outcomes by act type or code of refusal.
struct Reached {
    std::map<std::string, std::uint64_t> times;
    ~Reached() {
        if (std::getenv("LINLIAN_FUZZ_COUNT") == nullptr) return;
        for (const auto& [outcome, count] : times) std::cerr << count << "  " << outcome << "\n";
        std::cerr << times.size() << " outcomes reached\n";
    }
};
Reached reached;

struct Start {
    Start() {
        for (const auto& name : ballot::BallotStage::people()) {
            auto pair = kit::key_of(name);
            pairs.emplace(pair.public_key().encoded(), std::move(pair));
        }
        machine::Tip tip;
        tip.height = stage.height();
        tip.time = stage.now();
        state::MemoryState rows;
        state::Changes all;
        stage.rows().scan({}, "\x7f", [&all](BytesView key, BytesView row) {
            all.insert_or_assign(Bytes{key}, Bytes{row});
            return true;
        });
        rows.apply(all);
        ledger.emplace(program, std::move(rows), tip);
        directory = read_directory(ledger->rows(), tip.time);
    }

    machine::Program program = std::move(machine::assemble(all_modules()).value());
    ballot::BallotStage stage;
    std::map<Bytes, KeyPair> pairs;
    std::optional<PlainMachine> ledger;
    Directory directory;
};

// Blocks that are tried upon the start and forgotten: their trees stay drafts of its tree.
struct Branch {
    explicit Branch(const Start& start) : program(start.program), rows(start.ledger->rows()) {
        tree = start.ledger->view().tree;
        tip = start.ledger->tip();
    }
    machine::BlockResult apply(Timestamp time,
                               const std::vector<machine::OpenedTransaction>& transactions) {
        auto result = machine::apply_block(program, {rows, tree, recent, tip},
                                           {tip.height + 1, time, transactions});
        CHECK(result.has_value());
        rows.apply(result->changes);
        tree = result->tree;
        tip = result->tip;
        return std::move(*result);
    }

    const machine::Program& program;
    state::MemoryState rows;
    TreeVersion tree = empty_tree();
    machine::RecentIds recent;  // no id comes twice: each has a nonce of its own
    machine::Tip tip;
};

// At once, around what falls due next, soon, or far away.
Timestamp next_time(Draws& draws, const Branch& branch) {
    const auto now = branch.tip.time.ms;
    const auto how = draws.below(16);
    if (how < 8) return Timestamp{now + static_cast<std::int64_t>(draws.below(3))};
    if (how == 8) return Timestamp{now + 400 * ms_per_day};
    if (how < 11) return Timestamp{now + static_cast<std::int64_t>(draws.below(20)) * ms_per_day};
    std::vector<std::int64_t> due;
    ballot::polls.scan(branch.rows, [&](const auto&, const ballot::v1::Poll& poll) {
        if (poll.due_ms() > now) due.push_back(poll.due_ms());
        return true;
    });
    if (due.empty()) return Timestamp{now + ms_per_minute};
    std::ranges::sort(due);
    const auto which = draws.below(4) == 0 ? draws.below(due.size()) : 0;
    return Timestamp{due[which] + static_cast<std::int64_t>(draws.below(3)) - 1};
}

// Signed by whom the key belongs to, or by ana in their name.
Bytes sign(const Start& start, const Sent& sent, Timestamp expires, std::uint64_t nonce) {
    const auto found = start.pairs.find(sent.key);
    const auto& pair = found == start.pairs.end() ? start.pairs.begin()->second : found->second;
    return kit::sign_act(pair, registry::community_of_tests(), *sent.act, expires,
                         kit::nonce_of(1'000'000 + nonce));
}

void count(const machine::BlockResult& result) {
    for (const auto& receipt : result.receipts) {
        const auto& leaf = receipt.leaf();
        const bool is_due = machine::is_due_work(leaf);
        if (is_due && !leaf.refusal().empty())
            check_failed(("due work failed: " + leaf.refusal()).c_str(), __FILE__, __LINE__);
        const bool done = leaf.refusal().empty();
        if (is_due || done)
            ++reached.times[machine::act_type_of(receipt)];
        else
            ++reached.times[machine::refusal_of(receipt)];
    }
}

void apply(BytesView bytes) {
    static const Start start;
    google::protobuf::SetLogHandler(nullptr);  // text that is not UTF-8 is meant here
    ByteDraws draws{bytes};
    // The whole state takes longer to read than a block to run, so not every input pays for it.
    const bool reads_all = draws.below(8) == 0;
    Branch branch{start};
    Directory directory = start.directory;
    const machine::Opener opener{start.program, registry::community_of_tests()};
    std::uint64_t nonce = 0;
    for (int block = 0; block < blocks_per_input && !draws.is_empty(); ++block) {
        const Timestamp time = next_time(draws, branch);
        std::vector<machine::OpenedTransaction> opened;
        for (auto acts = draws.below(acts_per_block + 1); acts > 0 && !draws.is_empty(); --acts) {
            const auto sent = draw_for_ballots(draws, {start.stage, branch.rows, directory, time});
            auto one = opener.open(sign(start, sent, Timestamp{time.ms + 1000}, nonce++));
            if (one) opened.push_back(std::move(*one));
        }
        count(branch.apply(time, opened));
        directory = read_directory(branch.rows, time);
    }
    if (!reads_all) return;
    const auto faults = machine::check_whole_state(start.program, branch.rows);
    if (!faults.empty()) check_failed(faults.front().c_str(), __FILE__, __LINE__);
}

}  // namespace
}  // namespace linlian::simulation

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    linlian::simulation::apply({reinterpret_cast<const char*>(data), size});
    return 0;
}
