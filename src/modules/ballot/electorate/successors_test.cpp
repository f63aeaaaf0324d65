// Sales while a ballot is open: one use of the flat's ballot, by whom the registry shows as owner.
#include "kit/papers.h"
#include "modules/ballot/read/subjects.h"

namespace linlian::ballot {
namespace {

// Kim buys; lee has a flat and a shop in two buildings, which are one head.
struct Market : PaperTown {
    Market() {
        four_flats();
        person("kim");
        owner("lee", 7'000);
        flat("shop of lee", "west", 3'000, {"lee"}, reg::SHOP);
        flat("parking of ana", "west", 1'200, {"ana"}, reg::PARKING);
        ballot = opened(paper_call());
    }
    void sell(const std::string& flat_name, const std::string& buyer) {
        when("ben", sale(flat_name, buyer)).then_done();
    }
    Id16 ballot;
};

TEST(WorkedExample, E9_after_a_sale_the_new_owner_uses_the_ballot_of_the_flat) {
    Market s;
    const auto line = s.voter(s.ballot, "ana");
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "kim"))
        .then_refused(v1::OWNERS_DIFFER);
    s.sell("flat of ana", "kim");
    auto by_kim = s.vote(s.ballot, "ana");
    s.when("kim", by_kim).then_refused(v1::NOT_YOUR_LINE);
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "kim"))
        .then_done()
        .then_events({"VoterReplaced", "Supported", "Completed"});
    s.when("ana", s.vote(s.ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("kim", by_kim).then_done();
    EXPECT_EQ(s.area_voted(s.ballot), 10'000U);
    EXPECT_EQ(s.row(successors, s.ballot, hash_of(line.line().head()))->owners(0), id_bytes("kim"));
    // Once the ballot is used, a second sale changes nothing about it.
    auto holding = registry::holding_at(s.rows(), id("flat of ana"), s.height());
    auto resale = s.sale("flat of ana", "bo");
    resale.set_replaces(holding->written_by());
    s.when("ben", resale).then_done();
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "bo"))
        .then_refused(v1::LINE_USED);
}

// Whether this member is given the secret under which the rows of a line stand.
bool may_have_secret(const Market& s, const std::string& member, const Bytes& head) {
    const machine::Reading reading{s.rows(), {s.height(), s.now()}};
    const machine::Author asker{{}, id(member), machine::KeyStanding::active};
    const auto all = subjects();
    const auto line = std::ranges::find(all, std::string{of_line.kind}, &machine::Subject::kind);
    return line != all.end() && line->entitled(reading, asker, s.ballot.bytes() + head);
}

// Else who sold a flat would see whether the new owner votes, and by what.
TEST(Sale, tells_the_seller_that_the_line_went_over_and_not_what_the_buyer_does) {
    Market s;
    s.sell("flat of ana", "kim");
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "kim")).then_done();
    const auto vote = s.vote(s.ballot, "ana");
    const auto seen_by = [&s](const std::string& member) {
        auto query = about<v1::MyLinesQuery>(s.ballot);
        query.set_member(id_bytes(member));
        const auto reply = s.ask<v1::MyLinesReply>(query, member);
        return reply && reply->lines_size() == 1 ? reply->lines(0) : v1::MyLinesReply::Entry{};
    };
    EXPECT_FALSE(may_have_secret(s, "ana", vote.voter().line().head()));
    EXPECT_TRUE(may_have_secret(s, "kim", vote.voter().line().head()));
    const auto before = seen_by("ana");
    EXPECT_EQ(before.refusal(), "ballot.NOT_YOUR_LINE");
    s.when("kim", vote).then_done();
    EXPECT_EQ(seen_by("ana").SerializeAsString(), before.SerializeAsString());
    EXPECT_TRUE(seen_by("kim").voted());
    EXPECT_EQ(seen_by("kim").replaces(), s.last_id().bytes());

    auto papers = about<v1::PapersQuery>(s.ballot);
    papers.set_head(vote.voter().line().head());
    EXPECT_EQ(s.ask<v1::PapersReply>(papers, "ana").error().code, "ballot.NOT_FOR_YOU");
    EXPECT_TRUE(s.ask<v1::PapersReply>(papers, "kim"));
    auto delivery = about<v1::DeliveryQuery>(s.ballot);
    delivery.set_head(papers.head());
    EXPECT_EQ(s.ask<v1::DeliveryReply>(delivery, "ana").error().code, "ballot.NOT_FOR_YOU");
}

TEST(Sale, after_the_old_owner_voted_leaves_his_vote) {
    Market s;
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    s.sell("flat of ana", "kim");
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "kim"))
        .then_refused(v1::LINE_USED);
}

TEST(Sale, ends_the_paper_and_the_mandate_of_the_old_owner) {
    PaperTown s;
    s.four_flats();
    s.person("kim");
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_done();
    s.when("ben", s.sale("flat of ana", "kim")).then_done();
    s.when_cosigned(s.replacing(ballot, "ana", {"flat of ana"}, "kim"))
        .then_done()
        .then_events({"PaperVoided", "MandateEnded", "VoterReplaced", "Supported", "Completed"});
    s.when("bo", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("ben", s.sealed(ballot, "ben", "ana", s.entry(ballot)))
        .then_refused(v1::PAPER_STATE_WRONG, {{"number", "1"}, {"state", "VOIDED"}});
    auto anew = s.mandate(ballot, "ana", "bo");
    anew.clear_replaces();  // kim gave none before
    s.when("kim", anew).then_done();
    s.when("bo", s.vote(ballot, "ana")).then_done();
}

TEST(Sale, of_a_part_of_the_premises_leaves_the_voter) {
    Market s;
    s.sell("shop of lee", "kim");
    s.when_cosigned(s.replacing(s.ballot, "lee", {"shop of lee"}, "kim"))
        .then_refused(v1::PREMISES_DIFFER);
    s.when_cosigned(s.replacing(s.ballot, "lee", {"flat of lee", "shop of lee"}, "kim"))
        .then_refused(v1::PARTLY_SOLD);
    s.when("lee", s.vote(s.ballot, "lee")).then_done();
}

TEST(Sale, names_the_premises_that_the_roll_counted) {
    Market s;
    s.sell("parking of ana", "kim");
    s.when_cosigned(s.replacing(s.ballot, "ana", {"parking of ana"}, "kim"))
        .then_refused(v1::PREMISES_DIFFER);
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of bo"}, "kim"))
        .then_refused(v1::PREMISES_DIFFER);
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "ana"))
        .then_refused(v1::VALUE_WRONG, {{"field", "owners"}});
    auto forged = s.replacing(s.ballot, "ana", {"flat of ana"}, "kim");
    forged.mutable_voter()->mutable_line()->set_premises(2);
    s.when_cosigned(forged).then_refused(v1::LINE_NOT_ON_ROLL);
}

TEST(Sale, is_told_by_two_offices_while_the_ballot_is_open) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    const auto act = s.replacing(ballot, "ana", {"flat of ana"}, "bo");
    s.when("ben", act)
        .then_refused(reg::AUTHORITY_MISSING,
                      {{"needed", "cosign:2:clerk:residents:street:owners:preparatory"}});
}

TEST(Sale, after_the_close_comes_too_late) {
    Market s;
    s.sell("flat of ana", "kim");
    s.close(s.ballot);
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "kim"))
        .then_refused(v1::STAGE_WRONG, {{"stage", "COUNTING"}});
}

}  // namespace
}  // namespace linlian::ballot
