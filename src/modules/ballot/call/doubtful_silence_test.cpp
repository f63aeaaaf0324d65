// Papers that one kind of office alone read, where the silent follow the majority: neither votes
// nor silence, so that whoever enters nothing makes nobody agree.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Dan agrees by phone; ana, bo and chu were told what silence does and hand in papers against it.
struct Unread : PaperTown {
    Unread() : PaperTown("", "liaocheng") {
        four_flats();
        third_kind();
        auto act = paper_call();
        act.mutable_terms()->set_silence_follows_majority(true);
        act.mutable_terms()->set_silence_document(document('c'));
        ballot = opened(act);
        when_cosigned(delivery(ballot, {"ana", "bo", "chu", "dan"})).then_done();
        when("dan", vote(ballot, "dan")).then_done();
        when("ben", issue(ballot, {"ana", "bo", "chu"})).then_done();
    }
    void sealed_by(const std::string& clerk, const std::vector<std::string>& voters) {
        for (const auto& voter : voters)
            when(clerk, sealed(ballot, clerk, voter, entry(ballot, v1::DISAGREE))).then_done();
    }
    v1::VerdictRow count() {
        close(ballot);
        pass_to(poll(ballot).due_ms());
        return verdict(ballot);
    }
    Id16 ballot;
};

TEST(DoubtfulSilence, is_no_vote_for_the_majority) {
    Unread s;
    s.sealed_by("ben", {"ana", "bo", "chu"});
    const auto row = s.count();
    EXPECT_EQ(row.casts(), 1U);
    EXPECT_EQ(row.delivered_silent(), 0U);
    EXPECT_EQ(row.input().silence().perhaps().heads().value(), 3U);
    EXPECT_GT(row.input().silence().perhaps().area_centi().value(), 0U);
    EXPECT_EQ(row.outcome(), tally::v1::CANNOT_DECIDE);
    EXPECT_EQ(row.verdict().missing(0).part(), tally::v1::PART_SILENT);
}

TEST(DoubtfulSilence, decides_nothing_where_it_passes_without) {
    Unread s;
    for (const auto* voter : {"ana", "bo"}) s.when(voter, s.vote(s.ballot, voter)).then_done();
    s.sealed_by("ben", {"chu"});
    const auto row = s.count();
    EXPECT_EQ(row.input().silence().perhaps().heads().value(), 1U);
    EXPECT_EQ(row.outcome(), tally::v1::PASSED);
}

TEST(DoubtfulSilence, ends_where_a_second_kind_reads_the_paper_or_two_void_it_unread) {
    Unread s;
    s.sealed_by("ben", {"ana"});
    s.sealed_by("gus", {"ana", "bo"});
    s.when_by_others(s.voiding(s.ballot, "bo")).then_done();
    const auto row = s.count();
    EXPECT_EQ(row.input().silence().perhaps().heads().value(), 0U);
    EXPECT_EQ(row.delivered_silent(), 2U) << "bo and chu";
}

}  // namespace
}  // namespace linlian::ballot
