// Two bodies try to become a third one: by founding offices that outlast the people who founded
// them, by closing the body that is in their way, by one person in two chairs. The program's own
// authorities hold.
#include "kit/siege.h"

namespace linlian::registry {
namespace {

using MotionState = motion::v1::MotionState;

charter::v1::SetAuthority seize() {
    charter::v1::SetAuthority act;
    act.set_act_type("linlian.registry.v1.RegisterMembers");
    act.mutable_authority()->mutable_role()->set_office_kind("street");
    return act;
}

struct Bodies : Siege {
    Bodies() {
        for (const auto* name : {"eli", "fei", "gil", "hal", "max"}) person(name);
    }
    using Who = std::pair<std::string, std::string>;  // member, office

    Id16 proposed(const machine::Message& act, const std::vector<Who>& who) {
        const auto motion = when_proposed(who[0].first, who[0].second, act);
        for (std::size_t i = 1; i < who.size(); ++i)
            when_supported(who[i].first, who[i].second, motion).then_done();
        return motion;
    }
    MotionState after(const machine::Message& act, const std::vector<Who>& who) {
        return state_of(proposed(act, who));
    }
    MotionState after_notice(const machine::Message& act, const std::vector<Who>& who) {
        const auto motion = proposed(act, who);
        when_passed(8 * ms_per_day);
        return state_of(motion);
    }
    // An election that really takes place, for which these bodies vouch.
    void elect(const std::string& office_name, const std::string& chair, const std::string& before,
               const std::vector<Who>& who) {
        v1::RecordElection act;
        act.set_office(office_id(office_name).bytes());
        act.set_member(id_bytes(chair));
        act.set_key(key_bytes(chair));
        act.set_document(document());
        const auto role = row(roles, id(before), office_id(office_name), "chair");
        if (role) act.set_replaces(role->granted_by());
        EXPECT_EQ(after(act, who), motion::v1::COMPLETED);
        becomes(chair, office_name, "chair");
    }
    void becomes_clerk(const std::string& by, const std::string& who, const std::string& where) {
        when(by, grant(office_id(where), who)).then_done();
        becomes(who, where, "clerk");
    }
};

// ---- The seat of the owners' committee

TEST(OwnersSeat, is_not_taken_by_closing_and_founding) {
    Bodies s;
    const auto closing = s.proposed(close("owners"), {{"pam", "party"}, {"sid", "street"}});
    s.when_passed(8 * ms_per_day);
    EXPECT_EQ(s.state_of(closing), motion::v1::OPEN) << "two bodies are not enough";
    EXPECT_EQ(s.row(offices, id("owners"))->until_height(), 0U);
    auto other = found("second owners", "max", "owners");
    other.set_estate(id_bytes("garden"));
    EXPECT_EQ(s.after_notice(other, {{"pam", "party"}, {"sid", "street"}}), motion::v1::FAILED);
    s.when("ona", grant("owners", "kim")).then_done();
    // Those who record an election close the committee, and who leads the next one is elected too.
    s.when_supported("rae", "residents", closing).then_done();
    s.when_passed(8 * ms_per_day);
    EXPECT_EQ(s.state_of(closing), motion::v1::COMPLETED);
    EXPECT_EQ(s.after_notice(other, {{"pam", "party"}, {"sid", "street"}}), motion::v1::COMPLETED);
    const Id16 founded = s.office_id("second owners");
    EXPECT_FALSE(s.row(offers, id("max"), founded, "chair"));
    const auto granting = s.when_proposed("pam", "party", grant(founded, "max", "chair"));
    s.when_supported("sid", "street", granting).then_refused(v1::ROLE_NOT_YOURS);
    s.elect("second owners", "max", "max",
            {{"pam", "party"}, {"sid", "street"}, {"rae", "residents"}});
    s.when("max", grant(founded, "kim")).then_done();
}

// ---- Bodies that others made

// Party organisation and residents' committee found a street office; then both get new chairs, as
// they honestly do every few years. Nobody but them ever chose who speaks for that street office.
TEST(FoundedBody, counts_beside_no_successor_of_whoever_founded_it) {
    Bodies s;
    s.closed("street");
    EXPECT_EQ(s.after_notice(found("new street", "dan", "street"),
                             {{"pam", "party"}, {"rae", "residents"}}),
              motion::v1::COMPLETED);
    s.becomes("dan", "new street", "chair");
    s.when_passed(waiting_time_ms);
    s.elect("party", "eli", "pam", {{"pam", "party"}, {"rae", "residents"}, {"ona", "owners"}});
    s.elect("residents", "fei", "rae", {{"eli", "party"}, {"rae", "residents"}, {"ona", "owners"}});
    s.becomes_clerk("fei", "gil", "residents");
    s.becomes_clerk("dan", "hal", "new street");
    EXPECT_EQ(s.after(recover("ona", "thief"), {{"gil", "residents"}, {"hal", "new street"}}),
              motion::v1::OPEN);
    EXPECT_EQ(s.after(seize(), {{"eli", "party"}, {"fei", "residents"}, {"dan", "new street"}}),
              motion::v1::OPEN);
    EXPECT_EQ(s.after(seize(), {{"eli", "party"}, {"fei", "residents"}, {"ona", "owners"}}),
              motion::v1::COMPLETED);
    // Its own election makes it a body like the others.
    s.elect("new street", "kim", "dan",
            {{"eli", "party"}, {"fei", "residents"}, {"ona", "owners"}});
    s.becomes_clerk("kim", "max", "new street");
    EXPECT_EQ(s.after(recover("ona", "new phone"), {{"gil", "residents"}, {"max", "new street"}}),
              motion::v1::COMPLETED);
}

TEST(AppointedChair, counts_beside_no_successor_of_whoever_appointed_them) {
    Bodies s;
    s.when("rae", leave("residents")).then_done();
    EXPECT_EQ(s.after(grant("residents", "dan", "chair"), {{"pam", "party"}, {"sid", "street"}}),
              motion::v1::COMPLETED);
    s.becomes("dan", "residents", "chair");
    s.becomes_clerk("dan", "hal", "residents");
    s.elect("street", "eli", "sid", {{"pam", "party"}, {"sid", "street"}, {"ona", "owners"}});
    s.becomes_clerk("eli", "gil", "street");
    EXPECT_EQ(s.after(recover("ona", "thief"), {{"hal", "residents"}, {"gil", "street"}}),
              motion::v1::OPEN);
    // Ana was a clerk before and owes it to none of them.
    EXPECT_EQ(s.after(recover("kim", "kim's phone"), {{"ana", "residents"}, {"gil", "street"}}),
              motion::v1::COMPLETED);
}

// Rae supports what pam and sid had done already: the office owes nothing to the residents'
// committee, whose clerks count beside it.
TEST(FoundedBody, owes_nothing_to_whoever_supports_what_has_enough) {
    Bodies s;
    const auto founding = s.proposed(found("chess", "max", "social"),
                                     {{"pam", "party"}, {"sid", "street"}, {"rae", "residents"}});
    s.when_passed(8 * ms_per_day);
    EXPECT_EQ(s.state_of(founding), motion::v1::COMPLETED);
    s.becomes("max", "chess", "chair");
    const auto role = *s.row(roles, id("max"), s.office_id("chess"), "chair");
    EXPECT_EQ(std::vector<std::string>(role.appointed_by_kinds().begin(),
                                       role.appointed_by_kinds().end()),
              (std::vector<std::string>{"party", "street"}));
    EXPECT_EQ(role.appointed_by_size(), 2);
}

// ---- A second body of a kind

// A branch that others founded takes neither the word nor the seat of the organisation.
TEST(SecondBody, does_not_follow_the_first_by_closing_it) {
    Bodies s;
    EXPECT_EQ(
        s.after_notice(found("branch", "dan", "party"), {{"pam", "party"}, {"rae", "residents"}}),
        motion::v1::COMPLETED);
    s.becomes("dan", "branch", "chair");
    s.when_passed(waiting_time_ms);
    EXPECT_EQ(s.after_notice(close("party"), {{"dan", "branch"}, {"sid", "street"}}),
              motion::v1::OPEN);
    EXPECT_EQ(s.after_notice(found("shop", "kim"), {{"dan", "branch"}, {"sid", "street"}}),
              motion::v1::OPEN);
    // Elected, they admit others; the elder organisation they do not close.
    s.elect("branch", "eli", "dan", {{"pam", "party"}, {"rae", "residents"}, {"sid", "street"}});
    EXPECT_EQ(s.after_notice(found("shop", "kim"), {{"eli", "branch"}, {"sid", "street"}}),
              motion::v1::COMPLETED);
    EXPECT_EQ(s.after_notice(close("party"), {{"eli", "branch"}, {"sid", "street"}}),
              motion::v1::OPEN);
    v1::CloseOffice younger = close("party");
    younger.set_office(s.office_id("branch").bytes());
    EXPECT_EQ(s.after_notice(younger, {{"pam", "party"}, {"sid", "street"}}),
              motion::v1::COMPLETED);
}

// ---- One person in two chairs

TEST(OnePersonInTwoChairs, is_refused_where_three_bodies_stand) {
    Bodies s;
    s.closed("owners");
    v1::RecordElection act;
    act.set_office(id_bytes("party"));
    act.set_member(id_bytes("rae"));
    act.set_key(key_bytes("rae"));
    act.set_document(document());
    act.set_replaces(given_by());
    EXPECT_EQ(s.after(act, {{"pam", "party"}, {"sid", "street"}, {"rae", "residents"}}),
              motion::v1::COMPLETED);
    const auto offer = *s.row(offers, id("rae"), id("party"), "chair");
    Hash32 granted;
    ASSERT_TRUE(Hash32::parse(offer.granted_by(), granted));
    s.when("rae", accept(id("party"), "chair", granted)).then_refused(v1::ACT_UNREACHABLE);
    EXPECT_EQ(s.after(seize(), {{"pam", "party"}, {"sid", "street"}, {"rae", "residents"}}),
              motion::v1::COMPLETED);
}

TEST(OnePersonInTwoChairs, is_usual_where_four_stand) {
    Bodies s;
    s.elect("party", "rae", "pam", {{"pam", "party"}, {"sid", "street"}, {"ona", "owners"}});
    EXPECT_EQ(s.after(seize(), {{"rae", "party"}, {"sid", "street"}, {"ona", "owners"}}),
              motion::v1::COMPLETED);
}

// Else clerks of a body owe their role to another one, as their chair leads that too, by chance of
// which office comes first, and count for nothing that one clerk does.
TEST(OnePersonInTwoChairs, makes_clerks_as_the_chair_of_their_office) {
    for (const std::string other : {"party", "street"}) {
        for (const auto& office : {std::string{"residents"}, other}) {
            Bodies s;
            v1::Role chair;
            chair.set_granted_by(given_by());
            s.given(roles, chair, id("rae"), id(other), "chair");
            s.when("rae", grant(office, "kim")).then_done();
            s.becomes("kim", office, "clerk");
            const auto made = *s.row(roles, id("kim"), id(office), "clerk");
            EXPECT_EQ(made.appointed_by_kinds_size(), 0) << other << office;
            ASSERT_EQ(made.appointed_by_size(), 1);
            EXPECT_EQ(made.appointed_by(0), id_bytes("rae"));
        }
    }
}

// ---- Objections to a notice

motion::v1::Decline objection(const Bodies& s, const Id16& motion, const std::string& office) {
    const auto seen = *s.row(motion::motions, motion);
    motion::v1::Decline act;
    act.set_motion(motion.bytes());
    act.set_as_office(s.office_id(office).bytes());
    act.set_reason(motion::v1::FACTS_DIFFER);
    act.set_round(seen.round());
    act.set_shown(motion::shown_hash(motion, seen).bytes());
    return act;
}

void expect_two_stop_it(Bodies& s, const machine::Message& act) {
    const auto motion = s.proposed(act, {{"pam", "party"}, {"sid", "street"}});
    s.when("rae", objection(s, motion, "residents")).then_done().then_events({"Declined"});
    s.when("sue", objection(s, motion, "shop")).then_done().then_events({"Declined"});
    s.when("ona", objection(s, motion, "owners"))
        .then_done()
        .then_events({"Declined", "NoticeStopped"});
    s.when_passed(8 * ms_per_day);
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
    motion::v1::TakeBackDecline back;
    const auto again = objection(s, motion, "owners");
    back.set_motion(again.motion());
    back.set_as_office(again.as_office());
    back.set_round(again.round());
    back.set_shown(again.shown());
    s.when("oki", back).then_refused(motion::v1::DECLINE_NOT_YOURS);
    s.when("ona", back).then_done().then_events({"DeclineTakenBack", "NoticeBegun"});
    s.when_passed(8 * ms_per_day);
    EXPECT_EQ(s.state_of(motion), motion::v1::COMPLETED);
}

TEST(Objection, of_two_bodies_stops_the_founding_and_the_closing_of_an_office) {
    Bodies s;
    s.office("shop", "shop");
    s.holder("sue", "shop", "chair");
    expect_two_stop_it(s, found("club", "dan"));
    expect_two_stop_it(s, close("shop"));
}

// A clerk of an office says neither yes nor no for it where its chair is asked.
TEST(Objection, of_a_chair_is_kept_back_by_no_clerk) {
    Bodies s;
    const auto motion = s.proposed(found("club", "dan"), {{"pam", "party"}, {"sid", "street"}});
    s.when_supported("ana", "residents", motion).then_done();
    s.when("oki", objection(s, motion, "owners")).then_done();
    s.when("rae", objection(s, motion, "residents")).then_done();
    EXPECT_NE(s.row(motion::motions, motion)->notice_until_ms(), 0);
    s.when("ona", objection(s, motion, "owners")).then_done();
    EXPECT_EQ(s.row(motion::motions, motion)->notice_until_ms(), 0);
    s.when("oki", objection(s, motion, "owners")).then_refused(motion::v1::DECLINED_ALREADY);
}

// ---- Recoveries

TEST(EndOfARecovery, takes_clerks_or_chairs) {
    Bodies s;
    s.holder("vera", "party", "volunteer");
    s.holder("vito", "owners", "volunteer");
    EXPECT_EQ(s.after(recover("kim", "kim's phone"), {{"ana", "residents"}, {"ben", "street"}}),
              motion::v1::COMPLETED);
    v1::EndRecovery end;
    end.set_member(id_bytes("kim"));
    end.set_key(key_bytes("kim's phone"));
    const auto motion = s.proposed(end, {{"vera", "party"}, {"vito", "owners"}});
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
    EXPECT_EQ(s.after(end, {{"pam", "party"}, {"oki", "owners"}}), motion::v1::COMPLETED);
}

// ---- The seat of whoever lost an election

// Rae leaves, and two bodies put somebody else there, before the elected one accepts.
TEST(ElectedChair, follows_whoever_was_appointed_meanwhile) {
    Bodies s;
    v1::RecordElection act;
    act.set_office(id_bytes("residents"));
    act.set_member(id_bytes("kim"));
    act.set_key(key_bytes("kim"));
    act.set_document(document());
    act.set_replaces(s.row(roles, id("rae"), id("residents"), "chair")->granted_by());
    EXPECT_EQ(s.after(act, {{"pam", "party"}, {"sid", "street"}, {"ona", "owners"}}),
              motion::v1::COMPLETED);
    s.when("rae", leave("residents")).then_done();
    s.proposed(grant("residents", "max", "chair"), {{"pam", "party"}, {"sid", "street"}});
    s.becomes("max", "residents", "chair");
    s.becomes("kim", "residents", "chair");
    EXPECT_FALSE(s.row(roles, id("max"), id("residents"), "chair"));
}

}  // namespace
}  // namespace linlian::registry
