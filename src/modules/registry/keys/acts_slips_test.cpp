#include "base/hex.h"
#include "modules/registry/limits.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

struct Counter : Town {
    Counter() {
        knows_its_community();
        clerks();
        by_one_clerk<v1::IssueSlips>();
        member("tom");
        member("uma");
    }
    v1::Slip slip(const std::string& name) const {
        return row(slips, key_hash(key_bytes(name))).value_or(v1::Slip{});
    }
    v1::KeyState state_of(const std::string& name) const {
        return row(keys, key_hash(key_bytes(name))).value_or(v1::Key{}).state();
    }
    v1::IssueSlips issue(const std::string& batch, const std::string& member,
                         const std::string& key, const std::string& replaces = "") const {
        v1::IssueSlips act;
        act.set_batch(id_bytes(batch));
        act.set_expires_ms(now().ms + 30 * ms_per_day);
        auto* line = act.add_slips();
        line->set_member(id_bytes(member));
        line->set_key(key_bytes(key));
        line->set_number(7);
        if (!replaces.empty()) line->set_replaces(id_bytes(replaces));
        return act;
    }
};

v1::EnrolBySlip enrol(const std::string& slip, const std::string& key) {
    v1::EnrolBySlip act;
    act.set_slip_key(key_bytes(slip));
    act.set_key(key_bytes(key));
    act.set_countersignature(countersigned<v1::EnrolBySlip>(act.slip_key(), key));
    return act;
}

v1::CancelSlip cancel(const std::string& member, const std::string& batch) {
    v1::CancelSlip act;
    act.set_member(id_bytes(member));
    act.set_batch(id_bytes(batch));
    act.set_reason(v1::SLIP_LOST);
    return act;
}

v1::NameVoter any_act_of_a_member() {
    v1::NameVoter act;
    act.set_premises(id_bytes("101"));
    act.set_voter(id_bytes("tom"));
    return act;
}

TEST(IssueSlips, gives_known_members_fresh_keys) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done().then_events({"SlipsIssued"});
    EXPECT_EQ(s.slip("slip").state(), v1::SLIP_LIVE);
    EXPECT_EQ(s.row(batches, id("b1"))->slips(), 1U);
    s.when("ana", s.issue("b1", "uma", "slip 2")).then_refused(v1::BATCH_EXISTS);
    s.when("ana", s.issue("b2", "nobody", "slip 2")).then_refused(v1::MEMBER_UNKNOWN);
    s.when("ana", s.issue("b2", "uma", "slip")).then_refused(v1::KEY_KNOWN);
    s.when("ana", s.issue("b2", "uma", "ana")).then_refused(v1::KEY_KNOWN);
    auto act = s.issue("b2", "uma", "slip 2");
    *act.add_slips() = act.slips(0);
    s.when("ana", act).then_refused(v1::LINE_DOUBLED, {{"id", to_hex(id_bytes("uma"))}});
    act.mutable_slips(1)->set_member(id_bytes("tom"));
    s.when("ana", act).then_refused(v1::KEY_KNOWN);
    act.mutable_slips(1)->set_key("no key");
    s.when("ana", act).then_refused(v1::KEY_MALFORMED);
    act = s.issue("b2", "uma", "slip 2");
    act.set_expires_ms(s.now().ms + max_slip_lifetime_ms + ms_per_day);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "expires_ms"}});
}

TEST(IssueSlips, that_was_held_back_passes_over_whoever_has_a_newer_slip) {
    Counter s;
    auto held_back = s.issue("b1", "tom", "old slip");
    *held_back.add_slips() = s.issue("b1", "uma", "slip of uma").slips(0);
    s.when("ana", s.issue("b2", "tom", "slip")).then_done();
    s.when("ana", held_back).then_done().then_events({"SlipsIssued"});
    EXPECT_EQ(s.slip("slip").state(), v1::SLIP_LIVE);
    EXPECT_EQ(s.slip("old slip").state(), v1::SLIP_STATE_UNSPECIFIED);
    EXPECT_EQ(s.slip("slip of uma").state(), v1::SLIP_LIVE);
    EXPECT_EQ(s.row(batches, id("b1"))->slips(), 1U);
    s.when("ana", s.issue("b3", "tom", "third", "b1")).then_refused(v1::REPLACES_OTHER);
    s.when("ana", s.issue("b3", "tom", "third", "b2")).then_done();
    EXPECT_EQ(s.slip("slip").state(), v1::SLIP_DEAD);
}

TEST(EnrolBySlip, gives_a_key_that_can_do_nothing_but_wait) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when("slip", enrol("slip", "tom")).then_done().then_events({"KeyEnrolled"});
    EXPECT_EQ(s.state_of("tom"), v1::KEY_PROVISIONAL);
    s.when("tom", any_act_of_a_member()).then_refused(machine::v1::STANDING_MISSING);
    EXPECT_FALSE(s.row(keys, key_hash(key_bytes("tom")))->used());
}

// A reprint is a batch of one, and its motion names whose it is.
TEST(EnrolBySlip, is_told_of_in_tens) {
    Counter s;
    std::vector<std::string> names;
    for (char letter = 'a'; letter < 'a' + 10; ++letter) names.emplace_back(3, letter);
    auto act = s.issue("b1", "tom", "slip");
    for (const auto& name : names) {
        s.member(name);
        *act.add_slips() = s.issue("b1", name, "slip of " + name).slips(0);
    }
    s.when("ana", act).then_done();
    for (const auto& name : names) {
        EXPECT_EQ(s.row(batches, id("b1"))->used(), 0U);
        s.when("slip of " + name, enrol("slip of " + name, name)).then_done();
    }
    EXPECT_EQ(s.row(batches, id("b1"))->used(), 10U);
}

TEST(EnrolBySlip, works_once) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when("slip", enrol("slip", "tom")).then_done();
    s.when("slip", enrol("slip", "second")).then_passed_over("machine.KEY_UNKNOWN");
}

TEST(EnrolBySlip, is_signed_by_the_slip_that_it_names) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when("ana", s.issue("b2", "uma", "slip 2")).then_done();
    s.when("slip", enrol("slip 2", "thief")).then_refused(v1::SLIP_UNKNOWN);
    s.when("ana", enrol("slip", "thief")).then_refused(v1::SLIP_UNKNOWN);
    s.when("slip", enrol("slip", "ana")).then_refused(v1::KEY_KNOWN);
    auto act = enrol("slip", "tom");
    act.set_countersignature(countersigned<v1::EnrolBySlip>(act.slip_key(), "thief"));
    s.when("slip", act).then_refused(v1::COUNTERSIGNATURE_WRONG);
    // Signed for another community.
    act.set_countersignature(
        countersigned<v1::EnrolBySlip>(act.slip_key(), "tom", sha256("elsewhere")));
    s.when("slip", act).then_refused(v1::COUNTERSIGNATURE_WRONG);
    // A slip's key does nothing else.
    s.when("slip", any_act_of_a_member()).then_refused(machine::v1::STANDING_MISSING);
}

TEST(EnrolBySlip, ends_with_the_days_of_the_slip) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when_passed(30 * ms_per_day);
    s.when("slip", enrol("slip", "tom")).then_passed_over("machine.KEY_UNKNOWN");
}

TEST(StolenSlip, is_dead_once_it_is_printed_anew) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "stolen")).then_done();
    s.when("ana", s.issue("b2", "tom", "reprint", "b1")).then_done();
    EXPECT_EQ(s.slip("stolen").state(), v1::SLIP_DEAD);
    s.when("stolen", enrol("stolen", "thief")).then_passed_over("machine.KEY_UNKNOWN");
    s.when("reprint", enrol("reprint", "tom")).then_done();
}

TEST(StolenSlip, that_a_thief_used_is_cancelled_before_it_is_printed_anew) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "stolen")).then_done();
    s.when("stolen", enrol("stolen", "thief")).then_done();
    s.when("ana", s.issue("b2", "tom", "reprint", "b1")).then_refused(v1::REPLACES_OTHER);
    s.when("ben", cancel("tom", "b1")).then_done();
    EXPECT_EQ(s.state_of("thief"), v1::KEY_RETIRED);
    v1::ActivateKey activate;
    activate.set_member(id_bytes("tom"));
    activate.set_key(key_bytes("thief"));
    activate.set_method(v1::ID_CARD_AT_COUNTER);
    s.when("ben", activate).then_refused(v1::KEY_NOT_PROVISIONAL);
    s.when("ana", s.issue("b2", "tom", "reprint", "b1")).then_done();
    s.when("reprint", enrol("reprint", "tom")).then_done();
}

// The resident enrolled while the reprint was on its way: nobody gave a reason to end their key.
TEST(Reprint, ends_no_key_that_waits_for_its_second_check) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    auto reprint = s.issue("b2", "tom", "reprint", "b1");
    *reprint.add_slips() = s.issue("b2", "uma", "slip of uma").slips(0);
    s.when("slip", enrol("slip", "tom")).then_done();
    s.when("ana", reprint).then_done().then_events({"SlipsIssued"});
    EXPECT_EQ(s.state_of("tom"), v1::KEY_PROVISIONAL);
    EXPECT_EQ(s.slip("reprint").state(), v1::SLIP_STATE_UNSPECIFIED);
    EXPECT_EQ(s.row(batches, id("b2"))->slips(), 1U);
}

TEST(CancelSlip, ends_an_unused_slip_of_ones_own_office_with_a_reason) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when("ana", cancel("tom", "b2")).then_refused(v1::SLIP_UNKNOWN);
    auto act = cancel("tom", "b1");
    act.clear_reason();
    s.when("ana", act).then_refused(v1::VALUE_MISSING, {{"field", "reason"}});
    s.when("ben", cancel("tom", "b1")).then_refused(v1::SLIP_OF_OTHERS);
    s.when("ana", cancel("tom", "b1")).then_done().then_events({"SlipCancelled"});
    EXPECT_EQ(s.slip("slip").state(), v1::SLIP_DEAD);
    s.when("ana", cancel("tom", "b1")).then_refused(v1::SLIP_UNKNOWN);
}

// Else one clerk gives slips out and takes the keys of whom they dislike away again.
TEST(CancelSlip, ends_the_key_that_came_of_it_by_whose_the_second_check_is) {
    Counter s;
    s.holder("amy", "residents", "clerk");
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when("slip", enrol("slip", "thief")).then_done();
    for (const auto* clerk : {"ana", "amy"})
        s.when(clerk, cancel("tom", "b1")).then_refused(v1::CHECKER_NOT_INDEPENDENT);
    s.when("ben", cancel("tom", "b1")).then_done().then_events({"KeyRetired", "SlipCancelled"});
    EXPECT_EQ(s.state_of("thief"), v1::KEY_RETIRED);
}

TEST(CancelSlip, leaves_a_key_past_its_second_check) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    s.when("slip", enrol("slip", "tom")).then_done();
    v1::ActivateKey activate;
    activate.set_member(id_bytes("tom"));
    activate.set_key(key_bytes("tom"));
    activate.set_method(v1::ID_CARD_AT_COUNTER);
    s.when("ben", activate).then_done();
    for (const auto* clerk : {"ana", "ben"})
        s.when(clerk, cancel("tom", "b1")).then_refused(v1::SLIP_UNKNOWN);
    EXPECT_EQ(s.state_of("tom"), v1::KEY_ACTIVE);
}

TEST(CancelSlip, that_was_held_back_does_not_end_the_reprint) {
    Counter s;
    s.when("ana", s.issue("b1", "tom", "slip")).then_done();
    const Bytes held_back = s.signed_by("ana", cancel("tom", "b1"));
    s.when("ana", s.issue("b2", "tom", "reprint", "b1")).then_done();
    s.when_sent(held_back).then_refused(v1::SLIP_UNKNOWN);
    EXPECT_EQ(s.slip("reprint").state(), v1::SLIP_LIVE);
}

}  // namespace
}  // namespace linlian::registry
