// Clerks with an interest in a voter's line, among all who stand behind what two offices do.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Gus of the street owns a flat; ben and hua have none.
struct Desk : PaperTown {
    explicit Desk(const std::string& local = national) : PaperTown("ballot", local) {
        four_flats();
        flat("flat of gus", "east", 5'000, {"gus"});
    }
    // Refused with gus as who completes it and as the proposer; a third clerk does it instead.
    void expect_gus_refused(const google::protobuf::Message& act) {
        const std::vector<Figure> first{{"number", "1"}};
        when_proposed("gus", "street", act).then_done();
        const Id16 own = made();
        when_supported("ben", "residents", own).then_refused(v1::CLERK_INTERESTED, first);
        when_proposed("ben", "residents", act).then_done();
        const Id16 motion = made();
        when_supported("gus", "street", motion).then_refused(v1::CLERK_INTERESTED, first);
        when_supported("hua", "street", motion).then_done();
    }
};

TEST(Interest, keeps_a_giver_from_entering_the_mandate) {
    Desk s;
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    s.expect_gus_refused(PaperTown::on_paper(s.mandate(ballot, "gus", "bo"), "gus"));
}

TEST(Interest, keeps_a_seller_and_a_buyer_from_replacing_the_voter) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.sale("flat of ana", "gus")).then_done();
    s.expect_gus_refused(s.replacing(ballot, "ana", {"flat of ana"}, "gus"));
    s.when("ben", s.sale("flat of gus", "bo")).then_done();
    s.expect_gus_refused(s.replacing(ballot, "gus", {"flat of gus"}, "bo"));
}

TEST(Interest, keeps_a_voter_from_entering_the_citys_list) {
    Desk s{"beijing"};
    auto call = s.paper_call();
    call.mutable_terms()->clear_channels();
    call.mutable_terms()->add_channels(v1::PAPER);
    call.mutable_terms()->add_channels(v1::CITY_LIST);
    const Id16 ballot = s.opened(call);
    s.expect_gus_refused(s.city_list(ballot, 0, {"gus", "ana"}));
    EXPECT_EQ(s.voted(ballot, v1::CITY_LIST), 2U);
}

TEST(Interest, keeps_a_helper_from_reopening_a_paper) {
    Desk s;
    s.holder("liz", "street", "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    auto read = s.entry(ballot);
    read.set_helper(id_bytes("ana"));
    s.when("ben", s.issue(ballot, {"bo", "gus"})).then_done();
    s.when("ben", s.sealed(ballot, "ben", "bo", read)).then_done();
    s.when("hua", s.sealed(ballot, "hua", "bo", read)).then_done();
    auto helped = read;
    helped.set_helper(id_bytes("gus"));
    s.when("ben", s.shown(ballot, "ben", "bo", read)).then_done();
    s.when("hua", s.shown(ballot, "hua", "bo", read)).then_done();
    s.when_cosigned(s.reopening(ballot, "bo")).then_done();  // gus did not read it
    s.when("ben", s.sealed(ballot, "ben", "bo", helped, 2)).then_done();
    s.when("hua", s.sealed(ballot, "hua", "bo", helped, 2)).then_done();
    s.when("ben", s.shown(ballot, "ben", "bo", helped)).then_done();
    s.when("hua", s.shown(ballot, "hua", "bo", helped)).then_done();
    // Without gus nobody is left who did not read it.
    s.when_proposed("ben", "residents", s.reopening(ballot, "bo", 2)).then_done();
    const Id16 motion = s.made();
    s.when_supported("hua", "street", motion)
        .then_refused(v1::OTHER_CLERK_NEEDED, {{"number", "1"}});
    s.when_supported("gus", "street", motion).then_refused(v1::CLERK_INTERESTED, {{"number", "1"}});
    s.when_supported("liz", "street", motion).then_done();
    // And who speaks for its voter.
    s.when("ben", s.sealed(ballot, "ben", "gus", read)).then_done();
    s.expect_gus_refused(s.reopening(ballot, "gus"));
}

// Whoever has an interest cannot keep others from acting by standing behind it too.
TEST(Interest, of_one_supporter_does_not_stop_two_who_have_none) {
    Desk s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.sale("flat of ana", "gus")).then_done();
    s.when_proposed("gus", "street", s.replacing(ballot, "ana", {"flat of ana"}, "gus"))
        .then_done();
    const Id16 motion = s.made();
    s.when_supported("hua", "street", motion).then_done();
    s.when_supported("ben", "residents", motion).then_done();
    EXPECT_TRUE(s.row(successors, ballot, hash_of(s.voter(ballot, "ana").line().head())));
}

}  // namespace
}  // namespace linlian::ballot
