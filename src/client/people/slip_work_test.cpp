#include "client/people/slip_work.h"

#include "base/hex.h"
#include "client/people/counter_for_tests.h"
#include "client/people/slip_review.h"
#include "client/shown/screen_for_tests.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

TEST(SlipWork, splits_many_slips_into_batches_that_fit_a_motion) {
    Counter desk{500};
    const auto slips = prepare_slips(desk.ledger.community(), desk.members, {});
    const auto steps = desk.propose(slips);
    ASSERT_EQ(steps.size(), 2U);
    EXPECT_EQ(steps[0].slips, 400U);
    EXPECT_EQ(steps[1].slips, 100U);
}

TEST(SlipWork, leaves_out_who_has_a_key_and_who_is_no_member) {
    Counter desk{3};
    const auto counter =
        enrol_at_counter(desk.ledger, desk.lin, desk.members[0], agreed(desk, kit::key_of("a")),
                         registry::v1::ID_CARD_AT_COUNTER, {});
    ASSERT_TRUE(counter);
    ASSERT_TRUE(support(desk.ledger, desk.mo, counter->motion, {}));
    auto wanted = desk.members;
    wanted.push_back(kit::nonce_of(77));
    const auto receivers = slip_receivers(desk.ledger, {}, wanted);
    ASSERT_TRUE(receivers);
    EXPECT_EQ(receivers->members, (std::vector{desk.members[1], desk.members[2]}));
    EXPECT_EQ(receivers->enrolled, 1U);
    EXPECT_EQ(receivers->absent, 1U);
}

// A sheet for whoever enrolled already would be worth nothing: the ledger passes it over.
TEST(SlipWork, makes_none_for_whose_key_waits_for_its_second_check) {
    Counter desk{2};
    const auto slips = desk.issue();
    ASSERT_TRUE(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("phone")));
    const auto receivers = slip_receivers(desk.ledger, {}, desk.members);
    ASSERT_TRUE(receivers);
    EXPECT_EQ(receivers->members, (std::vector{desk.members[1]}));
    EXPECT_EQ(receivers->waiting, 1U);
    const auto wrong = read_slip_reason("wrong-person");
    ASSERT_TRUE(cancel_slip(desk.ledger, desk.qi, desk.members[0], *wrong));
    EXPECT_EQ(slip_receivers(desk.ledger, {}, desk.members)->members, desk.members);
}

TEST(SlipWork, ends_a_slip_that_was_lost) {
    Counter desk{1};
    const auto slips = desk.issue();
    const auto lost = read_slip_reason("lost");
    ASSERT_TRUE(lost);
    EXPECT_EQ(kit::code_of(read_slip_reason("because")), "client.COMMAND_WRONG");
    EXPECT_EQ(kit::code_of(cancel_slip(desk.ledger, desk.mo, desk.members[0], *lost)),
              "registry.SLIP_OF_OTHERS");
    ASSERT_TRUE(cancel_slip(desk.ledger, desk.lin, desk.members[0], *lost));
    EXPECT_EQ(kit::code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("finder"))),
              "client.SLIP_DEAD");
    EXPECT_EQ(kit::code_of(cancel_slip(desk.ledger, desk.lin, desk.members[0], *lost)),
              "registry.SLIP_UNKNOWN");
}

TEST(SlipWork, says_so_when_no_batch_waits) {
    Counter desk{1};
    EXPECT_EQ(kit::code_of(waiting_batch(desk.ledger, desk.mo, kit::nonce_of(9))),
              "motion.MOTION_UNKNOWN");
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    const auto motion = Counter::id_of(steps[0].step.motion);
    ASSERT_TRUE(waiting_batch(desk.ledger, desk.mo, motion));
    ASSERT_TRUE(support(desk.ledger, desk.mo, motion.bytes(), {}));
    EXPECT_EQ(kit::code_of(waiting_batch(desk.ledger, desk.mo, motion)), "client.NOTHING_WAITS");
}

// A batch with the same id, members and date, whose keys are somebody else's: whoever confirms
// names the motion, and sees another fingerprint.
TEST(SlipWork, tells_apart_two_motions_of_one_batch) {
    Counter desk{1};
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    const auto honest = waiting_batch(desk.ledger, desk.mo, Counter::id_of(steps[0].step.motion));
    ASSERT_TRUE(honest);
    auto forged = honest->act;
    forged.mutable_slips(0)->set_key(kit::key_of("thief").public_key().encoded());
    const auto decoy = propose(desk.ledger, desk.qi, forged, {});
    if (decoy) {
        const auto seen = waiting_batch(desk.ledger, desk.mo, Counter::id_of(decoy->motion));
        ASSERT_TRUE(seen);
        EXPECT_NE(slips_fingerprint(seen->act), steps[0].fingerprint);
    }
    const auto again = waiting_batch(desk.ledger, desk.mo, Counter::id_of(steps[0].step.motion));
    ASSERT_TRUE(again);
    EXPECT_EQ(slips_fingerprint(again->act), steps[0].fingerprint);
}

TEST(SlipWork, confirms_nothing_that_no_office_proposed) {
    Counter desk{1};
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    const auto honest = waiting_batch(desk.ledger, desk.mo, Counter::id_of(steps[0].step.motion));
    ASSERT_TRUE(honest);
    motion::v1::Propose alone;
    alone.set_act_type(honest->motion.motion().act_type());
    alone.set_act(honest->motion.motion().act());
    alone.set_reason("实名开通单 1 份");
    alone.set_days(14);
    const auto receipt = perform(desk.ledger, desk.qi, alone);
    ASSERT_TRUE(receipt) << receipt.error().code;
    const auto event = event_of<motion::v1::Proposed>(*receipt);
    ASSERT_TRUE(event);
    EXPECT_EQ(kit::code_of(waiting_batch(desk.ledger, desk.mo, Counter::id_of(event->motion()))),
              "client.SLIPS_OF_NO_OFFICE");
}

TEST(SlipWork, counts_who_of_an_estate_gets_no_slip) {
    roster::NamesFile names;
    const auto estate = kit::nonce_of(1);
    names.estates["翠竹苑"] = estate;
    names.premises[kit::nonce_of(2)] = {"翠竹苑", "1栋", "", "101"};
    for (const auto kind : {roster::OwnerKind::person, roster::OwnerKind::company}) {
        auto& member = names.members[kit::nonce_of(10 + names.members.size())];
        member.kind = kind;
        member.premises = {kit::nonce_of(2)};
    }
    EXPECT_EQ(people_of(names, estate).size(), 1U);
    EXPECT_EQ(others_of(names, estate), 1U);
    EXPECT_EQ(others_of(names, kit::nonce_of(9)), 0U);
}

TEST(SlipWork, orders_people_by_their_doors_as_they_are_walked) {
    roster::NamesFile names;
    const auto estate = kit::nonce_of(1);
    names.estates["翠竹苑"] = estate;
    std::uint64_t number = 10;
    for (const auto* building : {"10栋", "2栋"}) {
        const auto premises = kit::nonce_of(number++);
        names.premises[premises] = {"翠竹苑", building, "", "101"};
        names.members[kit::nonce_of(number++)].premises = {premises};
    }
    const auto people = people_of(names, estate);
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0], kit::nonce_of(13)) << "2栋 comes before 10栋";
    EXPECT_TRUE(people_of(names, kit::nonce_of(2)).empty());
}

// The second office sees what the first one printed, and nothing is issued that it did not agree
// to.
TEST(SlipReview, shows_the_fingerprint_and_issues_only_after_a_yes) {
    Counter desk{1};
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    const SlipsToConfirm asked{{to_hex(steps[0].step.motion)}, ""};
    ReviewForTests review;
    const ScreenForTests told{true};
    review.agrees = false;
    EXPECT_EQ(kit::code_of(confirm_slips(review, told, desk.ledger, desk.mo, asked, {})),
              "client.NOT_CONFIRMED");
    EXPECT_NE(review.shown.taken().find(steps[0].fingerprint), std::string::npos);
    const auto motion = Counter::id_of(steps[0].step.motion);
    EXPECT_TRUE(waiting_batch(desk.ledger, desk.mo, motion)) << "it was issued without a yes";
    review.agrees = true;
    ASSERT_TRUE(confirm_slips(review, told, desk.ledger, desk.mo, asked, {}));
    EXPECT_NE(told.taken().find(R"("issued":true)"), std::string::npos);
    EXPECT_EQ(kit::code_of(waiting_batch(desk.ledger, desk.mo, motion)), "client.NOTHING_WAITS");
}

TEST(SlipReview, tells_batches_and_secret_files_with_and_without_json) {
    const std::vector<SlipBatchStep> steps{{kit::nonce_of(1), 3, "1234 5678", {"m", false, {}}}};
    SlipReceivers receivers;
    receivers.waiting = 2;
    const ScreenForTests screen, program{true};
    say_proposed(screen, {receivers, steps, "slips.pdf", ""});
    const auto text = screen.taken();
    for (const auto* part : {"3 slips proposed in 1 batches", "left out: 2 whose key", "slips.pdf",
                             "1234 5678", "slips confirm 6d --as"})
        EXPECT_NE(text.find(part), std::string::npos) << part << " in\n" << text;
    say_proposed(program, {receivers, steps, "slips.pdf", ""});
    EXPECT_NE(program.taken().find(R"("fingerprint":"1234 5678")"), std::string::npos);
}

}  // namespace
}  // namespace linlian::client
