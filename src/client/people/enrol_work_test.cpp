#include "client/people/enrol_work.h"

#include "base/hex.h"
#include "client/people/counter_for_tests.h"
#include "client/people/enrol_review.h"
#include "client/shown/screen_for_tests.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

Result<Receipt> veto(Ledger& ledger, const KeyPair& own) {
    const auto act = TRY(veto_of(ledger, own));
    return perform(ledger, own, act);
}

TEST(EnrolWork, enrols_with_a_slip_and_activates_after_the_second_check) {
    Counter desk{1};
    const auto slips = desk.issue();
    const auto key = kit::key_of("resident");
    const auto slip = read_slip(desk.ledger.community(), roster::slip_code(slips[0].face.slip));
    ASSERT_TRUE(slip) << slip.error().code;
    ASSERT_TRUE(enrol_by_slip(desk.ledger, *slip, key));
    EXPECT_EQ(desk.member(0).keys(0).state(), registry::v1::KEY_PROVISIONAL);

    const auto method = read_method("id-card-at-counter");
    ASSERT_TRUE(method);
    auto act = second_check(desk.ledger, key.public_key().encoded(), *method);
    ASSERT_TRUE(act) << act.error().code;
    const Bytes holder = std::exchange(*act->mutable_member(), Bytes(Id16::size, 'x'));
    EXPECT_EQ(kit::code_of(perform(desk.ledger, desk.qi, *act)), "registry.KEY_OF_OTHER");
    act->set_member(holder);
    ASSERT_TRUE(perform(desk.ledger, desk.qi, *act));
    EXPECT_EQ(desk.member(0).keys(0).state(), registry::v1::KEY_ACTIVE);
    EXPECT_EQ(desk.member(0).keys(0).method(), registry::v1::ID_CARD_AT_COUNTER);
}

TEST(EnrolWork, takes_a_slip_once) {
    Counter desk{1};
    const auto slips = desk.issue();
    ASSERT_TRUE(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("resident")));
    // It is the one moment at which somebody can notice that their slip was used by another.
    EXPECT_EQ(kit::code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("thief"))),
              "client.SLIP_DEAD");
    // Who never saw the receipt and tries again is not told that somebody else used it.
    EXPECT_EQ(kit::code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("resident"))),
              "client.KEY_ENROLLED");
}

TEST(EnrolWork, gives_a_slip_no_use_before_the_second_office_confirms) {
    Counter desk{1};
    const auto slips = prepare_slips(desk.ledger.community(), desk.members, {});
    ASSERT_EQ(desk.propose(slips).size(), 1U);
    EXPECT_EQ(kit::code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("resident"))),
              "client.SLIP_DEAD");
}

TEST(EnrolWork, refuses_the_uri_of_a_slip_of_another_community) {
    Counter desk{1};
    roster::Slip slip{sha256("elsewhere"), kit::nonce_of(5), 1};
    EXPECT_EQ(kit::code_of(read_slip(desk.ledger.community(), roster::slip_uri(slip))),
              "client.SLIP_ELSEWHERE");
}

TEST(EnrolWork, refuses_a_mistyped_code_before_anything_is_sent) {
    Counter desk{1};
    auto code = roster::slip_code({desk.ledger.community(), kit::nonce_of(5), 1});
    code[0] = code[0] == '0' ? '1' : '0';
    EXPECT_EQ(kit::code_of(read_slip(desk.ledger.community(), code)), "roster.SLIP_TYPO");
}

TEST(EnrolWork, enrols_at_the_counter_with_two_offices) {
    Counter desk{1};
    const auto key = kit::key_of("resident");
    const auto step = enrol_at_counter(desk.ledger, desk.lin, desk.members[0], agreed(desk, key),
                                       registry::v1::ID_CARD_AT_COUNTER, {});
    ASSERT_TRUE(step) << step.error().code;
    EXPECT_FALSE(step->completed);
    EXPECT_EQ(desk.member(0).keys_size(), 0);
    ASSERT_TRUE(support(desk.ledger, desk.mo, step->motion, {}));
    EXPECT_EQ(desk.member(0).keys(0).state(), registry::v1::KEY_ACTIVE);
}

TEST(EnrolWork, lets_any_own_key_postpone_a_recovery) {
    Counter desk{1};
    const auto key = kit::key_of("resident");
    const auto counter = enrol_at_counter(desk.ledger, desk.lin, desk.members[0], agreed(desk, key),
                                          registry::v1::ID_CARD_AT_DOOR, {});
    ASSERT_TRUE(counter);
    ASSERT_TRUE(support(desk.ledger, desk.mo, counter->motion, {}));
    const auto step =
        recover_member(desk.ledger, desk.lin, desk.members[0],
                       agreed<registry::v1::RecoverMember>(desk, kit::key_of("stranger")), {});
    ASSERT_TRUE(step);
    ASSERT_TRUE(support(desk.ledger, desk.mo, step->motion, {}));
    const auto running = veto_of(desk.ledger, key);
    ASSERT_TRUE(running);
    EXPECT_EQ(running->key(), kit::key_of("stranger").public_key().encoded());
    ASSERT_TRUE(veto(desk.ledger, key));
    desk.ledger.pass_to(desk.ledger.now().ms + 4 * ms_per_day);
    EXPECT_EQ(desk.member(0).keys(0).public_key(), key.public_key().encoded());
    EXPECT_EQ(kit::code_of(veto(desk.ledger, key)), "registry.VETOED_ALREADY");
}

TEST(EnrolWork, adds_a_key_and_retires_the_other) {
    Counter desk{1};
    const auto one = kit::key_of("phone");
    const auto other = kit::key_of("tablet", Suite::p256);
    const auto counter = enrol_at_counter(desk.ledger, desk.lin, desk.members[0], agreed(desk, one),
                                          registry::v1::ID_CARD_AT_COUNTER, {});
    ASSERT_TRUE(counter);
    ASSERT_TRUE(support(desk.ledger, desk.mo, counter->motion, {}));
    EXPECT_EQ(kit::code_of(retire_key(desk.ledger, one, one.public_key().encoded())),
              "registry.KEY_IS_LAST");
    ASSERT_TRUE(add_key(desk.ledger, one, other));
    ASSERT_TRUE(retire_key(desk.ledger, other, one.public_key().encoded()));
    EXPECT_EQ(kit::code_of(add_key(desk.ledger, one, kit::key_of("third"))), "machine.KEY_UNKNOWN")
        << "a retired key acts";
}

TEST(EnrolWork, names_the_methods_when_one_is_misspelt) {
    const auto refused = read_method("id-card");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().figures[0].value.find("id-card-at-door"), std::string::npos);
}

TEST(EnrolWork, takes_a_consent_from_another_device_and_no_other_text) {
    Counter desk{1};
    const auto consent = agreed(desk, kit::key_of("resident"));
    const auto read = read_consent(consent_text(consent));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->key, consent.key);
    EXPECT_EQ(read->countersignature, consent.countersignature);
    for (const char* wrong : {"", ".", "00", "00.", ".00", "zz.00", "00.0"})
        EXPECT_EQ(kit::code_of(read_consent(wrong)), "client.COMMAND_WRONG") << wrong;
}

TEST(EnrolWork, refuses_a_consent_that_was_given_for_another_community_or_act) {
    Counter desk{1};
    const auto key = kit::key_of("resident");
    const auto foreign =
        *consent_to<registry::v1::EnrolAtCounter>(Hash32{}, desk.members[0].bytes(), key);
    for (const auto& other : {foreign, agreed<registry::v1::RecoverMember>(desk, key)}) {
        const auto step = enrol_at_counter(desk.ledger, desk.lin, desk.members[0], other,
                                           registry::v1::ID_CARD_AT_COUNTER, {});
        EXPECT_EQ(kit::code_of(step), "registry.COUNTERSIGNATURE_WRONG");
    }
}

TEST(EnrolReview, brings_a_key_by_two_offices_after_both_looked) {
    Counter desk{1};
    ReviewForTests review;
    const auto key = kit::key_of("resident");
    const auto consent = *consent_to_key(desk.ledger.community(), desk.members[0], key, false);
    KeyByOffices brought{desk.members[0], consent};
    EXPECT_EQ(kit::code_of(bring_key(review, desk.ledger, desk.lin, brought, {})),
              "client.COMMAND_WRONG");
    brought.method = "id-card-at-counter";
    const auto step = bring_key(review, desk.ledger, desk.lin, brought, {});
    ASSERT_TRUE(step) << step.error().code;
    const auto motion = Counter::id_of(step->motion);
    review.agrees = false;
    EXPECT_EQ(kit::code_of(confirm_key(review, desk.ledger, desk.mo, motion, "", {})),
              "client.NOT_CONFIRMED");
    EXPECT_EQ(desk.member(0).keys_size(), 0);
    review.agrees = true;
    ASSERT_TRUE(confirm_key(review, desk.ledger, desk.mo, motion, "", {}));
    EXPECT_EQ(desk.member(0).keys(0).state(), registry::v1::KEY_ACTIVE);
}

TEST(EnrolReview, confirms_no_other_motion_as_one_about_a_key) {
    Counter desk{1};
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    EXPECT_EQ(kit::code_of(confirm_key(ReviewForTests{}, desk.ledger, desk.mo,
                                       Counter::id_of(steps[0].step.motion), "", {})),
              "client.NOTHING_WAITS");
}

}  // namespace
}  // namespace linlian::client
