// What was shown is what is signed: an act with the hash of another call or objection is refused,
// whatever else is right about it, and it stays good whatever others do in between.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

struct TwoBallots : PaperTown {
    TwoBallots() {
        four_flats();
        auto act = paper_call();
        act.mutable_terms()->set_proxy_owners_max(3);
        other = called(call({item("lift")}));
        ballot = opened(act);
    }
    // The act as a lying client would have it signed: rendered from the other ballot.
    template <class Act>
    void expect_seen(const std::string& who, Act act) {
        act.set_shown(shown_of(other));
        when(who, act).then_refused(v1::SHOWN_DIFFERS);
    }
    template <class Act>
    void expect_seen_by_two(Act act) {
        act.set_shown(shown_of(other));
        when_cosigned(act).then_refused(v1::SHOWN_DIFFERS);
    }
    Id16 ballot;
    Id16 other;
};

TEST(Shown, is_the_call_in_every_act_of_a_voter) {
    TwoBallots s;
    s.expect_seen("ana", s.vote(s.ballot, "ana"));
    s.expect_seen("ana", s.mandate(s.ballot, "ana", "bo"));
    s.when("ana", s.mandate(s.ballot, "ana", "bo")).then_done();
    s.expect_seen("ana", s.ending(s.ballot, "ana"));
    s.when("bo", s.vote(s.ballot, "bo")).then_done();
    s.expect_seen("bo", s.dispute(s.ballot, "bo"));
}

TEST(Shown, is_the_call_in_every_act_of_an_office) {
    TwoBallots s;
    s.expect_seen("ben", s.issue(s.ballot, {"ana"}));
    s.when("ben", s.issue(s.ballot, {"ana"})).then_done();
    const auto read = s.entry(s.ballot);
    s.expect_seen("ben", s.sealed(s.ballot, "ben", "ana", read));
    s.expect_seen_by_two(s.voiding(s.ballot, "ana"));
    s.when("ben", s.sealed(s.ballot, "ben", "ana", read)).then_done();
    s.when("gus", s.sealed(s.ballot, "gus", "ana", read)).then_done();
    s.expect_seen("ben", s.shown(s.ballot, "ben", "ana", read));
    s.expect_seen_by_two(s.reopening(s.ballot, "ana"));
    s.expect_seen_by_two(s.delivery(s.ballot, {"ana"}));
    s.expect_seen_by_two(s.city_list(s.ballot, 0, {"ana"}));
    s.expect_seen_by_two(s.replacing(s.ballot, "ana", {"flat of ana"}, "bo"));
    v1::WithdrawBallot withdrawal;
    withdrawal.set_ballot(s.ballot.bytes());
    withdrawal.set_document(document());
    withdrawal.set_reason("the offer was withdrawn");
    s.expect_seen("cai", withdrawal);
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    s.settle(s.ballot);
    s.expect_seen("sun", s.mark(s.ballot, v1::SUSPENDED));
}

TEST(Shown, is_the_objection_in_a_ruling) {
    TwoBallots s;
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    s.when("ana", s.dispute(s.ballot, "ana")).then_done();
    const Id16 objection = s.made();
    auto act = s.ruling(objection, v1::UPHELD);
    auto other = *s.row(objections, objection);
    other.set_reason("another reason than the one given");
    act.set_shown(shown_hash(other).bytes());
    s.when("ben", act).then_refused(v1::SHOWN_DIFFERS);
    s.when_upheld("ben", objection).then_done();
}

// Of what never changes alone: neither votes nor rulings of others make a signature stale.
TEST(Shown, stays_the_same_from_the_call_to_the_end) {
    TwoBallots s;
    const auto at_first = s.shown_of(s.ballot);
    const auto vote = s.vote(s.ballot, "ana");
    s.when("bo", s.vote(s.ballot, "bo")).then_done();
    s.when("bo", s.dispute(s.ballot, "bo")).then_done();
    const Id16 objection = s.made();
    const auto of_objection = shown_hash(*s.row(objections, objection));
    s.when_upheld("ben", objection).then_done();
    s.when("ana", vote).then_done();
    EXPECT_EQ(shown_hash(*s.row(objections, objection)), of_objection);
    EXPECT_EQ(s.poll(s.ballot).shown(), at_first);
}

}  // namespace
}  // namespace linlian::ballot
