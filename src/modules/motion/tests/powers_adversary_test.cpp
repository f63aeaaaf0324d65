// The Party organisation's chair and one resident try to take everything, and each step of the way
// they once went is closed. The program's own authorities hold.
#include "kit/siege.h"

namespace linlian::registry {
namespace {

v1::EnrolAtCounter at_counter(const std::string& member, const std::string& key) {
    v1::EnrolAtCounter act;
    act.set_member(id_bytes(member));
    act.set_key(key_bytes(key));
    act.set_countersignature(countersigned<v1::EnrolAtCounter>(act.member(), key));
    act.set_method(v1::ID_CARD_AT_COUNTER);
    return act;
}

TEST(PartyAndResident, found_no_office_alone_and_none_at_once) {
    Siege s;
    s.when("pam", found("club", "dan")).then_refused(v1::AUTHORITY_MISSING);
    const auto motion = s.when_proposed("pam", "party", found("club", "dan"));
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
    s.when_supported("sid", "street", motion).then_done().then_events({"Supported", "NoticeBegun"});
    s.when_passed(7 * ms_per_day - 2 * ms_per_minute).then_events({});
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
    s.when_passed(2 * ms_per_minute).then_events({"OfficeFounded", "RoleOffered", "Completed"});
}

TEST(PartyAndResident, do_not_count_by_an_office_that_pam_helped_to_found) {
    Siege s;
    s.found_with_dan("club", "residents");
    s.when("dan", grant(s.office_id("club"), "dan", "clerk")).then_done();
    // It waits fifteen days; after that dan still owes the chair to pam and sid.
    charter::v1::SetAuthority seize;
    seize.set_act_type("linlian.registry.v1.RecoverMember");
    seize.mutable_authority()->mutable_member();
    for (const auto wait : {std::int64_t{0}, waiting_time_ms}) {
        s.when_passed(wait + ms_per_minute);
        const auto motion = s.when_proposed("pam", "party", seize);
        s.when_supported("sid", "street", motion).then_done();
        s.when_supported("dan", "club", motion).then_done();
        EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
        const auto other = s.when_proposed("rae", "residents", seize);
        s.when_supported("ona", "owners", other).then_done();
        s.when_supported("dan", "club", other).then_done();
        EXPECT_EQ(s.state_of(other), motion::v1::OPEN) << "two offices of one kind count once";
    }
}

// Two bodies found one of the kind that they lack. Whoever works for them counts with them as one.
TEST(TwoBodies, gain_no_third_by_founding_one_of_its_kind) {
    Siege s;
    s.found_with_dan("second committee", "residents");
    s.when("dan", grant(s.office_id("second committee"), "dan", "clerk")).then_done();
    s.when_passed(waiting_time_ms + ms_per_minute);
    const auto motion = s.when_proposed("dan", "second committee", recover("kim", "thief"));
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN) << "sid of the street founded it";
    const auto honest = s.when_proposed("ana", "residents", recover("kim", "kim's new phone"));
    s.when_supported("ben", "street", honest).then_done();
    EXPECT_EQ(s.state_of(honest), motion::v1::COMPLETED);
}

// They found one more committee, and then close the one that owes them nothing: what needs a body
// of its kind beside theirs could be done by nobody any more.
TEST(TwoBodies, do_not_put_one_of_their_own_in_the_place_of_a_body) {
    Siege s;
    s.found_with_dan("second committee", "residents");
    s.when_passed(waiting_time_ms + ms_per_minute);
    const auto closed = [&s] {
        const auto motion = s.when_proposed("pam", "party", close("residents"));
        s.when_supported("sid", "street", motion).then_done();
        s.when_passed(8 * ms_per_day);
        return s.state_of(motion);
    };
    EXPECT_EQ(closed(), motion::v1::FAILED);
    EXPECT_EQ(s.row(offices, id("residents"))->until_height(), 0U);

    // Once its chair is elected, the second committee is a body of its own.
    v1::RecordElection election;
    election.set_office(s.office_id("second committee").bytes());
    election.set_member(id_bytes("kim"));
    election.set_key(key_bytes("kim"));
    election.set_document(document());
    election.set_replaces(
        s.row(roles, id("dan"), s.office_id("second committee"), "chair")->granted_by());
    const auto motion = s.when_proposed("rae", "residents", election);
    s.when_supported("ona", "owners", motion).then_done();
    s.when_supported("sid", "street", motion).then_done();
    s.becomes("kim", "second committee", "chair");
    EXPECT_EQ(closed(), motion::v1::COMPLETED);
}

// The two bodies that recover would make themselves everybody, were they asked to end it too.
TEST(TwoBodies, that_recover_are_stopped_by_the_other_two) {
    Siege s;
    const auto theft = s.when_proposed("ana", "residents", recover("pam", "thief"));
    s.when_supported("ben", "street", theft).then_done();
    EXPECT_TRUE(s.row(recoveries, id("pam")));
    v1::EndRecovery end;
    end.set_member(id_bytes("pam"));
    end.set_key(key_bytes("thief"));
    const auto motion = s.when_proposed("pat", "party", end);
    EXPECT_TRUE(s.row(recoveries, id("pam"))) << "one body is not enough";
    s.when_supported("oki", "owners", motion).then_done();
    EXPECT_FALSE(s.row(recoveries, id("pam")));
}

// Tom was elected and never enrolled: the two who give out keys give one in tom's name, before the
// election is recorded or after it, and are to be three bodies by that.
TEST(TwoBodies, are_not_whoever_was_elected_without_a_key) {
    Siege s;
    v1::RecordElection election;
    election.set_office(id_bytes("owners"));
    election.set_member(id_bytes("tom"));
    election.set_document(document());
    election.set_replaces(given_by());
    const auto recorded = [&](const std::string& key) {
        election.set_key(key_bytes(key));
        const auto motion = s.when_proposed("pam", "party", election);
        s.when_supported("ona", "owners", motion);
        s.when_supported("rae", "residents", motion);
        return motion;
    };
    recorded("tom's phone");  // as tom's device shows it
    s.then_refused(v1::ELECTED_KEY_WRONG);
    const auto theft = s.when_proposed("ana", "residents", at_counter("tom", "thief"));
    s.when_supported("ben", "street", theft).then_done();
    recorded("tom's phone");
    s.then_refused(v1::ELECTED_KEY_WRONG);
    EXPECT_FALSE(s.row(offers, id("tom"), id("owners"), "chair"));
}

TEST(AcceptRole, of_whoever_was_elected_takes_the_key_that_the_election_names) {
    Siege s;
    s.key("kim", "kim's other key");
    v1::RecordElection election;
    election.set_office(id_bytes("owners"));
    election.set_member(id_bytes("kim"));
    election.set_key(key_bytes("kim"));
    election.set_document(document());
    election.set_replaces(given_by());
    const auto motion = s.when_proposed("pam", "party", election);
    s.when_supported("ona", "owners", motion);
    s.when_supported("rae", "residents", motion).then_done();
    Hash32 offer;
    ASSERT_TRUE(
        Hash32::parse(s.row(offers, id("kim"), id("owners"), "chair")->granted_by(), offer));
    const auto act = accept(id("owners"), "chair", offer);
    s.when("kim's other key", act).then_refused(v1::ELECTED_BY_OTHER_KEY);
    s.when("kim", act).then_done();
}

// The Party's chair has left: street and residents appoint one, who is to leave nobody there who
// ends the recovery by which they become the owners' committee.
TEST(TwoBodies, throw_nobody_out_of_a_body_whose_chair_they_appoint) {
    Siege s;
    s.when("pam", leave("party")).then_done();
    const auto appointed = s.when_proposed("sid", "street", grant("party", "dan", "chair"));
    s.when_supported("rae", "residents", appointed).then_done();
    s.becomes("dan", "party", "chair");
    s.when("dan", revoke("party", "pat", given_by())).then_refused(v1::ROLE_NOT_YOURS);
    const auto theft = s.when_proposed("ana", "residents", recover("ona", "thief"));
    s.when_supported("ben", "street", theft).then_done();
    v1::EndRecovery end;
    end.set_member(id_bytes("ona"));
    end.set_key(key_bytes("thief"));
    const auto motion = s.when_proposed("oki", "owners", end);
    s.when_supported("pat", "party", motion).then_done();
    EXPECT_FALSE(s.row(recoveries, id("ona")));
}

// Whom others appointed ends what they gave themself, and once they are elected what others gave.
TEST(RevokeRole, by_an_appointed_chair_is_about_what_they_gave) {
    Siege s;
    s.when("pam", leave("party")).then_done();
    const auto appointed = s.when_proposed("sid", "street", grant("party", "dan", "chair"));
    s.when_supported("rae", "residents", appointed).then_done();
    s.becomes("dan", "party", "chair");
    s.when("dan", grant("party", "kim")).then_done();
    const auto given = s.last_id().bytes();
    s.becomes("kim", "party", "clerk");
    s.when("dan", revoke("party", "kim", given)).then_done();
    v1::RecordElection election;
    election.set_office(id_bytes("party"));
    election.set_member(id_bytes("dan"));
    election.set_key(key_bytes("dan"));
    election.set_document(document());
    election.set_replaces(s.row(roles, id("dan"), id("party"), "chair")->granted_by());
    const auto elected = s.when_proposed("rae", "residents", election);
    s.when_supported("sid", "street", elected);
    s.when_supported("ona", "owners", elected);
    s.becomes("dan", "party", "chair");
    s.when("dan", revoke("party", "pat", given_by())).then_done();
}

// Where no election can follow, what an earlier chair gave would else stay for good.
TEST(RevokeRole, by_an_appointed_chair_takes_most_of_those_who_were_there) {
    for (const bool has_committee : {false, true}) {
        Siege s{""};
        if (!has_committee) s.closed("owners");
        v1::Role led;
        led.set_granted_by(given_by());
        for (const auto* maker : {"pam", "sid"}) led.add_appointed_by(id_bytes(maker));
        for (const auto* kind : {"party", "street"}) led.add_appointed_by_kinds(kind);
        s.given(roles, led, id("rae"), id("residents"), "chair");
        s.given(roles, led, id("kim"), id("residents"), "clerk");
        for (const auto* clerk : {"fay", "gil"}) s.holder(clerk, "residents", "clerk");
        const auto motion =
            s.when_proposed("fay", "residents", revoke("residents", "ana", given_by()));
        s.when_supported("kim", "residents", motion).then_done();
        s.when_supported("rae", "residents", motion).then_refused(v1::ROLE_NOT_YOURS);
        s.when_supported("gil", "residents", motion).then_done();
        s.when_supported("rae", "residents", motion);
        if (has_committee)
            s.then_refused(v1::ROLE_NOT_YOURS);
        else
            s.then_done();
        EXPECT_EQ(s.row(roles, id("ana"), id("residents"), "clerk").has_value(), has_committee);
    }
}

TEST(PartyAndResident, appoint_no_chair_beside_one_in_force) {
    Siege s;
    for (const auto* office_name : {"street", "residents", "owners"}) {
        const auto act = grant(office_name, "dan", "chair");
        s.when("pam", act).then_refused(v1::AUTHORITY_MISSING);
        s.when("pam", s.proposal("party", act)).then_done();
    }
    const auto motion = s.when_proposed("pam", "party", grant("residents", "dan", "chair"));
    s.when_supported("sid", "street", motion).then_refused(v1::ROLE_NOT_YOURS);
}

// A chair whom pam and sid appointed while there was none stands for nobody but them.
TEST(PartyAndResident, gain_no_body_by_appointing_its_chair) {
    Siege s;
    s.when("rae", leave("residents")).then_done();
    auto motion = s.when_proposed("pam", "party", grant("residents", "dan", "chair"));
    s.when_supported("sid", "street", motion).then_done();
    s.becomes("dan", "residents", "chair");
    s.when("dan", grant("residents", "dan", "clerk")).then_done();

    motion = s.when_proposed("dan", "residents", recover("kim", "thief"));
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN) << "ben is of a body that made dan";
    // A clerk of sid's is not independent of a clerk whom sid helped to make.
    s.when("sid", grant("street", "pat", "clerk")).then_done();
    s.becomes("pat", "street", "clerk");
    motion = s.when_proposed("dan", "residents", at_counter("tom", "thief two"));
    s.when_supported("pat", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
}

TEST(PartyAndResident, neither_recover_nor_rewrite) {
    Siege s;
    charter::v1::SetAuthority seize;
    seize.set_act_type("linlian.registry.v1.EnrolAtCounter");
    seize.mutable_authority()->mutable_member();
    s.when("pam", seize).then_refused(v1::AUTHORITY_MISSING);
    s.when("pam", recover("kim", "thief")).then_refused(v1::AUTHORITY_MISSING);
    s.when("dan", recover("kim", "thief")).then_refused(v1::AUTHORITY_MISSING);
    const auto motion = s.when_proposed("pam", "party", seize);
    s.when_supported("pat", "party", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
}

// One person in two bodies is one person, whichever they name.
TEST(OnePerson, does_not_fill_two_parts_by_two_offices) {
    Siege s;
    s.given(roles, v1::Role{}, id("pam"), id("street"), "chair");
    s.when("pam", found("club", "dan")).then_refused(v1::AUTHORITY_MISSING);
    const auto motion = s.when_proposed("pam", "party", found("club", "dan"));
    s.when_supported("pam", "street", motion).then_refused(motion::v1::SUPPORTED_ALREADY);
    EXPECT_EQ(s.row(motion::motions, motion)->notice_until_ms(), 0);
}

// The chair of a shop has no say in other offices.
TEST(ChairOfAShop, grants_no_role_elsewhere) {
    Siege s;
    s.office("shop", "shop");
    s.holder("shopkeeper", "shop", "chair");
    s.when("shopkeeper", grant("street", "shopkeeper", "clerk"))
        .then_refused(v1::AUTHORITY_MISSING);
    const auto motion = s.when_proposed("shopkeeper", "shop", grant("street", "dan", "clerk"));
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
}

// Everybody behind a motion is looked at, not its author alone.
TEST(OwnKey, is_not_enrolled_by_a_motion_that_its_holder_completes) {
    Siege s;
    v1::Role clerk;
    clerk.set_granted_by(given_by());
    s.person("lin");
    s.given(roles, clerk, id("lin"), id("street"), "clerk");
    const auto motion = s.when_proposed("ana", "residents", recover("lin", "lin's phone"));
    s.when_supported("lin", "street", motion).then_refused(v1::OWN_KEY_REFUSED);
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_TRUE(s.row(recoveries, id("lin")));
}

// A clerk has a friend propose what they printed: whose colleagues would check it?
// Who proposes it stands on record as who saw the card: a friend without an office saw nobody.
TEST(Counter, is_kept_by_an_office_that_may_enrol) {
    Siege s;
    for (const auto& [who, office] : {std::pair{"dan", ""}, {"rae", "residents"}}) {
        auto motion = s.when_proposed(who, office, at_counter("tom", "tom"));
        s.when_supported("ana", "residents", motion).then_done();
        s.when_supported("ben", "street", motion).then_refused(v1::COUNTER_OF_NO_OFFICE);
        motion = s.when_proposed(who, office, recover("kim", "kim's new phone"));
        s.when_supported("ana", "residents", motion).then_done();
        s.when_supported("ben", "street", motion).then_refused(v1::COUNTER_OF_NO_OFFICE);
    }
    EXPECT_FALSE(s.row(recoveries, id("kim")));
    const auto motion = s.when_proposed("ana", "residents", at_counter("tom", "tom"));
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_EQ(s.row(keys, key_hash(key_bytes("tom")))->operator_member(), id_bytes("ana"));
}

TEST(RetiredKey, does_not_stand_behind_a_motion_any_more) {
    Siege s;
    s.holder("fay", "residents", "clerk");
    s.key("ana", "ana's old phone");
    const auto motion = s.when_proposed("ana's old phone", "residents", recover("kim", "new"));
    v1::RetireKey retire;
    retire.set_key(key_bytes("ana's old phone"));
    s.when("ana", retire).then_done();
    // Nor does anything run as theirs: what asks who proposed it would not find them. Whoever would
    // support it is told so.
    s.when_supported("ben", "street", motion).then_refused(motion::v1::PROPOSER_GONE);
    s.when_supported("fay", "residents", motion).then_refused(motion::v1::PROPOSER_GONE);
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
    const auto anew = s.when_proposed("fay", "residents", recover("kim", "new"));
    s.when_supported("ben", "street", anew).then_done();
    EXPECT_EQ(s.state_of(anew), motion::v1::COMPLETED);
}

}  // namespace
}  // namespace linlian::registry
