// What an election decided stands until whoever was elected takes it or gives it up.
#include "modules/registry/offices_for_tests.h"
#include "modules/registry/roles.h"

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
        act.set_document(document());
        if (const auto chair = chair_of(rows(), id(office)))
            act.set_replaces(chair->row.granted_by());
        when("ana", act).then_done();
        return last_id();
    }
    // An offer of two bodies to lead an office, made before anybody acts.
    Hash32 appointed(const std::string& who, const std::string& office) {
        v1::Role offer;
        offer.set_granted_by(document('a'));
        offer.set_offered_ms(now().ms);
        for (const auto* maker : {"pam", "sid"}) offer.add_appointed_by(id_bytes(maker));
        given(offers, offer, id(who), id(office), "chair");
        Hash32 grant;
        CHECK(Hash32::parse(offer.granted_by(), grant));
        return grant;
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

// Nor does whom two bodies put into the empty seat meanwhile.
TEST(AcceptRole, of_who_was_elected_ends_who_was_appointed_meanwhile) {
    Elections s;
    const Hash32 appointment = s.appointed("pat", "residents");
    const Hash32 offer = s.elected("dan", "residents");
    s.when("pat", accept(id("residents"), "chair", appointment)).then_refused(v1::OFFER_UNKNOWN);
    s.when("rae", leave("residents")).then_done();
    s.when("pat", accept(id("residents"), "chair", appointment)).then_done();
    s.when("dan", accept(id("residents"), "chair", offer)).then_done();
    EXPECT_EQ(chair_of(s.rows(), id("residents"))->member, id("dan"));
    EXPECT_FALSE(s.row(roles, id("pat"), id("residents"), "chair"));
}

TEST(AcceptRole, of_who_was_elected_ends_what_was_offered_to_others_until_then) {
    Elections s;
    const Hash32 first = s.elected("dan", "owners");
    s.when("pat", accept(id("owners"), "chair", s.elected("pat", "owners")))
        .then_done()
        .then_events({"RoleRevoked", "OfferEnded", "RoleGranted"});
    s.when("dan", accept(id("owners"), "chair", first)).then_refused(v1::OFFER_UNKNOWN);
}

}  // namespace
}  // namespace linlian::registry
