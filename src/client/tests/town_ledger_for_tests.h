// For tests of workflows only: a ledger of all modules in memory, founded with the people that a
// test names. It records what is sent in one block at once; time passes where a test says so.
#pragma once

#include "client/node/ledger.h"
#include "codec/wire.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "modules/registry/registry.pb.h"
#include "state/memory_state.h"

#include <map>

namespace linlian::client {

class TownLedger : public Ledger {
  public:
    explicit TownLedger(const registry::v1::Genesis& people) : program_(made()) {
        const auto genesis = founded(people);
        community_ = machine::community_id(genesis);
        const auto first = machine::apply_genesis(program_, genesis);
        CHECK(first.has_value());
        rows_.apply(first->changes);
        tree_ = first->tree;
        tree_.publish();
        tip_ = first->tip;
    }

    Hash32 community() const override { return community_; }
    Timestamp now() const override { return tip_.time; }

    std::vector<Result<Receipt>> send(std::vector<Bytes> transactions) override {
        const machine::Opener opener{program_, community_};
        std::vector<machine::OpenedTransaction> opened;
        std::vector<Result<Receipt>> answers;
        for (auto& bytes : transactions) {
            ++sent;
            auto one = opener.open(std::move(bytes));
            if (!one) {
                answers.emplace_back(tl::unexpected(one.error()));
                continue;
            }
            opened.push_back(std::move(*one));
            answers.emplace_back(Receipt{});
        }
        const auto block = record({tip_.time.ms + 1000}, opened);
        answer(block, opened, answers);
        return answers;
    }

    Result<> ask_node(const Message& query, Message& reply, const Author* reader) override {
        const auto answered = TRY(machine::answer(
            program_, {rows_, {tip_.height, tip_.time}}, query.GetDescriptor()->full_name(),
            codec::encode(query), reader == nullptr ? Bytes{} : reader->public_key().encoded()));
        reply.CopyFrom(*answered);
        return {};
    }

    // Whoever asks: whom a node gives which proof is tested with the nodes.
    Result<std::optional<Bytes>> proven_row(const std::string&, const Bytes& key,
                                            const Author*) override {
        return rows_.get(key);
    }

    // Time passes; what comes due on the way is done at its time.
    void pass_to(std::int64_t ms) {
        for (auto due = machine::next_due(rows_); due && tip_.time < *due && due->ms < ms;
             due = machine::next_due(rows_))
            record(*due, {});
        record({ms}, {});
    }

    const state::MemoryState& rows() const { return rows_; }
    std::size_t sent = 0;

  private:
    static machine::Program made() {
        auto program = machine::assemble(all_modules());
        CHECK(program.has_value());
        return std::move(*program);
    }

    static machine::v1::Genesis founded(const registry::v1::Genesis& people) {
        machine::v1::Genesis genesis;
        genesis.set_name("测试社区");
        genesis.set_time_ms(1'790'000'000'000);
        genesis.set_nonce(kit::nonce_of(1).bytes());
        genesis.set_veil(Bytes(Hash32::size, 'v'));
        auto* validator = genesis.add_validators();
        validator->set_key(kit::key_of("validator").public_key().encoded());
        validator->set_power(1);
        validator->set_name("solo");
        auto* section = genesis.add_sections();
        section->set_type(people.GetDescriptor()->full_name());
        section->set_content(codec::encode(people));
        return genesis;
    }

    machine::BlockResult record(Timestamp time,
                                const std::vector<machine::OpenedTransaction>& opened) {
        const machine::LedgerView view{rows_, tree_, recent_, tip_};
        auto block = machine::apply_block(program_, view, {tip_.height + 1, time, opened});
        CHECK(block.has_value());
        rows_.apply(block->changes);
        tree_ = block->tree;
        tree_.publish();
        tip_ = block->tip;
        for (const auto& fault : machine::check_whole_state(program_, rows_))
            check_failed(fault.c_str(), __FILE__, __LINE__);
        return std::move(*block);
    }

    // Puts receipt or refusal in the place of each that could be opened.
    static void answer(const machine::BlockResult& block,
                       const std::vector<machine::OpenedTransaction>& opened,
                       std::vector<Result<Receipt>>& answers) {
        std::map<Bytes, Receipt> receipts;
        for (const auto& receipt : block.receipts) receipts[receipt.leaf().id()] = receipt;
        std::map<Bytes, Refusal> passed;
        for (const auto& one : block.passed_over) passed[one.id.bytes()] = one.reason;
        std::size_t next = 0;
        for (auto& answer : answers) {
            if (!answer) continue;
            const auto id = opened[next++].id().bytes();
            if (passed.contains(id))
                answer = tl::unexpected(passed[id]);
            else
                answer = receipts[id];
        }
    }

    machine::Program program_;
    Hash32 community_;
    state::MemoryState rows_;
    TreeVersion tree_ = empty_tree();
    machine::RecentIds recent_;
    machine::Tip tip_;
};

}  // namespace linlian::client
