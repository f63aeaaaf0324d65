// The limits of blocks are part of what blocks result in: they are pinned here, and so is what
// happens to whatever exceeds them.
#include "contract/opening/limits.h"

#include "codec/wire.h"
#include "contract/opening/block_room.h"
#include "contract/opening/parcel.h"
#include "kit/raw_machine.h"
#include "machine/due.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

using kit::RawMachine;
using kit::v1::Add;

Add add(const std::string& name, std::size_t padding = 0) {
    Add act;
    act.set_name(name);
    act.set_amount(1);
    act.set_padding(Bytes(padding, 'p'));
    return act;
}

struct Ledger : RawMachine {
    explicit Ledger(std::uint64_t counters = 0)
        : RawMachine(kit::counter_program(),
                     kit::counter_genesis(kit::key_of("validator").public_key().encoded(),
                                          Timestamp{1'800'000'000'000}, counters)) {}
    std::uint64_t cost_of(const Message& act) {
        return Opener{program, community}.open(sign("ana", act))->cost();
    }
    // "acts", "bytes", "cost": the limit for which each was passed over.
    std::vector<std::string> full_for(const std::vector<Bytes>& transactions) {
        std::vector<std::string> limits;
        const auto result = apply(transactions).value();
        for (const auto& passed : result.passed_over)
            limits.push_back(passed.reason.figures.empty() ? passed.reason.code
                                                           : passed.reason.figures[0].value);
        return limits;
    }
};

// The engine counts them for whoever the act is of, not for who carried it out.
TEST(Caused, says_as_whom_an_act_was_carried_out) {
    Ledger ledger;
    kit::v1::Carry carry;
    carry.set_act_type(Add::descriptor()->full_name());
    carry.set_act(codec::encode(add("apples")));
    const auto result =
        ledger.apply({ledger.sign("ana", add("pears")), ledger.sign("ana", carry)}).value();
    ASSERT_EQ(result.caused.size(), 2U);
    EXPECT_TRUE(result.caused[0].by.is_zero());
    const auto ana = ledger.program.resolve_author(
        ledger.rows, kit::key_of("ana").public_key().encoded(), ledger.tip.time);
    EXPECT_EQ(result.caused[1].by, ana->member);
    EXPECT_EQ(result.caused[1].rows, 1U);
}

TEST(Limits, are_these) {
    EXPECT_EQ(max_transaction_bytes, 32'768U);
    EXPECT_EQ(nonce_bytes, 16U);
    EXPECT_EQ(max_lifetime_ms, 604'800'000);
    EXPECT_EQ(online_lifetime_ms, 900'000);
    EXPECT_EQ(max_act_depth, 4);
    EXPECT_EQ(max_transactions_per_block, 20'000U);
    EXPECT_EQ(max_block_bytes, 4'194'304U);
    EXPECT_EQ(max_block_cost, 20'000U);
    EXPECT_EQ(bytes_per_cost, 4096U);
    EXPECT_EQ(max_due_cost_per_block, 2'000U);
    EXPECT_EQ(rows_per_cost, 20U);
    EXPECT_EQ(looks_per_cost, 1000U);
    EXPECT_EQ(max_parcel_bytes, 4'259'840U);
}

TEST(Cost, is_what_the_schema_declares_and_the_size) {
    Ledger ledger;
    EXPECT_EQ(ledger.cost_of(add("a")), 1U);
    EXPECT_EQ(ledger.cost_of(kit::v1::Toil{}), 6'000U);
    kit::v1::Toil many;
    for (int i = 0; i < 3; ++i) many.add_tools("spade");
    EXPECT_EQ(ledger.cost_of(many), 6'005U) << "one and a half for each element, rounded up";
    kit::v1::Carry carry;
    carry.set_act_type("linlian.kit.v1.Toil");
    carry.set_act(codec::encode(many));
    EXPECT_EQ(ledger.cost_of(carry), 1U) << "what it carries pays when it is carried out";
}

kit::v1::Carry carry_toil() {
    kit::v1::Carry carry;
    carry.set_act_type("linlian.kit.v1.Toil");
    return carry;
}

kit::v1::Haul haul(const std::string& name) {
    kit::v1::Haul act;
    act.set_name(name);
    return act;
}

TEST(Cost, of_what_an_act_carries_out_is_taken_before_it_runs) {
    Ledger ledger;
    std::vector<Bytes> block;
    for (int i = 0; i < 4; ++i) block.push_back(ledger.sign("ana", carry_toil()));
    block.push_back(ledger.sign("ana", add("apples")));
    const std::vector rest{block[3], block[4]};
    EXPECT_EQ(ledger.full_for(block), (std::vector<std::string>{"cost", "cost"}))
        << "what comes after it waits too, or it might wait for ever";
    EXPECT_EQ(ledger.tip.log.size(), 3U);
    EXPECT_EQ(kit::counters.find(ledger.rows, "apples"), std::nullopt);
    EXPECT_EQ(ledger.full_for(rest), std::vector<std::string>{});
    EXPECT_EQ(ledger.tip.log.size(), 5U);
}

TEST(Cost, that_follows_from_rows_is_taken_before_the_act_runs) {
    Ledger ledger;
    auto much = add("load");
    much.set_amount(12'000);
    ledger.apply({ledger.sign("ana", much)}).value();
    const auto second = ledger.sign("bo", haul("load"));
    EXPECT_EQ(ledger.full_for({ledger.sign("ana", haul("load")), second}),
              std::vector<std::string>{"cost"});
    EXPECT_EQ(kit::counters.find(ledger.rows, "load")->value(), 12'001);
    EXPECT_EQ(ledger.full_for({second}), std::vector<std::string>{});
    EXPECT_EQ(kit::counters.find(ledger.rows, "load")->value(), 12'002);
}

kit::v1::Search search(const std::string& name) {
    kit::v1::Search act;
    act.set_name(name);
    return act;
}

// No function of a module has to tell it: what is looked at is counted where it is.
TEST(Cost, of_what_was_looked_at_is_taken_whatever_came_of_it) {
    Ledger ledger{10'000};
    for (const auto* name : {"row 7", "nowhere"}) {
        const auto result = ledger.apply({ledger.sign("ana", search(name))}).value();
        EXPECT_EQ(result.receipts[0].leaf().refusal().empty(), name == std::string{"row 7"});
        EXPECT_EQ(result.cost, 10U) << name;
        ASSERT_EQ(result.caused.size(), 1U);
        EXPECT_GE(result.caused[0].looks, 10'000U);
    }
    EXPECT_EQ(ledger.apply({ledger.sign("ana", add("apples"))}).value().cost, 1U);
}

TEST(Cost, of_what_was_looked_at_leaves_what_finds_no_room_for_another_block) {
    Ledger ledger{200'000};
    std::vector<Bytes> block;
    for (int i = 0; i < 102; ++i) block.push_back(ledger.sign("ana", search("nowhere")));
    block.push_back(ledger.sign("bo", add("apples")));
    const auto full = ledger.full_for(block);
    EXPECT_EQ(full, std::vector<std::string>(full.size(), "cost"));
    EXPECT_GE(full.size(), 3U);
    EXPECT_LE(full.size(), 5U);
    EXPECT_EQ(ledger.tip.log.size(), block.size() - full.size());
}

// Else rows that grow are looked at for nothing.
TEST(Cost, of_what_was_looked_at_counts_the_bytes_of_rows) {
    Ledger ledger;
    const auto looks = [&ledger](const Message& act) {
        return ledger.apply({ledger.sign("ana", act)}).value().caused.at(0).looks;
    };
    looks(add("small"));
    looks(add("large", 1024));
    EXPECT_GT(looks(haul("large")), looks(haul("small")));
}

TEST(Cost, above_that_of_a_whole_block_is_taken_by_the_first_of_a_block) {
    Ledger ledger;
    auto much = add("load");
    much.set_amount(30'000);
    ledger.apply({ledger.sign("ana", much)}).value();
    const auto load = ledger.sign("ana", haul("load"));
    const auto small = ledger.sign("ana", add("apples"));
    EXPECT_EQ(ledger.full_for({small, load}), std::vector<std::string>{"cost"});
    EXPECT_EQ(ledger.full_for({load, ledger.sign("ana", add("apples"))}),
              std::vector<std::string>{"cost"});
    EXPECT_EQ(kit::counters.find(ledger.rows, "load")->value(), 30'001);
}

// Whatever an act makes of the refusal: it has used what was there.
TEST(Cost, that_an_act_could_not_pay_leaves_nothing_of_it) {
    Ledger ledger;
    std::vector<Bytes> block;
    for (int i = 0; i < 4; ++i) block.push_back(ledger.sign("ana", carry_toil()));
    const auto fourth = block[3];
    ledger.apply(block).value();
    EXPECT_EQ(ledger.outcome(fourth), "") << "it was not recorded, so it may come again";
}

TEST(ApplyBlock, passes_over_what_costs_too_much_without_a_leaf_and_goes_on) {
    Ledger ledger;
    std::vector<Bytes> block;
    for (int i = 0; i < 4; ++i) block.push_back(ledger.sign("ana", kit::v1::Toil{}));
    block.push_back(ledger.sign("ana", add("apples")));
    const auto fourth = block[3];
    EXPECT_EQ(ledger.full_for(block), std::vector<std::string>{"cost"});
    EXPECT_EQ(kit::counters.find(ledger.rows, "apples")->value(), 1) << "a smaller one still fits";
    EXPECT_EQ(ledger.tip.log.size(), 4U);
    EXPECT_EQ(ledger.outcome(fourth), "") << "it was not recorded, so it may come again";
}

TEST(ApplyBlock, passes_over_what_is_too_many_or_too_long) {
    Ledger ledger;
    BlockLimits small;
    small.acts = 2;
    BlockRoom few{small};
    const Opener opener{ledger.program, ledger.community};
    const auto one = opener.open(ledger.sign("ana", add("a")));
    EXPECT_TRUE(few.take(*one));
    EXPECT_TRUE(few.take(*one));
    EXPECT_EQ(few.take(*one), codec::refuse(v1::BLOCK_FULL, {{"limit", "acts"}}));
    small = {};
    small.bytes = one->bytes().size();
    BlockRoom narrow{small};
    EXPECT_TRUE(narrow.take(*one));
    EXPECT_EQ(narrow.take(*one), codec::refuse(v1::BLOCK_FULL, {{"limit", "bytes"}}));
    small.bytes = max_block_bytes * 2;
    small.cost = max_block_cost * 2;
    BlockRoom greedy{small};
    const auto toil = opener.open(ledger.sign("ana", kit::v1::Toil{}));
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(greedy.take(*toil));
    EXPECT_EQ(greedy.take(*toil), codec::refuse(v1::BLOCK_FULL, {{"limit", "cost"}}))
        << "nobody's blocks are larger than the machine's";
}

TEST(ApplyBlock, gives_no_room_to_what_has_no_receipt) {
    Ledger ledger;
    const auto toil = ledger.sign("ana", kit::v1::Toil{});
    std::vector<Bytes> block(10, toil);  // repeated
    block.push_back(ledger.sign("ana", kit::v1::Toil{}));
    block.push_back(ledger.sign("bo", kit::v1::Toil{}));
    EXPECT_EQ(ledger.full_for(block), std::vector<std::string>(9, "machine.REPEATED"));
}

std::string answer_of(const Ledger& ledger, const std::vector<Bytes>& parcels) {
    const auto answer =
        check_proposal(Opener{ledger.program, ledger.community}, ledger.rows, 1, parcels);
    if (answer) return "";
    return answer.error().code + " " + answer.error().figures[0].value;
}

TEST(CheckProposal, refuses_a_block_over_the_limits) {
    Ledger ledger;
    const auto node = kit::key_of("validator");
    const auto parcel = [&](std::vector<Bytes> acts, std::uint64_t number = 1) {
        return make_parcel(ledger.community, node, number, std::move(acts));
    };
    std::vector<Bytes> toils;
    for (int i = 0; i < 3; ++i) toils.push_back(ledger.sign("ana", kit::v1::Toil{}));
    EXPECT_EQ(answer_of(ledger, {}), "");
    EXPECT_EQ(answer_of(ledger, {parcel(toils)}), "");
    EXPECT_EQ(answer_of(ledger, {parcel(toils), parcel({ledger.sign("bo", kit::v1::Toil{})}, 2)}),
              "machine.BLOCK_FULL cost");
    // What cannot be opened counts for its number and its bytes.
    EXPECT_EQ(answer_of(ledger, {parcel(std::vector<Bytes>(12'000, "x")),
                                 parcel(std::vector<Bytes>(8'001, "x"), 2)}),
              "machine.BLOCK_FULL acts");
    const std::vector<Bytes> large(100, Bytes(max_transaction_bytes, 'x'));
    EXPECT_EQ(answer_of(ledger, {parcel(large)}), "");
    EXPECT_EQ(answer_of(ledger, {parcel(large), parcel(large, 2)}), "machine.BLOCK_FULL bytes");
    EXPECT_EQ(answer_of(ledger, {"no parcel"}), "machine.PARCEL_MALFORMED encoding");
}

// 512 of them at one moment, each as dear as opening a ballot of 1,000 lines.
TEST(DueWork, that_falls_due_at_one_moment_spreads_over_blocks) {
    Ledger ledger;
    constexpr std::uint64_t each = 51;
    std::vector<Bytes> block;
    for (int i = 0; i < 512; ++i) {
        auto act = add("survey " + std::to_string(i));
        act.set_after_ms(ms_per_hour);
        act.set_due_cost(each);
        block.push_back(ledger.sign("ana", act));
    }
    ASSERT_EQ(ledger.apply(block)->receipts.size(), 512U);
    std::size_t done = 0;
    std::size_t blocks = 0;
    for (; next_due(ledger.rows); ++blocks) {
        const auto result = ledger.apply({}, blocks == 0 ? ms_per_hour : 1);
        const auto ran = result->receipts.size();
        EXPECT_EQ(result->due_cost, ran * each);
        EXPECT_LE(result->due_cost, max_due_cost_per_block);
        EXPECT_GE(ran, 1U);
        done += ran;
    }
    EXPECT_EQ(done, 512U);
    EXPECT_EQ(blocks, 14U);  // 39 a block
}

TEST(DueWork, dearer_than_a_block_runs_alone) {
    Ledger ledger;
    std::vector<Bytes> block;
    for (const std::uint64_t cost : {UINT64_MAX, std::uint64_t{1}, UINT64_MAX}) {
        auto act = add("due");
        act.set_after_ms(1000);
        act.set_due_cost(cost);
        block.push_back(ledger.sign("ana", act));
    }
    ledger.apply(block).value();
    for (int i = 0; i < 2; ++i) EXPECT_LE(ledger.apply({}, 1000)->receipts.size(), 2U);
    ledger.apply({}).value();
    EXPECT_EQ(next_due(ledger.rows), std::nullopt);
    EXPECT_EQ(kit::counters.find(ledger.rows, "due")->value(), 6);
}

}  // namespace
}  // namespace linlian::machine
