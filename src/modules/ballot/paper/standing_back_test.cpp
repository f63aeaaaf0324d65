// What stands back behind a paper is not lost with it: where the paper is struck, the next of the
// line comes in as if it had just been settled.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// A line has a paper of each kind of office: "paper of NAME" of the residents' committee, "paper of
// NAME's second" of the street office.
struct TwoSheets : PaperTown {
    Id16 ballot;

    explicit TwoSheets(bool paper_first = false) : PaperTown("") {
        four_flats();
        person("zoe");
        auto call = paper_call();
        call.mutable_terms()->add_channels(v1::CITY_LIST);
        call.mutable_terms()->set_paper_displaces_phone(paper_first);
        call.mutable_terms()->set_proxy_owners_max(3);
        ballot = opened(call);
    }
    static std::string second(const std::string& owner) { return owner + "'s second"; }
    void reads_second(const std::string& owner, const v1::PaperEntry& read) {
        auto other = issue(ballot, {owner});
        other.mutable_papers(0)->set_serial(serial_of(second(owner)));
        when("gus", other).then_done();
        when_entered(ballot, second(owner), read, read);
        then_events({"PaperSettled"});
    }
    v1::PaperEntry unsigned_one() const {
        auto made = entry(ballot, v1::DISAGREE);
        made.set_is_signed(false);
        return made;
    }
    void expect(v1::Channel channel, v1::Mark mark) const {
        const auto row = counted(ballot, "ana");
        ASSERT_TRUE(row);
        EXPECT_FALSE(row->struck());
        EXPECT_EQ(row->channel(), channel);
        EXPECT_EQ(row->choices(0).open().mark(), mark);
    }
};

}  // namespace

TEST(StandingBack, of_a_second_sheet_ends_where_the_first_is_struck) {
    TwoSheets s;
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.reads_second("ana", s.entry(s.ballot, v1::AGREE));
    s.expect(v1::PAPER, v1::DISAGREE);
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.expect(v1::PAPER, v1::AGREE);
    EXPECT_EQ(s.counted(s.ballot, "ana")->paper(), PaperTown::serial_of("ana's second"));
    s.when_entered(s.ballot, "ana", s.unsigned_one(), s.unsigned_one(), 2);
    s.expect(v1::PAPER, v1::AGREE);
    // It was the only one that was left.
    s.when_reopened(s.reopening(s.ballot, "ana's second")).then_done();
    EXPECT_TRUE(s.counted(s.ballot, "ana")->struck());
}

// The terms let paper displace the phone: which of the sheets does is not told by who comes last.
TEST(StandingBack, of_a_second_sheet_displaces_by_the_terms_what_the_first_had) {
    TwoSheets s{true};
    s.when("ana", s.vote(s.ballot, "ana", v1::ABSTAIN)).then_done();
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.reads_second("ana", s.entry(s.ballot, v1::AGREE));
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.expect(v1::PAPER, v1::AGREE);
    s.when_reopened(s.reopening(s.ballot, "ana's second")).then_done();
    s.expect(v1::PHONE, v1::ABSTAIN);
}

TEST(StandingBack, of_a_proxys_sheet_ends_with_the_owners_as_long_as_the_mandate_stands) {
    for (const bool ends : {false, true}) {
        TwoSheets s;
        s.when("ana", s.mandate(s.ballot, "ana", "zoe")).then_done();
        s.when_counted(s.ballot, "ana", v1::DISAGREE);
        auto by_zoe = s.entry(s.ballot, v1::AGREE);
        by_zoe.set_proxy(id_bytes("zoe"));
        s.reads_second("ana", by_zoe);
        s.expect(v1::PAPER, v1::DISAGREE);
        if (ends) s.when("ana", s.ending(s.ballot, "ana")).then_done();
        s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
        EXPECT_EQ(s.counted(s.ballot, "ana")->struck(), ends);
        EXPECT_EQ(s.counted(s.ballot, "ana")->by_proxy(), !ends);
    }
}

// A proxy's sheet is read anew, and otherwise, in the block of its first settling.
TEST(StandingBack, goes_by_what_was_read_last) {
    TwoSheets s;
    s.when("ana", s.mandate(s.ballot, "ana", "zoe")).then_done();
    auto by_zoe = s.entry(s.ballot, v1::AGREE);
    by_zoe.set_proxy(id_bytes("zoe"));
    s.when("ben", s.issue(s.ballot, {"ana"})).then_done();
    s.when_entered(s.ballot, "ana", by_zoe, by_zoe);
    s.reads_second("ana", s.entry(s.ballot, v1::DISAGREE));
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.when_entered(s.ballot, "ana", s.unsigned_one(), s.unsigned_one(), 2);
    s.when_reopened(s.reopening(s.ballot, "ana's second")).then_done();
    EXPECT_TRUE(s.counted(s.ballot, "ana")->struck());
}

TEST(StandingBack, of_a_line_in_the_citys_list_ends_where_the_paper_is_struck) {
    TwoSheets s;
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana"}, v1::AGREE)).then_done();
    const Hash32 head = hash_of(s.voter(s.ballot, "ana").line().head());
    EXPECT_TRUE(s.row(city_doubles, s.ballot, head));
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.expect(v1::CITY_LIST, v1::AGREE);
    EXPECT_FALSE(s.row(city_doubles, s.ballot, head));
    s.when_entered(s.ballot, "ana", v1::ABSTAIN, 2);
    s.expect(v1::CITY_LIST, v1::AGREE);
}

}  // namespace linlian::ballot
