// What an election decided stands until whoever was elected takes it or gives it up.
#include "modules/registry/offices/offices_for_tests.h"
#include "modules/registry/offices/roles.h"

namespace linlian::registry {
namespace {

// Ana's word alone records an election here.
struct Elections : Offices {
    Elections() { by_kind<v1::RecordElection>("residents", "clerk"); }
    // The offer.
    Hash32 elected(const std::string& who, const std::string& office) {
        v1::RecordElection act;
        act.set_office(id_bytes(office));
        act.set_member(id_bytes(who));
        act.set_key(key_bytes(who));
        act.set_document(document());
        if (const auto chair = chair_of(rows(), id(office)))
            act.set_replaces(chair->row.granted_by());
        when("ana", act).then_done();
        return last_id();
    }
};

// Else no chair is ever replaced against their will.
TEST(RevokeRole, is_never_about_a_chair_nor_about_who_was_elected_one) {
    Elections s;
    const Hash32 offer = s.elected("dan", "owners");
    s.when("ona", revoke("owners", "dan", offer.bytes(), "chair")).then_refused(v1::ROLE_NOT_YOURS);
    s.when("ona", revoke("owners", "ona", given_by(), "chair")).then_refused(v1::ROLE_NOT_YOURS);
    s.when("dan", accept(id("owners"), "chair", offer)).then_done();
    EXPECT_FALSE(s.row(roles, id("ona"), id("owners"), "chair"));
}

TEST(LeaveRole, gives_up_the_offer_of_a_chair) {
    Elections s;
    const Hash32 offer = s.elected("dan", "owners");
    auto act = leave("owners");
    act.set_granted_by(offer.bytes());
    s.when("dan", act).then_done().then_events({"OfferEnded"});
    s.when("dan", accept(id("owners"), "chair", offer)).then_refused(v1::OFFER_UNKNOWN);
}

TEST(LeaveRole, by_who_lost_an_election_does_not_undo_it) {
    Elections s;
    const Hash32 offer = s.elected("dan", "residents");
    s.when("rae", leave("residents")).then_done();
    s.when("dan", accept(id("residents"), "chair", offer)).then_done();
}

// The first was a mistake: the bodies vouch for another one, and nobody can take it before them.
TEST(RecordElection, ends_an_older_one_that_nobody_accepted) {
    Elections s;
    const Hash32 first = s.elected("dan", "owners");
    const Hash32 second = s.elected("pat", "owners");
    s.then_events({"OfferEnded", "RoleOffered"});
    s.when("dan", accept(id("owners"), "chair", first)).then_refused(v1::OFFER_UNKNOWN);
    s.when("pat", accept(id("owners"), "chair", second)).then_done();
}

// One person of four shops offers what a list would hold.
TEST(GrantRole, keeps_nobody_out_by_the_offers_of_four_offices) {
    Elections s;
    for (const std::string shop : {"shop 1", "shop 2", "shop 3", "shop 4"}) {
        s.office(shop, "shop");
        v1::Role row;
        row.set_granted_by(given_by());
        s.given(roles, row, id("pat"), id(shop), "chair");
    }
    for (const std::string shop : {"shop 1", "shop 2", "shop 3", "shop 4"})
        for (const auto* role : {"a", "b", "c", "d"})
            s.when("pat", grant(shop, "dan", role)).then_done();
    s.when("rae", grant("residents", "dan")).then_done();
    s.when("dan", accept(id("residents"), "clerk", s.last_id())).then_done();
}

// A role that had run out is taken away after another one of the same person there has ended.
TEST(RevokeRole, of_one_that_ran_out_is_on_record_beside_a_later_end) {
    Elections s;
    s.holder("kim", "shop", "clerk");
    v1::Role over;
    over.set_until_ms(1);
    over.set_granted_by(given_by());
    s.given(roles, over, id("kim"), id("shop"), "guide");
    s.when("shopkeeper", revoke("shop", "kim", given_by())).then_done();
    const auto ended_ms = s.row(leavers, id("shop"), id("kim"))->until_ms();
    s.when("shopkeeper", revoke("shop", "kim", given_by(), "guide")).then_done();
    const auto last = *s.row(leavers, id("shop"), id("kim"));
    EXPECT_EQ(last.until_ms(), ended_ms);
    EXPECT_EQ(last.until_height(), s.height());
}

}  // namespace
}  // namespace linlian::registry
