// Programs of two releases side by side: what comes by an amendment leaves no trace before it is in
// force, and decided blocks give both the same app hash.
#include "codec/wire.h"
#include "contract/amendments.h"
#include "kit/older_program.h"
#include "kit/raw_machine.h"
#include "machine/machine.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

using kit::RawMachine;
using kit::v1::Add;

Add add(std::string name = "apples") {
    Add act;
    act.set_name(std::move(name));
    act.set_amount(1);
    return act;
}

kit::v1::Reset reset() {
    kit::v1::Reset act;
    act.set_name("apples");
    return act;
}

kit::v1::Carry carry(const Message& act) {
    kit::v1::Carry carrying;
    carrying.set_act_type(act.GetDescriptor()->full_name());
    carrying.set_act(codec::encode(act));
    return carrying;
}

Add labelled() {
    auto act = add();
    act.set_label("red");
    return act;
}

Add loud() {
    auto act = add();
    act.set_mood(kit::v1::LOUD);
    return act;
}

Add long_named() { return add(std::string(80, 'x')); }

v1::Genesis genesis() {
    return kit::counter_genesis(kit::key_of("validator").public_key().encoded(),
                                Timestamp{1'800'000'000'000});
}

struct TwoPrograms : testing::Test {
    // The same block to both; the app hash after it is the same.
    BlockResult apply(const std::vector<Bytes>& transactions, std::int64_t after_ms = 1000) {
        auto of_newer = newer.apply(transactions, after_ms);
        auto of_older = older.apply(transactions, after_ms);
        CHECK(of_newer.has_value());
        CHECK(of_older.has_value());
        EXPECT_EQ(newer.tip.app_hash(), older.tip.app_hash());
        return std::move(*of_newer);
    }
    std::vector<Bytes> all_that_comes() {
        return {newer.sign("ana", reset()),
                newer.sign("ana", labelled()),
                newer.sign("ana", loud()),
                newer.sign("ana", long_named()),
                newer.sign("ana", carry(reset())),
                newer.sign("ana", carry(labelled())),
                newer.sign("ana", carry(carry(loud()))),
                newer.sign("ana", carry(kit::v1::Reset{}))};
    }
    // Scheduled as the charter does, on both.
    void schedule(const std::string& name, std::int64_t in_days) {
        const Timestamp at{newer.tip.time.ms + in_days * ms_per_day};
        const auto write = [&](Context& context) { schedule_amendment(context, name, at); };
        newer.given(write);
        older.given(write);
    }
    Bytes known(const std::string& name) {
        v1::KnowAmendment act;
        act.set_name(name);
        act.set_time_ms(scheduled_for(newer.rows, name).value_or(Timestamp{1}).ms);
        return newer.sign("validator", act);
    }

    kit::OlderProgram release{kit::counter_module()};
    RawMachine newer{kit::counter_program(), genesis()};
    RawMachine older{std::move(assemble({release.module()}).value()), genesis()};
};

TEST_F(TwoPrograms, really_differ) {
    for (const auto& tx : all_that_comes()) {
        EXPECT_EQ(newer.admitted(tx), "machine.ACT_NOT_IN_FORCE");
        EXPECT_NE(older.admitted(tx), "");
        EXPECT_NE(older.admitted(tx), "machine.ACT_NOT_IN_FORCE") << "it could open this";
    }
    EXPECT_EQ(older.admitted(newer.sign("ana", add())), "");
}

TEST_F(TwoPrograms, agree_on_blocks_with_what_is_not_in_force) {
    auto block = all_that_comes();
    const auto count = block.size();
    block.insert(block.begin(), newer.sign("ana", add()));
    block.push_back(newer.sign("bo", carry(add())));
    const auto result = apply(block);
    EXPECT_EQ(result.receipts.size(), 2U);
    ASSERT_EQ(result.passed_over.size(), count);
    for (const auto& passed : result.passed_over)
        EXPECT_EQ(passed.reason.code, "machine.ACT_NOT_IN_FORCE");
    EXPECT_EQ(kit::counters.find(newer.rows, "apples")->value(), 2);
}

TEST_F(TwoPrograms, agree_on_the_room_of_a_block_that_holds_such_acts) {
    std::vector<Bytes> block;
    for (int i = 0; i < 3; ++i) {
        block.push_back(newer.sign("ana", carry(carry(loud()))));
        block.push_back(newer.sign("ana", kit::v1::Toil{}));
    }
    block.push_back(newer.sign("ana", kit::v1::Toil{}));  // 3 fit
    const auto result = apply(block);
    EXPECT_EQ(result.receipts.size(), 3U);
    EXPECT_EQ(result.passed_over.back().reason.code, "machine.BLOCK_FULL");
}

TEST_F(TwoPrograms, agree_until_the_block_after_the_time_and_then_the_older_stops) {
    schedule("resets", 30);
    apply({known("resets"), newer.sign("ana", add())});
    auto result = apply({newer.sign("ana", reset())}, 30 * ms_per_day - 1001);
    EXPECT_EQ(result.passed_over.size(), 1U) << "a millisecond before its time";
    result = apply({newer.sign("ana", reset())}, 5000);
    EXPECT_EQ(result.passed_over.size(), 1U) << "the block that reaches it decides only";
    EXPECT_EQ(result.receipts.at(0).effects().events(0).type(),
              "linlian.machine.v1.AmendmentInForce");
    const auto before = older.tip.height;
    const auto stopped = older.apply({});
    ASSERT_FALSE(stopped.has_value());
    EXPECT_NE(stopped.error().what.find("'resets', scheduled for 2027-02-14 08:00 UTC"),
              std::string::npos)
        << stopped.error().what;
    EXPECT_EQ(older.tip.height, before);
    EXPECT_EQ(newer.outcome(newer.sign("ana", reset())), "");
    EXPECT_FALSE(kit::counters.has(newer.rows, "apples"));
}

TEST_F(TwoPrograms, go_on_together_where_it_lapsed) {
    schedule("resets", 30);
    const auto result = apply({}, 31 * ms_per_day);
    EXPECT_EQ(result.receipts.at(0).effects().events(0).type(),
              "linlian.machine.v1.AmendmentLapsed");
    EXPECT_EQ(apply({newer.sign("ana", reset())}).passed_over.size(), 1U);
    EXPECT_TRUE(scheduled_amendments(newer.rows).empty());
}

TEST_F(TwoPrograms, each_part_comes_by_its_own_amendment) {
    for (const std::string name : {"resets", "labels", "loud", "long-names"}) {
        schedule(name, 30);
        newer.apply({known(name)}).value();
    }
    newer.apply({}, 30 * ms_per_day).value();
    newer.apply({}).value();
    for (const auto& tx : all_that_comes()) EXPECT_EQ(newer.outcome(tx), "");
}

TEST(KeySuite, that_is_not_in_force_is_passed_over_as_one_that_is_unknown) {
    std::vector<SuiteEntry> known{suites().begin(), suites().end()};
    known.back().amendment = "curves";
    const std::span<const SuiteEntry> all{known};
    RawMachine newer{std::move(assemble({kit::counter_module()}, all).value()), genesis()};
    RawMachine older{std::move(assemble({kit::counter_module()}, all.first(1)).value()), genesis()};
    const auto p256 = kit::key_of("ana", Suite::p256);
    auto enrolling = add();
    enrolling.set_key(p256.public_key().encoded());
    const std::vector<Bytes> block{newer.sign(p256, add()), newer.sign("ana", enrolling),
                                   newer.sign("ana", carry(enrolling))};
    for (const auto& tx : block) {
        EXPECT_EQ(newer.admitted(tx), "machine.ACT_NOT_IN_FORCE");
        EXPECT_NE(older.admitted(tx), "");
    }
    EXPECT_EQ(older.admitted(block[1]), "machine.KEY_SUITE_UNKNOWN");
    EXPECT_EQ(newer.apply(block)->receipts.size(), 0U);
    EXPECT_EQ(older.apply(block)->receipts.size(), 0U);
    EXPECT_EQ(newer.tip.app_hash(), older.tip.app_hash());
    newer.given([](Context& context) {
        v1::Amendment row;
        row.set_in_force_from(1);
        amendments.put(context.state(), "curves", row);
    });
    for (const auto& act : {add(), enrolling}) EXPECT_EQ(newer.outcome(newer.sign(p256, act)), "");
}

TEST(Program, demands_that_every_amendment_of_the_schema_is_listed) {
    auto module = kit::counter_module();
    module.amendments.pop_back();
    EXPECT_TRUE(assemble({module}).has_value()) << "no key suite asks for curves";
    for (const std::string name : {"long-names", "loud", "labels", "resets"}) {
        module.amendments.pop_back();
        const auto made = assemble({module});
        ASSERT_FALSE(made.has_value());
        EXPECT_NE(made.error().what.find("no module lists amendment " + name), std::string::npos);
    }
}

}  // namespace
}  // namespace linlian::machine
