// A ruling decides about the vote that was objected to. What counts since then, of the same voter
// or of who has the line now, is a newer will, and stays.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

v1::Mark mark_of(const PaperTown& s, const Id16& ballot, const std::string& owner) {
    return s.counted(ballot, owner)->choices(0).open().mark();
}

struct Sold : PaperTown {
    Id16 ballot;

    Sold() : PaperTown("") {
        four_flats();
        person("fay");
        person("zed");
        ballot = opened(paper_call());
    }
    void sold_to_fay() {
        when("ben", sale("flat of ana", "fay")).then_done();
        when_cosigned(replacing(ballot, "ana", {"flat of ana"}, "fay")).then_done();
    }
};

}  // namespace

TEST(NewerWill, of_the_objector_themself_stays) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana", v1::DISAGREE);
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.when("ana", s.vote(ballot, "ana", v1::ABSTAIN)).then_done();
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(mark_of(s, ballot, "ana"), v1::ABSTAIN);
    EXPECT_EQ(s.counted(ballot, "ana")->channel(), v1::PHONE);
    s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
}

TEST(NewerWill, of_a_buyer_is_not_the_sellers_to_dispute) {
    Sold s;
    s.when("ana", s.dispute(s.ballot, "ana", {v1::AGREE})).then_done();
    const Id16 of_ana = s.made();
    s.sold_to_fay();
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.when("fay", s.dispute(s.ballot, "ana", {v1::ABSTAIN})).then_done();
    const Id16 of_fay = s.made();
    s.when("fay", s.dispute(s.ballot, "ana", {v1::AGREE})).then_refused(v1::DISPUTED_ALREADY);
    s.when_upheld("ren", of_ana).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::DISAGREE);
    s.when_upheld("ren", of_fay).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::ABSTAIN);
}

TEST(NewerWill, of_a_buyer_who_has_not_voted_is_not_what_the_seller_claims) {
    Sold s;
    s.when("ana", s.dispute(s.ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.sold_to_fay();
    s.when_upheld("ren", objection).then_done();
    EXPECT_FALSE(s.counted(s.ballot, "ana"));
}

// What was ruled is ruled, whatever older objection still waits.
TEST(NewerWill, once_ruled_on_is_changed_by_no_older_objection) {
    PaperTown s{""};
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("dan", s.dispute(ballot, "dan", {v1::AGREE})).then_done();
    const Id16 older = s.made();
    s.when("dan", s.vote(ballot, "dan", v1::AGREE)).then_done();
    s.when("eve", s.dispute(ballot, "eve")).then_done();
    s.when_upheld("ren", s.made()).then_done();
    EXPECT_TRUE(s.counted(ballot, "dan")->struck());
    s.when_upheld("ren", older).then_done();
    EXPECT_TRUE(s.counted(ballot, "dan")->struck());
}

// What a ruling put there is nobody's deed: a leaf is evidence of what somebody did.
TEST(Ruling, stands_in_its_own_name) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("dan", s.vote(ballot, "dan", v1::AGREE)).then_done();
    s.when("eve", s.dispute(ballot, "eve", {v1::DISAGREE})).then_done();
    s.when_upheld("ren", s.made()).then_done();
    const auto row = s.counted(ballot, "dan");
    EXPECT_EQ(row->channel(), v1::RULING);
    EXPECT_EQ(row->member(), "");
    EXPECT_EQ(row->enrolled_by(), reg::METHOD_UNSPECIFIED);
    s.when_counted(ballot, "ana", v1::AGREE);
    s.when("ana", s.dispute(ballot, "ana", {v1::DISAGREE})).then_done();
    s.when_upheld("ren", s.made()).then_done();
    EXPECT_EQ(s.counted(ballot, "ana")->channel(), v1::RULING);
}

// The sale was none: whoever is on the roll says so, and the ruling decides.
TEST(FalseSale, is_disputed_by_whoever_is_on_the_roll) {
    Sold s;
    s.sold_to_fay();
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    auto act = s.dispute(s.ballot, "ana", {v1::AGREE});
    s.when("ana", act).then_refused(v1::NOT_YOUR_LINE);
    act.set_document(document('n'));
    s.when("ana", act).then_done();
    const Id16 objection = s.made();
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::AGREE);
}

TEST(FalseSale, that_is_undone_gives_the_line_back_and_strikes_what_was_cast_by_it) {
    Sold s;
    s.sold_to_fay();
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    auto back = s.sale("flat of ana", "ana");
    back.set_replaces(s.row(registry::holdings, id("flat of ana"))->written_by());
    s.when("ben", back).then_done();
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "ana")).then_done();
    EXPECT_TRUE(s.counted(s.ballot, "ana")->struck());
    s.when("fay", s.vote(s.ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::AGREE);
}

// Neither by voting anew, nor by an objection of their own, nor by a sale on do those take the word
// from them to whom the line never went.
struct Taken : Sold {
    v1::Object of_ana;

    Taken() {
        sold_to_fay();
        when("fay", vote(ballot, "ana", v1::DISAGREE)).then_done();
        of_ana = with_document(dispute(ballot, "ana", {v1::AGREE}));
    }
};

TEST(FalseSale, is_disputed_whatever_is_cast_by_it_since) {
    Taken s;
    s.when("ana", s.of_ana).then_done();
    const Id16 objection = s.made();
    s.when("ana", s.of_ana).then_refused(v1::DISPUTED_ALREADY);
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::AGREE);
    s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_refused(v1::RULED_ALREADY);
    s.when("fay", s.dispute(s.ballot, "ana", {v1::DISAGREE})).then_refused(v1::RULED_ALREADY);
}

TEST(FalseSale, is_disputed_whatever_who_bought_objects_to) {
    for (const bool is_ruled_first : {true, false}) {
        Taken s;
        s.when("fay", s.dispute(s.ballot, "ana", {v1::ABSTAIN})).then_done();
        const Id16 of_fay = s.made();
        if (is_ruled_first) s.when_upheld("ren", of_fay).then_done();
        s.when("ana", s.of_ana).then_done();
        const Id16 objection = s.made();
        s.when_upheld("ren", objection).then_done();
        if (!is_ruled_first) s.when_upheld("ren", of_fay).then_done();
        EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::AGREE);
        s.when("ana", s.of_ana).then_refused(v1::RULED_ALREADY);
    }
}

TEST(FalseSale, is_disputed_whoever_it_is_sold_on_to) {
    Sold s;
    s.sold_to_fay();
    s.when("ana", s.with_document(s.dispute(s.ballot, "ana", {v1::AGREE}))).then_done();
    const Id16 objection = s.made();
    auto on = s.sale("flat of ana", "zed");
    on.set_replaces(s.row(registry::holdings, id("flat of ana"))->written_by());
    s.when("ben", on).then_done();
    s.when_cosigned(s.replacing(s.ballot, "ana", {"flat of ana"}, "zed")).then_done();
    s.when("zed", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::AGREE);
}

// Fay did buy; what is false is that the sale was none.
TEST(FalseSale, that_is_said_to_be_undone_is_disputed_by_who_bought) {
    Taken s;
    auto back = s.sale("flat of ana", "ana");
    back.set_replaces(s.row(registry::holdings, id("flat of ana"))->written_by());
    s.when("ben", back).then_done();
    s.when_cosigned(s.undoing(s.ballot, "ana", {"flat of ana"}, "ana")).then_done();
    s.when("ana", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    const auto act = s.dispute(s.ballot, "ana", {v1::DISAGREE});
    s.when("fay", act).then_refused(v1::NOT_YOUR_LINE);
    s.when("fay", s.with_document(act)).then_done();
    const Id16 objection = s.made();
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(mark_of(s, s.ballot, "ana"), v1::DISAGREE);
}

}  // namespace linlian::ballot
