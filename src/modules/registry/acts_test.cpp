#include "modules/registry/limits.h"
#include "modules/registry/office_acts_for_tests.h"

namespace linlian::registry {
namespace {

// The four bodies, a shop with its chair, and dan, who holds no role. What several bodies found or
// close together one chair does here, so that these tests show what the acts do.
struct Offices : Town {
    Offices() {
        bodies();
        office("shop", "shop");
        holder("shopkeeper", "shop", "chair");
        person("dan");
        for (const auto* type : {"FoundOffice", "CloseOffice"}) {
            charter::v1::AuthorityRow row;
            row.mutable_authority()->mutable_role()->set_office_kind("party");
            row.mutable_authority()->mutable_role()->set_role("chair");
            row.set_set_by(given_by());
            given(charter::authorities, row, std::string{"linlian.registry.v1."} + type);
        }
    }
};

TEST(FoundOffice, offers_its_chair_to_whom_it_names) {
    Offices s;
    s.when("pam", found("bakery", "dan")).then_done().then_events({"OfficeFounded", "RoleOffered"});
    const Id16 bakery = office_called(s, "bakery");
    EXPECT_FALSE(holds_role_in(s.rows(), id("dan"), bakery, s.now()));
    s.when("dan", accept(bakery, "chair", s.last_id())).then_done().then_events({"RoleGranted"});
    EXPECT_TRUE(holds_role(s.rows(), id("dan"), bakery, "chair", s.now()));
    EXPECT_EQ(s.row(roles, id("dan"), bakery, "chair")->appointed_by(0), id_bytes("pam"));
}

TEST(FoundOffice, refuses_a_second_of_the_name_and_a_kind_that_is_no_word) {
    Offices s;
    s.when("pam", found("shop", "dan")).then_refused(v1::OFFICE_EXISTS);
    for (const auto* alike : {"Shop", "s hop", "s　hop", "ｓｈｏｐ", "SHOP"})
        s.when("pam", found(alike, "dan")).then_refused(v1::OFFICE_EXISTS);
    for (const auto* blank : {" ", "　", "shop ", "\u00a0", "s\u2003hop"})
        s.when("pam", found(blank, "dan")).then_refused(machine::v1::TEXT_UNFIT);
    s.when("pam", found("bakery", "dan", "Shop 1"))
        .then_refused(v1::VALUE_WRONG, {{"field", "kind"}});
    s.when("pam", found("", "dan")).then_refused(v1::VALUE_MISSING, {{"field", "name"}});
    s.when("pam", found("bakery", "nobody")).then_refused(v1::MEMBER_UNKNOWN);
}

TEST(CloseOffice, takes_the_roles_of_the_office_away_with_it) {
    Offices s;
    s.when("pam", close("shop")).then_done().then_events({"OfficeClosed"});
    s.when("pam", close("shop")).then_refused(v1::OFFICE_UNKNOWN);
    EXPECT_FALSE(holds_role(s.rows(), id("shopkeeper"), id("shop"), "chair", s.now()));
    // Their role lived in the office that was closed: it grants nothing any more.
    s.when("shopkeeper", grant("shop", "dan")).then_refused(v1::AUTHORITY_MISSING);
    s.when("pam", found("shop", "dan")).then_done();  // the name is free again
}

TEST(CloseOffice, is_not_done_by_the_office_itself_nor_where_acts_need_it) {
    Offices s;
    s.when("pam", close("party")).then_refused(v1::AUTHORITY_MISSING);
    s.when("pam", close("residents")).then_refused(v1::ACT_UNREACHABLE);
    EXPECT_EQ(s.row(offices, id("residents"))->until_height(), 0U);
}

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
    s.when("shopkeeper", revoke("shop", "shopkeeper", given_by(), "chair")).then_done();
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
    s.when("shopkeeper", grant("shop", "dan", "buyer")).then_done();
    s.when("shopkeeper", grant("shop", "dan", "one_more"))
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
    election.set_document(document());
    s.when("ana", election).then_refused(v1::REPLACES_OTHER);
    election.set_replaces(row.granted_by());
    s.when("ana", election).then_done();
    s.when("dan", accept(id("residents"), "chair", s.last_id())).then_done();
    EXPECT_FALSE(holds_role(s.rows(), id("rae"), id("residents"), "chair", s.now()));
    EXPECT_FALSE(of_residents().election_due());
}

TEST(FoundOffice, of_a_kind_that_is_of_one_estate_names_it) {
    Offices s;
    s.estate("park");
    for (const auto* kind : {"owners", "preparatory", "reelection", "management", "property"}) {
        auto act = found(std::string{"office of "} + kind, "dan", kind);
        act.clear_estate();
        s.when("pam", act).then_refused(v1::VALUE_MISSING, {{"field", "estate"}});
        act.set_estate(id_bytes("nowhere"));
        s.when("pam", act).then_refused(v1::ESTATE_UNKNOWN);
        act.set_estate(id_bytes("park"));
        s.when("pam", act).then_done();
        EXPECT_EQ(s.row(offices, office_called(s, act.name()))->estate(), id_bytes("park"));
    }
    for (const auto* kind : {"party", "street", "residents"}) {
        auto act = found(std::string{"second "} + kind, "dan", kind);
        act.set_estate(id_bytes("park"));
        s.when("pam", act).then_refused(v1::VALUE_WRONG, {{"field", "estate"}});
    }
    auto shop = found("tea house", "dan");
    shop.set_estate(id_bytes("park"));
    s.when("pam", shop).then_done();
}

// A second one would be a way around the election of the first one's chair.
TEST(FoundOffice, makes_one_owners_committee_an_estate) {
    Offices s;
    auto rival = found("true committee", "dan", "owners");
    rival.set_estate(id_bytes("garden"));
    s.estate("park");
    s.when("pam", rival).then_refused(v1::OFFICE_EXISTS);
    s.when("pam", found("committee of the park", "dan", "owners")).then_done();
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
    v1::LeaveRole act;
    act.set_office(id_bytes("shop"));
    act.set_role("chair");
    act.set_granted_by(given_by());
    s.when("dan", act).then_refused(v1::ROLE_UNKNOWN);
    s.when("shopkeeper", act).then_done().then_events({"RoleRevoked"});
    // Party and street could appoint a chair of the residents' committee, but not of each other.
    act.set_office(id_bytes("street"));
    s.when("sid", act).then_done();
    act.set_office(id_bytes("party"));
    s.when("pam", act).then_refused(v1::ACT_UNREACHABLE);
}

TEST(RecordElection, changes_the_chair_when_the_elected_accepts) {
    Offices s;
    s.by_kind<v1::RecordElection>("residents", "clerk");
    v1::RecordElection act;
    act.set_office(id_bytes("owners"));
    act.set_member(id_bytes("dan"));
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

// Both were elected after ona; whoever accepts second would end the newer chair.
TEST(RecordElection, that_was_held_back_overthrows_no_newer_chair) {
    Offices s;
    s.by_kind<v1::RecordElection>("residents", "clerk");
    v1::RecordElection act;
    act.set_office(id_bytes("owners"));
    act.set_member(id_bytes("dan"));
    act.set_document(document());
    act.set_replaces(given_by());
    s.when("ana", act).then_done();
    const Hash32 first = s.last_id();
    act.set_member(id_bytes("pam"));
    s.when("ana", act).then_done();
    s.when("pam", accept(id("owners"), "chair", s.last_id())).then_done();
    s.when("dan", accept(id("owners"), "chair", first)).then_refused(v1::OFFER_UNKNOWN);
    EXPECT_TRUE(holds_role(s.rows(), id("pam"), id("owners"), "chair", s.now()));
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

TEST(RegistryVectors, hold_every_act_event_and_refusal) {
    EXPECT_EQ(kit::missing_from_golden(registry::module()), std::vector<std::string>{});
}

}  // namespace
}  // namespace linlian::registry
