// For tests of workflows only: a ledger of all modules in memory, which records what is sent in one
// block at once, with two offices and a clerk in each.
#pragma once

#include "client/node/ledger.h"
#include "codec/wire.h"
#include "kit/transactions.h"
#include "machine/machine.h"
#include "modules/all_modules.h"
#include "modules/registry/registry.pb.h"
#include "state/memory_state.h"

#include <map>
#include <utility>

namespace linlian::client {

class DeskLedger final : public Ledger {
  public:
    static constexpr Timestamp start{1'790'000'000'000};

    DeskLedger() : program_(make_program()), genesis_(make_genesis()) {
        community_ = machine::community_id(genesis_);
        auto first = machine::apply_genesis(program_, genesis_);
        CHECK(first.has_value());
        rows_.apply(first->changes);
        tree_ = first->tree;
        tree_.publish();
        tip_ = first->tip;
        read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("lin"); }));
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
        record(opened, answers);
        return answers;
    }

    Result<> ask_node(const Message& query, Message& reply, const Author* reader) override {
        auto answered = TRY(machine::answer(
            program_, {rows_, {tip_.height, tip_.time}}, query.GetDescriptor()->full_name(),
            codec::encode(query), reader == nullptr ? Bytes{} : reader->public_key().encoded()));
        reply.CopyFrom(*answered);
        return {};
    }

    Result<std::optional<Bytes>> proven_row(const std::string&, const Bytes& key,
                                            const Author*) override {
        return rows_.get(key);
    }

    // Time passes; due work runs.
    void pass(std::int64_t ms) {
        std::vector<Result<Receipt>> none;
        late_ms_ = ms;
        record({}, none);
    }

    const state::MemoryState& rows() const { return rows_; }
    const machine::Program& program() const { return program_; }
    std::size_t sent = 0;

  private:
    static machine::Program make_program() {
        auto made = machine::assemble(all_modules());
        CHECK(made.has_value());
        return std::move(*made);
    }

    static machine::v1::Genesis make_genesis() {
        registry::v1::Genesis people;
        people.add_estates("翠竹苑");
        for (const auto& [kind, name] :
             {std::pair{"party", "党委"}, {"residents", "居委会"}, {"street", "街道办"}}) {
            auto* office = people.add_offices();
            office->set_kind(kind);
            office->set_name(name);
        }
        for (const auto& [key, office, role] : {std::tuple{"head", "党委", "chair"},
                                                {"lin", "居委会", "clerk"},
                                                {"mo", "街道办", "clerk"},
                                                {"qi", "街道办", "clerk"},
                                                {"wen", "居委会", "chair"},
                                                {"yu", "街道办", "chair"}}) {
            auto* founder = people.add_founders();
            founder->set_key(kit::key_of(key).public_key().encoded());
            auto* held = founder->add_roles();
            held->set_office(office);
            held->set_role(role);
        }
        machine::v1::Genesis genesis;
        genesis.set_name("测试社区");
        genesis.set_time_ms(start.ms);
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

    void record(const std::vector<machine::OpenedTransaction>& opened,
                std::vector<Result<Receipt>>& answers) {
        const machine::LedgerView view{rows_, tree_, recent_, tip_};
        const Timestamp time{tip_.time.ms + std::exchange(late_ms_, 1000)};
        auto block = machine::apply_block(program_, view, {tip_.height + 1, time, opened});
        CHECK(block.has_value());
        std::map<Bytes, Receipt> by_id;
        for (auto& receipt : block->receipts) by_id[receipt.leaf().id()] = receipt;
        std::map<Bytes, Refusal> passed;
        for (const auto& one : block->passed_over) passed[one.id.bytes()] = one.reason;
        std::size_t next = 0;
        for (auto& answer : answers) {
            if (!answer) continue;
            const auto id = opened[next++].id().bytes();
            if (passed.contains(id))
                answer = tl::unexpected(passed[id]);
            else
                answer = by_id[id];
        }
        rows_.apply(block->changes);
        tree_ = block->tree;
        tree_.publish();
        tip_ = block->tip;
        for (const auto& fault : machine::check_whole_state(program_, rows_))
            check_failed(fault.c_str(), __FILE__, __LINE__);
    }

    machine::Program program_;
    machine::v1::Genesis genesis_;
    Hash32 community_;
    state::MemoryState rows_;
    TreeVersion tree_ = empty_tree();
    machine::RecentIds recent_;
    machine::Tip tip_;
    std::int64_t late_ms_ = 1000;
};

}  // namespace linlian::client
