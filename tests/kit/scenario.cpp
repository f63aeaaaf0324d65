#include "kit/scenario.h"

#include "base/hex.h"
#include "codec/wire.h"
#include "contract/amendments.h"
#include "contract/opening/limits.h"
#include "kit/whole_tree.h"
#include "machine/due.h"
#include "machine/machine.h"
#include "machine/veil.h"

#include <gtest/gtest.h>

#include <chrono>

namespace linlian::kit {
namespace {

#if defined(__OPTIMIZE__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
constexpr bool is_made_quick = true;
#else
constexpr bool is_made_quick = false;
#endif

constexpr Timestamp start_time{1'780'000'000'000};

const Hash32& community() {
    static const Hash32 id = sha256("kit community");
    return id;
}

std::string short_name(const std::string& type) { return type.substr(type.rfind('.') + 1); }

std::string test_name() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    CHECK(test != nullptr);
    return std::string{test->test_suite_name()} + "." + test->name();
}

}  // namespace

machine::Program program_of(std::vector<machine::Module> modules) {
    auto program = machine::assemble(std::move(modules));
    if (!program) check_failed(program.error().what.c_str(), __FILE__, __LINE__);
    return std::move(*program);
}

Scenario::Scenario(std::string module, std::vector<machine::Module> modules)
    : module_(std::move(module)), program_(program_of(std::move(modules))), tree_(empty_tree()) {
    tip_.time = start_time;
}

Scenario::~Scenario() {
    if (module_.empty() || steps_.empty()) return;
    Json modules = Json::array();
    for (const auto& module : program_.modules()) modules.push_back(module.name);
    keep_golden(golden_folder(module_), module_, test_name(),
                Json{{"community", to_hex(community().view())},
                     {"modules", modules},
                     {"start_time_ms", start_time.ms},
                     {"given", given_},
                     {"steps", steps_}});
}

void Scenario::give(const state::Changes& changes) {
    CHECK(!started_);  // rows are given before the first block
    for (const auto& [key, value] : changes)
        given_.push_back(given_json(program_, key, value.value()));
    rows_.apply(changes);
}

Scenario& Scenario::given_in_force(const std::string& amendment) {
    machine::v1::Amendment row;
    row.set_in_force_from(1);
    return given(machine::amendments, row, amendment);
}

Scenario& Scenario::given_due(Timestamp at, const std::string& type, const Hash32& key) {
    return given(machine::due_table, machine::v1::Due{}, at, type, key);
}

void Scenario::start() {
    if (started_) return;
    machine::v1::Veil veil;
    veil.set_veil(Bytes(Hash32::size, 'v'));
    given(machine::veil_table, veil);
    started_ = true;
    tree_ = whole_tree(program_, rows_);
    tip_.state_root = tree_.root();
    for (const auto& fault : machine::check_whole_state(program_, rows_))
        ADD_FAILURE() << "the given rows: " << fault;
}

Scenario& Scenario::when(const std::string& author, const google::protobuf::Message& act) {
    return when_sent(signed_by(author, act));
}

Scenario& Scenario::when_repeated() { return when_sent(Bytes{last_bytes_}); }

Bytes Scenario::signed_by(const std::string& author, const google::protobuf::Message& act) {
    const Timestamp expires{tip_.time.ms + machine::max_lifetime_ms - ms_per_minute};
    return sign_act(key_of(author), community(), act, expires, nonce_of(nonce_++));
}

Scenario& Scenario::when_sent(const Bytes& transaction) {
    start();
    last_bytes_ = transaction;
    refusal_.reset();
    has_receipt_ = false;
    events_.clear();
    auto opened = machine::Opener{program_, community()}.open(transaction);
    if (!opened) {
        refusal_ = opened.error();
        steps_.push_back({{"opened", to_hex(transaction)}, {"refusal", refusal_json(*refusal_)}});
        return *this;
    }
    last_id_ = opened->id();
    std::vector<machine::OpenedTransaction> transactions;
    transactions.push_back(std::move(*opened));
    run_block(Timestamp{tip_.time.ms + ms_per_minute}, transactions);
    return *this;
}

Scenario& Scenario::when_passed(std::int64_t ms) {
    start();
    const Timestamp end{tip_.time.ms + ms};
    std::vector<std::string> events;
    for (auto due = machine::next_due(rows_); due && tip_.time < *due && *due < end;
         due = machine::next_due(rows_)) {
        run_block(*due, {});
        events.insert(events.end(), events_.begin(), events_.end());
    }
    run_block(end, {});
    events_.insert(events_.begin(), events.begin(), events.end());
    return *this;
}

Scenario& Scenario::when_stood_still(std::int64_t ms) {
    start();
    run_block(Timestamp{tip_.time.ms + ms}, {});
    return *this;
}

void Scenario::run_block(Timestamp time,
                         const std::vector<machine::OpenedTransaction>& transactions) {
    auto result = machine::apply_block(program_, machine::LedgerView{rows_, tree_, recent_, tip_},
                                       machine::BlockInput{tip_.height + 1, time, transactions});
    ASSERT_TRUE(result) << result.error().what;
    expect_paid(transactions, *result);
    Json step{{"height", result->tip.height}, {"time_ms", time.ms}};
    step["transactions"] = Json::array();
    for (const auto& tx : transactions)
        step["transactions"].push_back(transaction_json(tx, community()));
    for (const auto& passed : result->passed_over) {
        refusal_ = passed.reason;
        step["passed_over"].push_back(
            {{"id", to_hex(passed.id.view())}, {"code", passed.reason.code}});
    }
    step["receipts"] = Json::array();
    for (const auto& receipt : result->receipts) step["receipts"].push_back(receipt_json(receipt));
    // The app hash speaks for all of them; people read a few.
    constexpr std::size_t most_listed = 3;
    step["rows_changed"] = result->changes.size();
    step["changes"] = Json::array();
    for (const auto& [key, value] : result->changes) {
        if (step["changes"].size() < most_listed)
            step["changes"].push_back(row_json(program_, key, value));
    }
    step["cost"] = result->cost + result->due_cost;
    step["app_hash"] = to_hex(result->tip.app_hash().view());
    steps_.push_back(std::move(step));
    take(*result);
}

// What an act takes a node, it pays for, and due work takes no more than its budget counts: a unit
// is promised as 100 microseconds. Five times as much are allowed, and some time for the block
// itself, as machines differ and are busy; the machine is pure, so that of several runs the
// quickest tells. Only programs made to be quick are measured.
void Scenario::expect_paid(const std::vector<machine::OpenedTransaction>& transactions,
                           const machine::BlockResult& result) {
    if (!is_made_quick || result.receipts.empty()) return;
    using Clock = std::chrono::steady_clock;
    const auto counted = result.cost + result.due_cost;
    const auto allowed =
        counted * 5 * std::chrono::microseconds{100} + std::chrono::milliseconds{10};
    auto quickest = Clock::duration::max();
    for (int run = 0; run < 10 && quickest > allowed; ++run) {
        const auto begun = Clock::now();
        const auto again = machine::apply_block(
            program_, machine::LedgerView{rows_, tree_, recent_, tip_},
            machine::BlockInput{result.tip.height, result.tip.time, transactions});
        quickest = std::min(quickest, Clock::now() - begun);
        EXPECT_EQ(again->tip.app_hash(), result.tip.app_hash());
    }
    EXPECT_LE(quickest, allowed)
        << result.receipts.front().leaf().act_type() << " and what ran with it take "
        << std::chrono::duration_cast<std::chrono::microseconds>(quickest).count()
        << " us and count as " << counted << " plain acts";
}

void Scenario::take(const machine::BlockResult& result) {
    events_.clear();
    paid_ = result.cost;
    bool any_done = false;
    for (const auto& receipt : result.receipts) {
        receipts_.push_back(receipt);
        const auto& leaf = receipt.leaf();
        for (const auto& event : receipt.effects().events())
            events_.push_back(short_name(event.type()));
        any_done = any_done || leaf.refusal().empty() || machine::is_due_work(leaf);
        if (machine::is_due_work(leaf)) continue;
        recent_.add(last_id_, Timestamp{leaf.expires_ms()});
        has_receipt_ = true;
        if (leaf.refusal().empty()) continue;
        refusal_ = Refusal{machine::refusal_of(receipt), {}};
        for (const auto& figure : receipt.effects().figures())
            refusal_->figures.push_back({figure.name(), figure.value()});
        EXPECT_TRUE(receipt.effects().events().empty()) << "a refused act left an event";
    }
    EXPECT_TRUE(any_done || result.changes.empty()) << "a refused act left a row";
    rows_.apply(result.changes);
    tree_ = result.tree;
    tree_.publish();
    tip_ = result.tip;
    for (const auto& fault : machine::check_whole_state(program_, rows_)) ADD_FAILURE() << fault;
}

Scenario& Scenario::then_done() {
    EXPECT_TRUE(has_receipt_) << "no receipt";
    EXPECT_FALSE(refusal_.has_value()) << refusal_->code;
    return *this;
}

void Scenario::expect_refused(const std::string& code) {
    EXPECT_EQ(refusal_ ? refusal_->code : "not refused", code);
}

void Scenario::expect_figures(const std::vector<Figure>& figures) {
    EXPECT_TRUE(refusal_->figures == figures)
        << "the figures are " << refusal_json(*refusal_).dump();
}

Scenario& Scenario::then_passed_over(const std::string& code) {
    EXPECT_FALSE(has_receipt_);
    expect_refused(code);
    return *this;
}

Scenario& Scenario::then_events(const std::vector<std::string>& names) {
    EXPECT_EQ(events_, names);
    return *this;
}

Result<std::unique_ptr<machine::Message>> Scenario::ask_machine(
    const google::protobuf::Message& query, const std::string& reader) {
    start();
    const machine::Reading reading{rows_, {tip_.height, tip_.time}};
    const auto& type = query.GetDescriptor()->full_name();
    const Bytes asker = reader.empty() ? Bytes{} : key_of(reader).public_key().encoded();
    auto answer = machine::answer(program_, reading, type, codec::encode(query), asker);
    // What is kept of a reading changes no answer, when it is made and when it is found.
    for (int round = 0; round < 2; ++round) {
        const machine::Reading lent{rows_, {tip_.height, tip_.time}, &memo_};
        const auto again = machine::answer(program_, lent, type, codec::encode(query), asker);
        EXPECT_EQ(again.has_value(), answer.has_value()) << type;
        if (again && answer) {
            EXPECT_EQ(codec::encode(**again), codec::encode(**answer)) << type;
        }
    }
    Json step{{"query", type}, {"content", message_json(query)}};
    if (!reader.empty()) step["reader"] = reader;
    if (answer)
        step["reply"] = message_json(**answer);
    else
        step["refusal"] = refusal_json(answer.error());
    steps_.push_back(std::move(step));
    return answer;
}

std::vector<Refusal> run_genesis(const machine::Program& program, const machine::Module& module,
                                 const google::protobuf::Message& section,
                                 state::MemoryState& rows) {
    const Hash32 id = sha256("kit genesis " + module.name);
    state::Overlay overlay{rows, id};
    machine::Context context{program, overlay, {0, start_time}, machine::Author{}, id};
    auto faults = module.genesis.apply(context, section);
    rows.apply(overlay.changes());
    return faults;
}

}  // namespace linlian::kit
