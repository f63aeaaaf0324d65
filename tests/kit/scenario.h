// Given rows, when somebody acts, then this receipt, these events, these rows: tests of any module
// on the real machine over a state in memory. After every block the whole state is checked, and
// a refused act must leave nothing behind. Each scenario is kept as a golden vector.
#pragma once

#include "codec/refusal.h"
#include "kit/golden.h"
#include "kit/transactions.h"
#include "state/memory_state.h"

#include <google/protobuf/text_format.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace linlian::kit {

// A message from protobuf text format; a fault in the text ends the test program.
template <class M>
M text(const std::string& from) {
    M message;
    CHECK(google::protobuf::TextFormat::ParseFromString(from, &message));
    return message;
}

// Keeps everything.
class MapMemo final : public state::Memo {
  public:
    Value find(const Hash32& key) override {
        const auto found = values_.find(key);
        return found == values_.end() ? nullptr : found->second;
    }
    void keep(const Hash32& key, Value value, std::size_t) override {
        values_.emplace(key, std::move(value));
    }

  private:
    std::map<Hash32, Value> values_;
};

// Counts what is read: each look, and each row that a scan visits.
class CountingView final : public state::StateView {
  public:
    explicit CountingView(const state::StateView& below) : below_(below) {}
    std::optional<Bytes> get(BytesView key) const override {
        ++reads_;
        return below_.get(key);
    }
    void scan(BytesView from, BytesView to, const state::RowVisitor& visit) const override {
        ++reads_;
        below_.scan(from, to, [&](BytesView key, BytesView value) {
            ++reads_;
            return visit(key, value);
        });
    }
    std::uint64_t reads() const { return reads_; }

  private:
    const state::StateView& below_;
    mutable std::uint64_t reads_ = 0;
};

class Scenario {
  public:
    // `module` names the folder of the vector; none is kept where it is empty or nothing was done.
    // `modules` are what the machine runs with.
    Scenario(std::string module, std::vector<machine::Module> modules);
    ~Scenario();
    Scenario(const Scenario&) = delete;
    Scenario& operator=(const Scenario&) = delete;

    // Given: a row, before the first block. The parts of its key follow the row.
    template <class Row, class... Parts, class... Given>
    Scenario& given(const state::Table<Row, Parts...>& table, const Row& row,
                    const Given&... parts) {
        state::Overlay overlay{rows_, sha256("kit given")};
        table.put(overlay, Parts(parts)..., row);
        give(overlay.take_changes());
        return *this;
    }
    template <class Row, class... Parts, class... Given>
    Scenario& given(const state::Table<Row, Parts...>& table, const char* row,
                    const Given&... parts) {
        return given(table, text<Row>(row), parts...);
    }
    // Given: an amendment in force, as that by which a module enters.
    Scenario& given_in_force(const std::string& amendment);
    // Given: due work, as Context::schedule would have left it.
    Scenario& given_due(Timestamp at, const std::string& type, const Hash32& key);

    // When: one act in a block of its own, a minute after the last block.
    Scenario& when(const std::string& author, const google::protobuf::Message& act);
    // The same transaction, byte for byte, once more.
    Scenario& when_repeated();
    // Time passes; empty blocks run what falls due at its time, and one stands at the end. What is
    // expected then is about all of them.
    Scenario& when_passed(std::int64_t ms);
    // Time passes while the ledger stands still; one empty block at its end runs what fell due.
    Scenario& when_stood_still(std::int64_t ms);
    // Signs an act without sending it, to be sent later: what an adversary holds back.
    Bytes signed_by(const std::string& author, const google::protobuf::Message& act);
    Scenario& when_sent(const Bytes& transaction);

    // Then: about the last transaction.
    Scenario& then_done();
    template <class Code>
    Scenario& then_refused(Code code, const std::vector<Figure>& figures) {
        then_refused(code);
        if (refusal_) expect_figures(figures);
        return *this;
    }
    template <class Code>
    Scenario& then_refused(Code code) {
        expect_refused(codec::make_refusal(code).code);
        return *this;
    }
    // It got no receipt at all: repeated, expired or from an unknown key.
    Scenario& then_passed_over(const std::string& code);
    // The last block caused exactly these events, in this order, by the short names of their types.
    Scenario& then_events(const std::vector<std::string>& names);

    // What the state holds now.
    const state::StateView& rows() const { return rows_; }
    template <class Row, class... Parts, class... Asked>
    std::optional<Row> row(const state::Table<Row, Parts...>& table, const Asked&... parts) const {
        return table.find(rows_, Parts(parts)...);
    }

    // Asks a query as the API would, signed by the key of `reader` unless that is empty; the answer
    // goes into the vector too.
    template <class Reply>
    Result<Reply> ask(const google::protobuf::Message& query, const std::string& reader = {}) {
        auto answer = ask_machine(query, reader);
        if (!answer) return tl::unexpected(std::move(answer).error());
        return static_cast<const Reply&>(**answer);
    }

    const machine::Program& program() const { return program_; }
    // The id of the last transaction sent.
    const Hash32& last_id() const { return last_id_; }
    // What the transactions of the last block paid, in plain acts (machine/limits.h).
    std::uint64_t paid() const { return paid_; }
    // Every receipt so far, as nodes keep them.
    const std::vector<machine::v1::Receipt>& receipts() const { return receipts_; }
    Timestamp now() const { return tip_.time; }
    Height height() const { return tip_.height; }

  private:
    void give(const state::Changes& changes);
    void start();
    void run_block(Timestamp time, const std::vector<machine::OpenedTransaction>& transactions);
    void expect_paid(const std::vector<machine::OpenedTransaction>& transactions,
                     const machine::BlockResult& result);
    void take(const machine::BlockResult& result);
    void expect_refused(const std::string& code);
    void expect_figures(const std::vector<Figure>& figures);
    Result<std::unique_ptr<machine::Message>> ask_machine(const google::protobuf::Message& query,
                                                          const std::string& reader);

    std::string module_;
    machine::Program program_;
    state::MemoryState rows_;
    TreeVersion tree_;
    machine::RecentIds recent_;
    machine::Tip tip_;
    MapMemo memo_;
    bool started_ = false;
    std::uint64_t nonce_ = 0;
    Bytes last_bytes_;
    Hash32 last_id_;
    std::optional<Refusal> refusal_;  // of the last transaction
    bool has_receipt_ = false;        // the last transaction has one
    std::uint64_t paid_ = 0;
    std::vector<std::string> events_;  // of the last block
    std::vector<machine::v1::Receipt> receipts_;
    Json given_ = Json::array();
    Json steps_ = Json::array();
};

// Runs one module's genesis section over an empty state and gives its faults; the rows it wrote
// are put into `rows`.
std::vector<Refusal> run_genesis(const machine::Program& program, const machine::Module& module,
                                 const google::protobuf::Message& section,
                                 state::MemoryState& rows);

// The registry of these modules; an incomplete set ends the test program.
machine::Program program_of(std::vector<machine::Module> modules);

}  // namespace linlian::kit
