#include "modules/registry/acts.h"

#include "modules/registry/limits.h"
#include "modules/registry/offices/offices_for_tests.h"
#include "modules/registry/roll/history.h"

namespace linlian::registry {
namespace {

TEST(GrantRole, is_the_chairs_of_that_very_office_and_waits_for_consent) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan")).then_done().then_events({"RoleOffered"});
    const Hash32 offer = s.last_id();
    EXPECT_FALSE(holds_role_in(s.rows(), id("dan"), id("shop"), s.now()));
    s.when("kim", accept(id("shop"), "clerk", offer)).then_passed_over("machine.KEY_UNKNOWN");
    s.when("pat", accept(id("shop"), "clerk", offer)).then_refused(v1::OFFER_UNKNOWN);
    s.when("dan", accept(id("shop"), "clerk", offer)).then_done().then_events({"RoleGranted"});
    s.when("dan", accept(id("shop"), "clerk", offer)).then_refused(v1::OFFER_UNKNOWN);
    s.when("shopkeeper", grant("shop", "dan")).then_refused(v1::ROLE_HELD);
    s.when("shopkeeper", grant("party", "dan")).then_refused(v1::AUTHORITY_MISSING);
    s.when("shopkeeper", grant("shop", "nobody")).then_refused(v1::MEMBER_UNKNOWN);
    s.when("shopkeeper", grant("nowhere", "dan")).then_refused(v1::AUTHORITY_MISSING);
    s.when("dan", grant("shop", "pam")).then_refused(v1::AUTHORITY_MISSING);
    s.when("shopkeeper", grant("shop", "shopkeeper")).then_done().then_events({"RoleGranted"});
}

TEST(GrantRole, makes_no_second_chair) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan", "chair")).then_refused(v1::ROLE_NOT_YOURS);
    s.when("shopkeeper", leave("shop")).then_done();
    s.when("pam", grant("shop", "dan", "chair")).then_refused(v1::AUTHORITY_MISSING);
}

// Else one chair could make every check of reach go through thousands of roles.
TEST(GrantRole, gives_one_member_sixteen_roles_and_no_more) {
    Offices s;
    for (char letter = 'a'; letter < 'a' + 15; ++letter) {
        v1::Role row;
        row.set_granted_by(given_by());
        s.given(roles, row, id("dan"), id("party"), std::string(1, letter));
    }
    const auto offered = [&s](const std::string& role) {
        s.when("shopkeeper", grant("shop", "dan", role)).then_done();
        return s.last_id();
    };
    const Hash32 one = offered("buyer");
    const Hash32 other = offered("one_more");
    s.when("dan", accept(id("shop"), "buyer", one)).then_done();
    s.when("dan", accept(id("shop"), "one_more", other))
        .then_refused(v1::ROLES_TOO_MANY, {{"limit", "16"}});
    s.when("shopkeeper", grant("shop", "dan", "another"))
        .then_refused(v1::ROLES_TOO_MANY, {{"limit", "16"}});
}

// Else the chair of one shop fills somebody's list with offers, and nobody can make them a clerk.
TEST(GrantRole, keeps_nobody_from_the_offers_of_others) {
    Offices s;
    for (const auto* role : {"a", "b", "c", "d"})
        s.when("shopkeeper", grant("shop", "dan", role)).then_done();
    s.when("shopkeeper", grant("shop", "dan", "e"))
        .then_refused(v1::ROLES_TOO_MANY, {{"limit", "4"}});
    s.when("rae", grant("residents", "dan")).then_done();
    s.when_passed(offer_lifetime_ms);  // what lapsed counts no more
    s.when("shopkeeper", grant("shop", "dan", "e")).then_done();
}

TEST(GrantRole, does_not_change_an_offer_that_waits) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan")).then_done();
    const Hash32 first = s.last_id();
    s.when("shopkeeper", grant("shop", "dan")).then_refused(v1::ROLE_OFFERED);
    s.when("shopkeeper", revoke("shop", "dan", first.bytes())).then_done();
    s.when("shopkeeper", grant("shop", "dan")).then_done();
}

// Whoever made the offer has no say in the office any more, so the offer has none either.
TEST(AcceptRole, of_a_chair_who_is_none_any_more_is_refused) {
    Offices s;
    s.by_kind<v1::RecordElection>("residents", "clerk");
    s.when("ona", grant("owners", "dan")).then_done();
    const Hash32 offer = s.last_id();
    v1::RecordElection election;
    election.set_office(id_bytes("owners"));
    election.set_member(id_bytes("pat"));
    election.set_key(key_bytes("pat"));
    election.set_document(document());
    election.set_replaces(given_by());
    s.when("ana", election).then_done();
    s.when("pat", accept(id("owners"), "chair", s.last_id())).then_done();
    s.when("dan", accept(id("owners"), "clerk", offer)).then_refused(v1::OFFER_UNKNOWN);
    s.when("pat", grant("owners", "dan")).then_refused(v1::ROLE_OFFERED);
    s.when("pat", revoke("owners", "dan", offer.bytes())).then_done();
    s.when("pat", grant("owners", "dan")).then_done();
    s.when("dan", accept(id("owners"), "clerk", s.last_id())).then_done();
}

TEST(AcceptRole, of_an_office_that_was_closed_is_refused) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan")).then_done();
    const Hash32 offer = s.last_id();
    s.when("pam", close("shop")).then_done();
    s.when("dan", accept(id("shop"), "clerk", offer)).then_refused(v1::OFFICE_UNKNOWN);
}

// An office without a chair could neither grant a role nor call anything, and two other bodies
// would put one of theirs there: a term that runs out makes an election due, no more.
TEST(Chair, stays_after_the_term_until_a_successor_is_recorded) {
    Offices s;
    s.by_kind<v1::RecordElection>("residents", "clerk");
    auto row = *s.row(roles, id("rae"), id("residents"), "chair");
    row.set_until_ms(s.now().ms + ms_per_day);
    s.given(roles, row, id("rae"), id("residents"), "chair");
    const auto of_residents = [&s] {
        const auto reply = s.ask<v1::OfficesReply>(v1::OfficesQuery{});
        for (const auto& entry : reply->offices())
            if (entry.office() == id_bytes("residents")) return entry;
        return v1::OfficesReply::Entry{};
    };
    s.when("rae", grant("residents", "dan", "guide")).then_done();
    EXPECT_FALSE(of_residents().election_due());
    s.when_passed(2 * ms_per_day);
    EXPECT_TRUE(of_residents().election_due());
    EXPECT_EQ(of_residents().chair(), id_bytes("rae"));
    EXPECT_TRUE(holds_role(s.rows(), id("rae"), id("residents"), "chair", s.now()));
    s.when("rae", grant("residents", "dan")).then_done();
    v1::RecordElection election;
    election.set_office(id_bytes("residents"));
    election.set_member(id_bytes("dan"));
    election.set_key(key_bytes("dan"));
    election.set_document(document());
    s.when("ana", election).then_refused(v1::REPLACES_OTHER);
    election.set_replaces(row.granted_by());
    s.when("ana", election).then_done();
    s.when("dan", accept(id("residents"), "chair", s.last_id())).then_done();
    EXPECT_FALSE(holds_role(s.rows(), id("rae"), id("residents"), "chair", s.now()));
    EXPECT_FALSE(of_residents().election_due());
}

TEST(GrantRole, ends_with_its_term) {
    Offices s;
    auto act = grant("shop", "shopkeeper", "buyer");
    act.set_until_ms(s.now().ms);
    s.when("shopkeeper", act).then_refused(v1::TERM_WRONG);
    act.set_until_ms(s.now().ms + ms_per_day);
    s.when("shopkeeper", act).then_done();
    EXPECT_TRUE(holds_role(s.rows(), id("shopkeeper"), id("shop"), "buyer", s.now()));
    s.when_passed(ms_per_day);
    EXPECT_FALSE(holds_role(s.rows(), id("shopkeeper"), id("shop"), "buyer", s.now()));
    s.when("shopkeeper", act).then_refused(v1::TERM_WRONG);
    act.clear_until_ms();
    s.when("shopkeeper", act).then_done();  // a role that ended can be granted anew
}

TEST(AcceptRole, is_too_late_after_thirty_days_and_for_what_was_taken_back) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan")).then_done();
    const Hash32 first = s.last_id();
    s.when("shopkeeper", revoke("shop", "dan", first.bytes()))
        .then_done()
        .then_events({"OfferEnded"});
    s.when("dan", accept(id("shop"), "clerk", first)).then_refused(v1::OFFER_UNKNOWN);
    s.when("shopkeeper", grant("shop", "dan")).then_done();
    const Hash32 second = s.last_id();
    s.when("dan", accept(id("shop"), "clerk", first)).then_refused(v1::OFFER_UNKNOWN);
    s.when_passed(offer_lifetime_ms);
    s.when("dan", accept(id("shop"), "clerk", second)).then_refused(v1::OFFER_UNKNOWN);
}

TEST(RevokeRole, ends_the_role_it_names_by_its_grant) {
    Offices s;
    s.when("shopkeeper", grant("shop", "shopkeeper")).then_done();
    const Bytes granted_by = s.last_id().bytes();
    s.when("pam", revoke("shop", "shopkeeper", granted_by)).then_refused(v1::AUTHORITY_MISSING);
    s.when("shopkeeper", revoke("shop", "shopkeeper", granted_by))
        .then_done()
        .then_events({"RoleRevoked"});
    s.when("shopkeeper", revoke("shop", "shopkeeper", granted_by)).then_refused(v1::ROLE_UNKNOWN);
}

TEST(LeaveRole, is_ones_own_unless_others_could_not_act_any_more) {
    Offices s;
    s.when("dan", leave("shop")).then_refused(v1::ROLE_UNKNOWN);
    s.when("shopkeeper", leave("shop")).then_done().then_events({"RoleRevoked"});
    // Party and street could appoint a chair of the residents' committee, but not of each other.
    s.when("sid", leave("street")).then_done();
    s.when("pam", leave("party")).then_refused(v1::ACT_UNREACHABLE);
}

// Where three bodies stand, whom two of them appoint owes it to both: nothing that asks for three
// could be done any more, elections neither.
TEST(LeaveRole, waits_for_a_successor_where_three_bodies_stand) {
    Offices s;
    s.closed("owners");
    s.when("rae", leave("residents")).then_refused(v1::ACT_UNREACHABLE);
}

TEST(GrantRole, takes_what_lapsed_off_the_record) {
    Offices s;
    s.when("shopkeeper", grant("shop", "dan", "a")).then_done();
    s.when_passed(offer_lifetime_ms);
    EXPECT_TRUE(s.row(offers, id("dan"), id("shop"), "a"));
    s.when("shopkeeper", grant("shop", "dan", "b")).then_done();
    EXPECT_FALSE(s.row(offers, id("dan"), id("shop"), "a"));
    EXPECT_TRUE(s.row(offers, id("dan"), id("shop"), "b"));
}

// Else who fills other offices makes each look at one dearer.
TEST(OfficeMembers, are_found_among_those_of_the_office_alone) {
    Offices s;
    const auto reads = [&s] {
        const kit::CountingView counted{s.rows()};
        EXPECT_FALSE(office_members(counted, id("shop"), s.height(), s.now()).empty());
        return counted.reads();
    };
    const auto before = reads();
    v1::Role row;
    row.set_granted_by(given_by());
    for (int i = 0; i < 50; ++i)
        s.given(roles, row, id("dan"), id("party"), "role_" + std::to_string(i));
    EXPECT_EQ(reads(), before);
}

TEST(RecordElection, makes_nobody_chair_twice_where_others_could_not_act_any_more) {
    Offices s;
    s.closed("owners");
    // Rae was elected by three bodies, and would be chair of two of them.
    v1::Role offer;
    offer.set_granted_by(document('e'));
    offer.set_elected(true);
    offer.set_offered_ms(s.now().ms);
    for (const auto* name : {"rae", "dan"}) {
        offer.set_key(key_bytes(name));
        s.given(offers, offer, id(name), id("party"), "chair");
    }
    Hash32 election;
    CHECK(Hash32::parse(document('e'), election));
    s.when("rae", accept(id("party"), "chair", election)).then_refused(v1::ACT_UNREACHABLE);
    s.when("dan", accept(id("party"), "chair", election)).then_done();
}

TEST(RecordElection, changes_the_chair_when_the_elected_accepts) {
    Offices s;
    s.by_kind<v1::RecordElection>("residents", "clerk");
    v1::RecordElection act;
    act.set_office(id_bytes("owners"));
    act.set_member(id_bytes("dan"));
    act.set_key(key_bytes("dan"));
    act.set_document(document());
    s.when("ana", act).then_refused(v1::REPLACES_OTHER);
    act.set_replaces(given_by());
    act.set_until_ms(s.now().ms);
    s.when("ana", act).then_refused(v1::TERM_WRONG);
    act.set_until_ms(s.now().ms + 1000 * ms_per_day);
    s.when("ana", act).then_done().then_events({"RoleOffered"});
    s.when("dan", accept(id("owners"), "chair", s.last_id()))
        .then_done()
        .then_events({"RoleRevoked", "RoleGranted"});
    EXPECT_FALSE(holds_role(s.rows(), id("ona"), id("owners"), "chair", s.now()));
    EXPECT_EQ(s.row(roles, id("dan"), id("owners"), "chair")->appointed_by_size(), 0);
}

TEST(AddEstate, makes_an_estate_without_premises) {
    Town s;
    s.clerks();
    s.by_one_clerk<v1::AddEstate>();
    v1::AddEstate act;
    s.when("ana", act).then_refused(v1::VALUE_MISSING, {{"field", "name"}});
    act.set_name("garden");
    s.when("ana", act).then_done().then_events({"EstateAdded"});
    s.when("ana", act).then_refused(v1::ESTATE_EXISTS);
    act.set_name("ＧＡＲＤＥＮ");
    s.when("ana", act).then_refused(v1::ESTATE_EXISTS);
}

TEST(AddEstate, is_refused_where_there_are_as_many_as_a_community_has) {
    Town s;
    s.clerks();
    s.by_one_clerk<v1::AddEstate>();
    for (std::size_t i = 0; i < max_estates; ++i) s.estate("estate " + std::to_string(i));
    EXPECT_EQ(cost_of_estates(s.rows()), 85U) << "of which each check goes through them all";
    v1::AddEstate act;
    act.set_name("one more");
    s.when("ana", act).then_refused(v1::ESTATES_TOO_MANY, {{"limit", "256"}});
}

TEST(RegistryVectors, hold_every_act_event_and_refusal) {
    EXPECT_EQ(kit::missing_from_golden(registry::module()), std::vector<std::string>{});
}

}  // namespace
}  // namespace linlian::registry
