// The worked examples of owners' votes as real rosters and ballots through the ledger: an estate of
// 100 flats of 90.00 m², owner X with three of them, the developer with 10 unsold and 2
// undelivered, 85 single owners. 87 heads, 9,000.00 m²: 58 heads and 6,000.00 m² must take part.
#include "kit/ballots.h"

namespace linlian::ballot {
namespace {

namespace t = tally::v1;

constexpr int single_owners = 85;

std::string single(int number) { return "single " + std::to_string(number); }

struct Estate : BallotTown {
    Estate() : BallotTown("") {
        person("X");
        person("developer");
        for (int i = 0; i < 3; ++i) flat("flat of X " + std::to_string(i), "east", 9'000, {"X"});
        for (int i = 0; i < 12; ++i)
            flat("stock " + std::to_string(i), "west", 9'000, {"developer"},
                 i < 10 ? reg::UNSOLD : reg::UNDELIVERED);
        for (int i = 0; i < single_owners; ++i) owner(single(i), 9'000, i % 2 ? "east" : "west");
    }
    void votes(const std::string& who, v1::Mark mark) {
        when(who, vote(ballot, who, mark)).then_done();
    }
    // The first `yes` single owners agree, those up to `cast` do not.
    void singles(int cast, int yes) {
        for (int i = 0; i < cast; ++i) votes(single(i), i < yes ? v1::AGREE : v1::DISAGREE);
    }
    v1::VerdictRow closed() {
        close(ballot);
        return verdict(ballot);
    }
    Id16 ballot;
};

t::Holds holds(const v1::VerdictRow& row, const std::string& name) {
    return check_named(row, name).holds();
}

TEST(Example1, has_the_heads_and_not_the_area) {
    Estate s;
    s.ballot = s.opened(s.call({s.item("roof", v1::CHANGE_COMMON_USE)}));
    EXPECT_EQ(s.poll(s.ballot).roll_lines(), 87U);
    EXPECT_EQ(s.poll(s.ballot).roll_area_centi(), 900'000U);
    s.singles(57, 57);
    s.votes("X", v1::AGREE);
    const auto row = s.closed();
    EXPECT_EQ(holds(row, "participation.heads"), t::HOLDS);
    EXPECT_EQ(check_named(row, "participation.heads").have().value(), 58U);
    EXPECT_EQ(holds(row, "participation.area"), t::FAILS);
    EXPECT_EQ(check_named(row, "participation.area").have().value(), 540'000U);
    EXPECT_EQ(row.outcome(), t::FAILED);
}

TEST(Examples2And3, pass_with_44_of_58_heads) {
    Estate s;
    s.ballot = s.opened(s.call({s.item("roof", v1::CHANGE_COMMON_USE)}));
    s.singles(57, 43);
    s.votes("developer", v1::AGREE);
    const auto row = s.closed();
    EXPECT_EQ(check_named(row, "participation.area").have().value(), 621'000U);
    EXPECT_EQ(check_named(row, "agreement.heads").have().value(), 44U);
    EXPECT_EQ(check_named(row, "agreement.heads").needed().value(), 44U);
    EXPECT_EQ(row.outcome(), t::PASSED);
}

TEST(Example3, fails_by_one_head_although_the_area_suffices) {
    Estate s;
    s.ballot = s.opened(s.call({s.item("roof", v1::CHANGE_COMMON_USE)}));
    s.singles(57, 42);
    s.votes("developer", v1::AGREE);
    const auto row = s.closed();
    EXPECT_EQ(holds(row, "agreement.heads"), t::FAILS);
    EXPECT_EQ(holds(row, "agreement.area"), t::HOLDS);
    EXPECT_EQ(row.outcome(), t::FAILED);
}

TEST(Example4, fails_at_half_of_the_heads) {
    Estate s;
    s.ballot = s.opened(s.call({s.item("roof", v1::USE_REPAIR_FUND)}));
    s.singles(57, 28);
    s.votes("developer", v1::AGREE);
    const auto row = s.closed();
    EXPECT_EQ(check_named(row, "agreement.heads").have().value(), 29U);
    EXPECT_EQ(check_named(row, "agreement.heads").needed().value(), 30U);
    EXPECT_EQ(holds(row, "agreement.heads"), t::FAILS);
    EXPECT_EQ(holds(row, "agreement.area"), t::HOLDS);
}

// However their flats are spread, an owner is one line, one head and one vote.
TEST(Example5, gives_an_owner_of_three_flats_one_vote) {
    Estate s;
    s.ballot = s.opened(s.call({s.item("roof")}));
    s.votes("X", v1::AGREE);
    s.votes("X", v1::DISAGREE);
    EXPECT_EQ(s.voted(s.ballot, v1::PHONE), 1U);
    EXPECT_EQ(s.area_voted(s.ballot), 27'000U);
}

// Sold in the window: the roll is frozen, the buyer has no line of their own.
TEST(Example9, keeps_the_roll_when_a_flat_is_sold_in_the_window) {
    Estate s;
    s.by_one_clerk<reg::TransferPremises>();
    s.person("buyer");
    s.ballot = s.opened(s.call({s.item("roof")}));
    reg::TransferPremises sale;
    sale.set_premises(id_bytes("flat of " + single(0)));
    *sale.add_owners() = registry::Lines::owner_line("buyer");
    sale.set_document(document());
    sale.set_replaces(registry::given_by());
    s.when("ben", sale).then_done();
    auto act = s.vote(s.ballot, single(0));
    s.when("buyer", act).then_refused(v1::NOT_YOUR_LINE);
    s.when(single(0), act).then_done();
    EXPECT_EQ(s.voter(s.ballot, "buyer").line().head(), "");
    const auto row = s.closed();
    EXPECT_EQ(row.input().total().heads().value(), 87U);
}

TEST(Example10, has_everybody_abstain_and_so_fails) {
    Estate s;
    s.ballot = s.opened(s.call({s.item("roof")}));
    for (int i = 0; i < 57; ++i) s.votes(single(i), v1::ABSTAIN);
    s.votes("developer", v1::ABSTAIN);
    const auto row = s.closed();
    EXPECT_EQ(holds(row, "participation.heads"), t::HOLDS);
    EXPECT_EQ(holds(row, "participation.area"), t::HOLDS);
    EXPECT_EQ(holds(row, "agreement.heads"), t::FAILS);
    EXPECT_EQ(row.outcome(), t::FAILED);
}

// Two thirds of the area to the hundredth of a square metre: 20,000 of 30,000 is enough, 19,999
// not.
TEST(Boundary, is_one_hundredth_of_a_square_metre) {
    for (const std::uint64_t area : {10'000U, 9'999U}) {
        BallotTown s{""};
        s.owner("ana", 10'000);
        s.owner("bo", area);
        s.owner("chu", 20'000 - area);
        const Id16 ballot = s.opened(s.call({s.item("roof")}));
        s.when("ana", s.vote(ballot, "ana")).then_done();
        s.when("bo", s.vote(ballot, "bo")).then_done();
        s.close(ballot);
        const auto check = check_named(s.verdict(ballot), "participation.area");
        EXPECT_EQ(check.needed().value(), 20'000U);
        EXPECT_EQ(check.holds(), area == 10'000U ? t::HOLDS : t::FAILS);
    }
}

// Stairwell lift, Nanchong: 24 owners, 17 yes, 4 no, 3 abstentions. One more yes would pass it.
TEST(RealCase3, fails_by_one_vote_and_a_dispute_shows_it) {
    BallotTown s{""};
    for (int i = 0; i < 24; ++i) s.owner(single(i), 9'000);
    auto call = s.call({s.item("lift", v1::REBUILD)});
    call.mutable_electorate()->set_building(id_bytes("east"));
    const Id16 ballot = s.opened(call);
    for (int i = 0; i < 24; ++i) {
        const auto mark = i < 17 ? v1::AGREE : i < 21 ? v1::DISAGREE : v1::ABSTAIN;
        s.when(single(i), s.vote(ballot, single(i), mark)).then_done();
    }
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).outcome(), t::FAILED);
    s.when(single(23), s.with_document(s.dispute(ballot, single(23), {v1::AGREE}))).then_done();
    const Id16 objection = s.made();
    const auto check = check_named(s.verdict(ballot), "agreement.heads");
    EXPECT_EQ(check.needed().value(), 18U);
    EXPECT_EQ(check.have().value(), 17U);
    EXPECT_EQ(check.flips_by().value(), 1U);
    s.when_upheld("ben", objection).then_done();
    EXPECT_EQ(s.verdict(ballot).outcome(), t::PASSED);
}

}  // namespace
}  // namespace linlian::ballot
