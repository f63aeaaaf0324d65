// What becomes of a final result is recorded by nobody who called the ballot.
#include "kit/ballots.h"

namespace linlian::ballot {
namespace {

// A ballot that the street office called in the committee's place, and its result.
struct StreetsBallot : BallotTown {
    StreetsBallot() {
        office("party", "party");
        holder("pat", "party", "chair");
        four_flats();
        auto act = call({item("roof")});
        act.set_convenor(v1::STREET_STANDING_IN);
        act.set_as_office(id_bytes("street"));
        by_phone_alone(act);
        when("sun", act).then_done();
        ballot = made();
        pass_to(poll(ballot).opens_ms());
        for (const auto* name : {"ana", "bo", "chu"}) when(name, vote(ballot, name)).then_done();
        close(ballot);
        settle(ballot);
    }
    Id16 ballot;
};

TEST(MarkResult, of_a_ballot_that_the_street_called_is_not_the_streets) {
    StreetsBallot s;
    s.when("sun", s.mark(s.ballot, v1::SUSPENDED)).then_refused(v1::STREET_NEEDED);
    const auto revoked = s.mark(s.ballot, v1::REVOKED);
    s.when("sun", revoked).then_refused(v1::STREET_NEEDED);
    s.when_proposed("ren", "residents", revoked).then_done();
    const Id16 motion = s.made();
    s.when_supported("sun", "street", motion).then_refused(v1::STREET_NEEDED);
    s.when_supported("pat", "party", motion).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::REVOKED);
    s.when("sun", s.mark(s.ballot, v1::RESTORED)).then_refused(v1::STREET_NEEDED);
}

// The convenor vouches for no court's document either.
TEST(MarkResult, counts_nobody_of_the_convenor_for_a_document_of_a_court) {
    StreetsBallot s;
    s.when_proposed("pat", "party", s.mark(s.ballot, v1::ANNULLED)).then_done();
    const Id16 motion = s.made();
    s.when_supported("sun", "street", motion).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::STANDING_UNSPECIFIED);
    s.when_supported("ren", "residents", motion).then_done();
    EXPECT_EQ(s.poll(s.ballot).standing(), v1::ANNULLED);
}

}  // namespace
}  // namespace linlian::ballot
