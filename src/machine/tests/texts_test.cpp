// Texts that cannot be seen are refused as they come in, wherever in a transaction they stand.
#include "codec/wire.h"
#include "kit/raw_machine.h"

#include <gtest/gtest.h>

namespace linlian::machine {
namespace {

struct Ledger : kit::RawMachine {
    Ledger()
        : RawMachine(kit::counter_program(),
                     kit::counter_genesis(kit::key_of("validator").public_key().encoded(),
                                          Timestamp{1'800'000'000'000})) {}
    std::string opened(const Bytes& transaction) const {
        const auto one = Opener{program, community}.open(transaction);
        if (one) return "";
        std::string text = one.error().code;
        for (const auto& figure : one.error().figures) text += " " + figure.value;
        return text;
    }
};

kit::v1::Add named(const std::string& name) {
    kit::v1::Add act;
    act.set_name(name);
    act.set_amount(1);
    return act;
}

TEST(Opener, refuses_hostile_texts_in_an_act_and_in_acts_that_it_carries) {
    Ledger ledger;
    const auto act = named(std::string("a\0b", 3));
    EXPECT_EQ(ledger.opened(ledger.sign("ana", act)), "machine.TEXT_UNFIT name U+0000");
    kit::v1::Carry carry;
    carry.set_act_type(act.GetDescriptor()->full_name());
    carry.set_act(codec::encode(act));
    EXPECT_EQ(ledger.opened(ledger.sign("ana", carry)), "machine.TEXT_UNFIT name U+0000");
    carry.set_act_type("linlian.kit.v1.Carry\u202e");
    EXPECT_EQ(ledger.opened(ledger.sign("ana", carry)), "machine.TEXT_UNFIT act_type U+202E");
}

TEST(Opener, refuses_a_hostile_type_before_it_is_said_to_be_unknown) {
    Ledger ledger;
    v1::Body body;
    body.set_community(ledger.community.bytes());
    body.set_author_key(kit::key_of("ana").public_key().encoded());
    body.set_nonce(Bytes(16, 'n'));
    body.set_expires_ms(60'000);
    body.set_act_type("\x1b[2Jpassed");
    v1::Transaction transaction;
    transaction.set_body(codec::encode(body));
    EXPECT_EQ(ledger.opened(codec::encode(transaction)), "machine.TEXT_UNFIT act_type U+001B");
}

TEST(Opener, bounds_how_deep_acts_travel_in_acts) {
    Ledger ledger;
    kit::v1::Carry carry;
    carry.set_act_type("linlian.kit.v1.Add");
    carry.set_act(codec::encode(named("a")));
    std::string outcome;
    for (int depth = 1; depth <= 6; ++depth) {
        outcome = ledger.opened(ledger.sign("ana", carry));
        EXPECT_EQ(outcome, depth <= 4 ? "" : "machine.NESTED_TOO_DEEP") << depth;
        kit::v1::Carry outer;
        outer.set_act_type("linlian.kit.v1.Carry");
        outer.set_act(codec::encode(carry));
        carry = outer;
    }
}

TEST(Opener, refuses_an_act_within_an_act_that_does_not_read) {
    Ledger ledger;
    kit::v1::Carry carry;
    carry.set_act_type("linlian.kit.v1.Nothing");
    EXPECT_EQ(ledger.opened(ledger.sign("ana", carry)),
              "machine.ACT_UNKNOWN linlian.kit.v1.Nothing");
    carry.set_act_type("linlian.kit.v1.Add");
    carry.set_act("\xff");
    EXPECT_EQ(ledger.opened(ledger.sign("ana", carry)), "machine.MALFORMED act");
}

}  // namespace
}  // namespace linlian::machine
