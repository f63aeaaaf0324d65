// Founding and closing offices.
#include "modules/registry/limits.h"
#include "modules/registry/offices/offices_for_tests.h"

namespace linlian::registry {
namespace {

TEST(FoundOffice, offers_its_chair_to_whom_it_names) {
    Offices s;
    s.when("pam", found("bakery", "dan")).then_done().then_events({"OfficeFounded", "RoleOffered"});
    const Id16 bakery = office_called(s, "bakery");
    EXPECT_FALSE(holds_role_in(s.rows(), id("dan"), bakery, s.now()));
    s.when("dan", accept(bakery, "chair", s.last_id())).then_done().then_events({"RoleGranted"});
    EXPECT_TRUE(holds_role(s.rows(), id("dan"), bakery, "chair", s.now()));
    const auto row = *s.row(roles, id("dan"), bakery, "chair");
    EXPECT_EQ(row.appointed_by(0), id_bytes("pam"));
    EXPECT_EQ(row.appointed_by_kinds(0), "party");
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

// Else two bodies put one of theirs where owners elect.
TEST(FoundOffice, names_no_chair_of_an_owners_committee) {
    Offices s;
    s.estate("park");
    auto act = found("committee of the park", "dan", "owners");
    act.set_chair(id_bytes("dan"));
    s.when("pam", act).then_refused(v1::VALUE_WRONG, {{"field", "chair"}});
    act.clear_chair();
    s.when("pam", act).then_done().then_events({"OfficeFounded"});
    auto shop = found("bakery", "dan");
    shop.clear_chair();
    s.when("pam", shop).then_refused(v1::VALUE_MISSING, {{"field", "chair"}});
}

// One of the kind speaks for all; another one does once three bodies vouch for its election.
TEST(FoundOffice, beside_one_of_its_kind_counts_for_it_after_an_election) {
    Offices s;
    s.by_kind<v1::RecordElection>("residents", "clerk");
    s.by_kind<v1::AddEstate>("street", "chair");
    s.when("pam", found("second street", "dan", "street")).then_done();
    const Id16 second = office_called(s, "second street");
    s.when("dan", accept(second, "chair", s.last_id())).then_done();
    s.when_passed(waiting_time_ms + ms_per_minute);
    v1::AddEstate act;
    act.set_name("north");
    s.when("dan", act).then_refused(v1::AUTHORITY_MISSING);
    EXPECT_EQ(offices_of_kind(s.rows(), "street"), std::vector<Id16>{id("street")});
    v1::RecordElection election;
    election.set_office(second.bytes());
    election.set_member(id_bytes("dan"));
    election.set_key(key_bytes("dan"));
    election.set_document(document());
    election.set_replaces(s.row(roles, id("dan"), second, "chair")->granted_by());
    s.when("ana", election).then_done();
    s.when("dan", accept(second, "chair", s.last_id())).then_done();
    EXPECT_TRUE(counts_for_its_kind(s.rows(), second, s.now()));
    s.when("dan", act).then_done();
}

// Many shops are no body that one of them speaks for.
TEST(FoundOffice, of_a_kind_of_which_many_stand_counts_like_the_first) {
    Offices s;
    s.when("pam", found("bakery", "dan")).then_done();
    EXPECT_FALSE(counts_for_its_kind(s.rows(), office_called(s, "bakery"), s.now()));
    s.when_passed(waiting_time_ms);
    EXPECT_TRUE(counts_for_its_kind(s.rows(), office_called(s, "bakery"), s.now()));
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

}  // namespace
}  // namespace linlian::registry
