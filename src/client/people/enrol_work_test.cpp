#include "client/people/enrol_work.h"

#include "base/hex.h"
#include "client/people/enrol_review.h"
#include "client/people/slip_review.h"
#include "client/shown/screen_for_tests.h"
#include "client/tests/desk_for_tests.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

// A ledger with some members who have no key yet.
struct Counter {
    DeskLedger ledger;
    KeyPair lin = kit::key_of("lin");
    KeyPair mo = kit::key_of("mo");
    KeyPair qi = kit::key_of("qi");  // of the street like mo, and behind no batch
    std::vector<Id16> members;

    explicit Counter(int count) {
        registry::v1::RegisterMembers act;
        for (int i = 0; i < count; ++i) {
            members.push_back(kit::nonce_of(1000 + static_cast<std::uint64_t>(i)));
            act.add_members(members.back().bytes());
        }
        CHECK(together(ledger, lin, mo, act).has_value());
    }

    Timestamp in_days(int days) const { return {ledger.now().ms + days * ms_per_day}; }

    std::vector<PreparedSlip> issue() {
        auto slips = prepare_slips(ledger.community(), members, {});
        for (const auto& step : propose(slips)) {
            const auto waiting = waiting_batch(ledger, mo, id_of(step.step.motion));
            CHECK(waiting.has_value());
            CHECK(slips_fingerprint(waiting->act) == step.fingerprint);
            CHECK(support_seen(ledger, mo, waiting->motion, {}).has_value());
        }
        return slips;
    }

    std::vector<SlipBatchStep> propose(const std::vector<PreparedSlip>& slips) {
        std::vector<SlipBatchStep> steps;
        const auto done =
            propose_slips(ledger, lin, slips, in_days(30), {},
                          [&](SlipBatchStep step) { steps.push_back(std::move(step)); });
        CHECK(done.has_value());
        return steps;
    }

    static Id16 id_of(const Bytes& bytes) {
        Id16 id;
        CHECK(Id16::parse(bytes, id));
        return id;
    }

    registry::v1::LiveKeysReply member(std::size_t i) {
        registry::v1::LiveKeysQuery query;
        query.set_member(members[i].bytes());
        registry::v1::LiveKeysReply reply;
        CHECK(ledger.ask(query, reply).has_value());
        return reply;
    }
};

std::string code_of(const auto& result) { return result ? "" : result.error().code; }

Result<Receipt> veto(Ledger& ledger, const KeyPair& own) {
    const auto act = TRY(veto_of(ledger, own));
    return perform(ledger, own, act);
}

// What the first member's own device would print.
template <class Act = registry::v1::EnrolAtCounter>
KeyConsent agreed(const Counter& desk, const KeyPair& key) {
    return *consent_to<Act>(desk.ledger.community(), desk.members[0].bytes(), key);
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
    EXPECT_EQ(code_of(perform(desk.ledger, desk.qi, *act)), "registry.KEY_OF_OTHER");
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
    EXPECT_EQ(code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("thief"))),
              "client.SLIP_DEAD");
    // Who never saw the receipt and tries again is not told that somebody else used it.
    EXPECT_EQ(code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("resident"))),
              "client.KEY_ENROLLED");
}

TEST(EnrolWork, gives_a_slip_no_use_before_the_second_office_confirms) {
    Counter desk{1};
    const auto slips = prepare_slips(desk.ledger.community(), desk.members, {});
    ASSERT_EQ(desk.propose(slips).size(), 1U);
    EXPECT_EQ(code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("resident"))),
              "client.SLIP_DEAD");
}

TEST(EnrolWork, refuses_the_uri_of_a_slip_of_another_community) {
    Counter desk{1};
    roster::Slip slip{sha256("elsewhere"), kit::nonce_of(5), 1};
    EXPECT_EQ(code_of(read_slip(desk.ledger.community(), roster::slip_uri(slip))),
              "client.SLIP_ELSEWHERE");
}

TEST(EnrolWork, refuses_a_mistyped_code_before_anything_is_sent) {
    Counter desk{1};
    auto code = roster::slip_code({desk.ledger.community(), kit::nonce_of(5), 1});
    code[0] = code[0] == '0' ? '1' : '0';
    EXPECT_EQ(code_of(read_slip(desk.ledger.community(), code)), "roster.SLIP_TYPO");
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
    desk.ledger.pass(4 * ms_per_day);
    EXPECT_EQ(desk.member(0).keys(0).public_key(), key.public_key().encoded());
    EXPECT_EQ(code_of(veto(desk.ledger, key)), "registry.VETOED_ALREADY");
}

TEST(EnrolWork, adds_a_key_and_retires_the_other) {
    Counter desk{1};
    const auto one = kit::key_of("phone");
    const auto other = kit::key_of("tablet", Suite::p256);
    const auto counter = enrol_at_counter(desk.ledger, desk.lin, desk.members[0], agreed(desk, one),
                                          registry::v1::ID_CARD_AT_COUNTER, {});
    ASSERT_TRUE(counter);
    ASSERT_TRUE(support(desk.ledger, desk.mo, counter->motion, {}));
    EXPECT_EQ(code_of(retire_key(desk.ledger, one, one.public_key().encoded())),
              "registry.KEY_IS_LAST");
    ASSERT_TRUE(add_key(desk.ledger, one, other));
    ASSERT_TRUE(retire_key(desk.ledger, other, one.public_key().encoded()));
    EXPECT_EQ(code_of(add_key(desk.ledger, one, kit::key_of("third"))), "machine.KEY_UNKNOWN")
        << "a retired key acts";
}

TEST(EnrolWork, names_the_methods_when_one_is_misspelt) {
    const auto refused = read_method("id-card");
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().figures[0].value.find("id-card-at-door"), std::string::npos);
}

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
    EXPECT_EQ(code_of(read_slip_reason("because")), "client.COMMAND_WRONG");
    EXPECT_EQ(code_of(cancel_slip(desk.ledger, desk.mo, desk.members[0], *lost)),
              "registry.SLIP_OF_OTHERS");
    ASSERT_TRUE(cancel_slip(desk.ledger, desk.lin, desk.members[0], *lost));
    EXPECT_EQ(code_of(enrol_by_slip(desk.ledger, slips[0].face.slip, kit::key_of("finder"))),
              "client.SLIP_DEAD");
    EXPECT_EQ(code_of(cancel_slip(desk.ledger, desk.lin, desk.members[0], *lost)),
              "registry.SLIP_UNKNOWN");
}

TEST(SlipWork, says_so_when_no_batch_waits) {
    Counter desk{1};
    EXPECT_EQ(code_of(waiting_batch(desk.ledger, desk.mo, kit::nonce_of(9))),
              "motion.MOTION_UNKNOWN");
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    const auto motion = Counter::id_of(steps[0].step.motion);
    ASSERT_TRUE(waiting_batch(desk.ledger, desk.mo, motion));
    ASSERT_TRUE(support(desk.ledger, desk.mo, motion.bytes(), {}));
    EXPECT_EQ(code_of(waiting_batch(desk.ledger, desk.mo, motion)), "client.NOTHING_WAITS");
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
    EXPECT_EQ(code_of(waiting_batch(desk.ledger, desk.mo, Counter::id_of(event->motion()))),
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

TEST(EnrolWork, takes_a_consent_from_another_device_and_no_other_text) {
    Counter desk{1};
    const auto consent = agreed(desk, kit::key_of("resident"));
    const auto read = read_consent(consent_text(consent));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->key, consent.key);
    EXPECT_EQ(read->countersignature, consent.countersignature);
    for (const char* wrong : {"", ".", "00", "00.", ".00", "zz.00", "00.0"})
        EXPECT_EQ(code_of(read_consent(wrong)), "client.COMMAND_WRONG") << wrong;
}

TEST(EnrolWork, refuses_a_consent_that_was_given_for_another_community_or_act) {
    Counter desk{1};
    const auto key = kit::key_of("resident");
    const auto foreign =
        *consent_to<registry::v1::EnrolAtCounter>(Hash32{}, desk.members[0].bytes(), key);
    for (const auto& other : {foreign, agreed<registry::v1::RecoverMember>(desk, key)}) {
        const auto step = enrol_at_counter(desk.ledger, desk.lin, desk.members[0], other,
                                           registry::v1::ID_CARD_AT_COUNTER, {});
        EXPECT_EQ(code_of(step), "registry.COUNTERSIGNATURE_WRONG");
    }
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
    EXPECT_EQ(code_of(confirm_slips(review, told, desk.ledger, desk.mo, asked, {})),
              "client.NOT_CONFIRMED");
    EXPECT_NE(review.shown.taken().find(steps[0].fingerprint), std::string::npos);
    const auto motion = Counter::id_of(steps[0].step.motion);
    EXPECT_TRUE(waiting_batch(desk.ledger, desk.mo, motion)) << "it was issued without a yes";
    review.agrees = true;
    ASSERT_TRUE(confirm_slips(review, told, desk.ledger, desk.mo, asked, {}));
    EXPECT_NE(told.taken().find(R"("issued":true)"), std::string::npos);
    EXPECT_EQ(code_of(waiting_batch(desk.ledger, desk.mo, motion)), "client.NOTHING_WAITS");
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

TEST(EnrolReview, brings_a_key_by_two_offices_after_both_looked) {
    Counter desk{1};
    ReviewForTests review;
    const auto key = kit::key_of("resident");
    const auto consent = *consent_to_key(desk.ledger.community(), desk.members[0], key, false);
    KeyByOffices brought{desk.members[0], consent};
    EXPECT_EQ(code_of(bring_key(review, desk.ledger, desk.lin, brought, {})),
              "client.COMMAND_WRONG");
    brought.method = "id-card-at-counter";
    const auto step = bring_key(review, desk.ledger, desk.lin, brought, {});
    ASSERT_TRUE(step) << step.error().code;
    const auto motion = Counter::id_of(step->motion);
    review.agrees = false;
    EXPECT_EQ(code_of(confirm_key(review, desk.ledger, desk.mo, motion, "", {})),
              "client.NOT_CONFIRMED");
    EXPECT_EQ(desk.member(0).keys_size(), 0);
    review.agrees = true;
    ASSERT_TRUE(confirm_key(review, desk.ledger, desk.mo, motion, "", {}));
    EXPECT_EQ(desk.member(0).keys(0).state(), registry::v1::KEY_ACTIVE);
}

TEST(EnrolReview, confirms_no_other_motion_as_one_about_a_key) {
    Counter desk{1};
    const auto steps = desk.propose(prepare_slips(desk.ledger.community(), desk.members, {}));
    EXPECT_EQ(code_of(confirm_key(ReviewForTests{}, desk.ledger, desk.mo,
                                  Counter::id_of(steps[0].step.motion), "", {})),
              "client.NOTHING_WAITS");
}

}  // namespace
}  // namespace linlian::client
