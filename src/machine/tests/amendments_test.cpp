#include "contract/amendments.h"

#include "contract/opening/limits.h"
#include "kit/raw_machine.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

using kit::RawMachine;

v1::Genesis genesis_of(int seats, std::int64_t power = 1) {
    auto genesis = kit::counter_genesis(kit::key_of("seat 0").public_key().encoded(),
                                        Timestamp{1'800'000'000'000});
    genesis.clear_validators();
    for (int i = 0; i < seats; ++i) {
        auto& seat = *genesis.add_validators();
        seat.set_key(kit::key_of("seat " + std::to_string(i)).public_key().encoded());
        seat.set_power(power);
        seat.set_name("node " + std::to_string(i));
    }
    return genesis;
}

struct Ledger : RawMachine {
    explicit Ledger(int seats = 4) : RawMachine(kit::counter_program(), genesis_of(seats)) {}

    void schedule(const std::string& name, std::int64_t in_ms) {
        const Timestamp at{tip.time.ms + in_ms};
        given([&](Context& context) { schedule_amendment(context, name, at); });
    }
    v1::KnowAmendment knowing(const std::string& name) const {
        v1::KnowAmendment act;
        act.set_name(name);
        act.set_time_ms(scheduled_for(rows, name).value_or(Timestamp{1}).ms);
        return act;
    }
    // The seats 0 to `count` - 1 say that they know it.
    void all_say(int count, const std::string& name) {
        for (int i = 0; i < count; ++i)
            EXPECT_EQ(outcome(sign("seat " + std::to_string(i), knowing(name))), "");
    }
    std::string event_after(std::int64_t ms) {
        const auto result = apply({}, ms).value();
        if (result.receipts.empty()) return "";
        const auto& events = result.receipts.back().effects().events();
        return events.empty() ? "" : events[0].type();
    }
};

TEST(Amendment, is_in_force_when_more_than_two_thirds_of_the_seats_know_it) {
    for (const auto& [seats, saying, holds] : {std::tuple{1, 1, true},
                                               {1, 0, false},
                                               {3, 2, false},
                                               {3, 3, true},
                                               {4, 2, false},
                                               {4, 3, true},
                                               {6, 4, false},
                                               {6, 5, true},
                                               {7, 5, true}}) {
        Ledger ledger{seats};
        ledger.schedule("resets", ms_per_day);
        ledger.all_say(saying, "resets");
        EXPECT_EQ(ledger.event_after(ms_per_day), holds ? "linlian.machine.v1.AmendmentInForce"
                                                        : "linlian.machine.v1.AmendmentLapsed")
            << saying << " of " << seats;
        EXPECT_FALSE(is_amended(ledger.rows, "resets", ledger.tip.height));
        EXPECT_EQ(is_amended(ledger.rows, "resets", ledger.tip.height + 1), holds);
        bool forgotten = true;
        ready.scan(ledger.rows, [&](const auto&, const v1::Ready&) { return forgotten = false; });
        EXPECT_TRUE(forgotten) << "what the seats said is gone once it is decided";
    }
}

TEST(Amendment, is_decided_in_the_first_block_that_reaches_its_time_whatever_else_is_due) {
    Ledger ledger{1};
    ledger.schedule("resets", ms_per_day);
    ledger.all_say(1, "resets");
    std::vector<Bytes> block;
    for (int i = 0; i < 3; ++i) {
        kit::v1::Add act;
        act.set_name("due " + std::to_string(i));
        act.set_amount(1);
        act.set_after_ms(1000);
        act.set_due_cost(max_due_cost_per_block);
        block.push_back(ledger.sign("ana", act));
    }
    ledger.apply(block).value();
    const auto result = ledger.apply({}, ms_per_day).value();
    EXPECT_EQ(result.receipts.at(0).leaf().act_type(), amendment_work);
    EXPECT_TRUE(is_amended(ledger.rows, "resets", ledger.tip.height + 1));
}

TEST(KnowAmendment, is_the_word_of_a_seat_alone) {
    Ledger ledger;
    ledger.schedule("resets", ms_per_day);
    const auto act = ledger.knowing("resets");
    EXPECT_EQ(ledger.admitted(ledger.sign("ana", act)), "machine.KEY_UNKNOWN");
    EXPECT_EQ(ledger.outcome(ledger.sign("ana", act)), "passed over: machine.KEY_UNKNOWN");
    kit::v1::Carry carrying;
    carrying.set_act_type(act.GetDescriptor()->full_name());
    carrying.set_act(act.SerializeAsString());
    EXPECT_EQ(ledger.outcome(ledger.sign("ana", carrying)), "machine.NO_SEAT");
    EXPECT_EQ(ledger.admitted(ledger.sign("seat 0", act)), "");
}

TEST(KnowAmendment, names_what_is_scheduled_and_says_it_once) {
    Ledger ledger;
    EXPECT_EQ(ledger.outcome(ledger.sign("seat 0", ledger.knowing("resets"))),
              "machine.AMENDMENT_NOT_SCHEDULED");
    ledger.schedule("resets", ms_per_day);
    auto other_time = ledger.knowing("resets");
    other_time.set_time_ms(other_time.time_ms() + 1);
    EXPECT_EQ(ledger.outcome(ledger.sign("seat 0", other_time)), "machine.AMENDMENT_NOT_SCHEDULED");
    ledger.all_say(1, "resets");
    EXPECT_EQ(ledger.outcome(ledger.sign("seat 0", ledger.knowing("resets"))),
              "machine.AMENDMENT_KNOWN_ALREADY");
    EXPECT_EQ(ledger.admitted(ledger.sign("seat 0", v1::KnowAmendment{})),
              "machine.FIELD_OUT_OF_LIMITS");
    ledger.event_after(ms_per_day);
    EXPECT_EQ(ledger.outcome(ledger.sign("seat 1", other_time)), "machine.AMENDMENT_NOT_SCHEDULED");
}

TEST(KnowAmendment, of_a_cancelled_one_counts_for_no_later_one) {
    Ledger ledger{1};
    ledger.schedule("resets", ms_per_day);
    ledger.all_say(1, "resets");
    ledger.given([](Context& context) { cancel_amendment(context, "resets"); });
    EXPECT_EQ(next_due(ledger.rows), std::nullopt);
    ledger.schedule("resets", 2 * ms_per_day);
    EXPECT_EQ(ledger.event_after(2 * ms_per_day), "linlian.machine.v1.AmendmentLapsed");
}

TEST(Genesis, lists_what_is_in_force_from_the_first_block) {
    auto genesis = genesis_of(1);
    genesis.add_amendments("labels");
    genesis.add_amendments("resets");
    RawMachine ledger{kit::counter_program(), genesis};
    EXPECT_EQ(ledger.outcome(ledger.sign("ana", kit::v1::Reset{})), "");
    kit::v1::Add loud;
    loud.set_amount(1);
    loud.set_mood(kit::v1::LOUD);
    EXPECT_EQ(ledger.outcome(ledger.sign("ana", loud)), "passed over: machine.ACT_NOT_IN_FORCE");
}

std::string reasons(const v1::Genesis& genesis) {
    const auto program = kit::counter_program();
    const auto made = apply_genesis(program, genesis);
    std::string all;
    if (made) return all;
    for (const auto& fault : made.error())
        all += fault.figures[0].value + " " + fault.figures[1].value + "; ";
    return all;
}

TEST(Genesis, refuses_amendments_out_of_order_twice_or_unknown) {
    auto genesis = genesis_of(1);
    genesis.add_amendments("resets");
    genesis.add_amendments("labels");
    EXPECT_EQ(reasons(genesis), "amendments are not in order; ");
    genesis.set_amendments(1, "resets");
    EXPECT_EQ(reasons(genesis), "amendments are not in order; ");
    genesis.set_amendments(1, "unheard-of");
    EXPECT_EQ(reasons(genesis), "amendments unheard-of is not known to this program; ");
}

TEST(Genesis, refuses_names_that_cannot_be_seen_and_power_that_cannot_be_counted) {
    auto genesis = genesis_of(2);
    genesis.set_name("a\u202eb");
    EXPECT_EQ(reasons(genesis), "name holds U+202E, which cannot be seen or is no text; ");
    genesis.set_name("kit");
    genesis.mutable_validators(1)->set_name(std::string("n\0", 2));
    EXPECT_EQ(reasons(genesis),
              "validators.name holds U+0000, which cannot be seen or is no text; ");
    EXPECT_EQ(reasons(genesis_of(2, INT64_MAX / 2)),
              "validators[0].power makes too much power in all; validators[1].power makes too much "
              "power in all; ");
}

TEST(Genesis, and_blocks_are_of_no_time_beyond_the_year_9999) {
    auto genesis = genesis_of(1);
    genesis.set_time_ms(end_of_time_ms);
    EXPECT_EQ(reasons(genesis), "time_ms lies in the year 10000 or later; ");
    genesis.set_time_ms(end_of_time_ms - 2000);
    EXPECT_EQ(reasons(genesis), "");
    RawMachine last{kit::counter_program(), genesis};
    EXPECT_TRUE(last.apply({}, 1999));
    const auto beyond = last.apply({}, 1);
    ASSERT_FALSE(beyond);
    EXPECT_EQ(beyond.error().what, "the block's time lies beyond the year 9999");
}

}  // namespace
}  // namespace linlian::machine
