// Everybody of a line has their own word against what counts for it: nobody takes another's by
// being first, clerks end none by entering a paper anew, and nobody learns by theirs what others
// did.
#include "codec/wire.h"
#include "kit/papers.h"
#include "modules/ballot/acts.h"

namespace linlian::ballot {
namespace {

// Ana's flat is sold to fay while the ballot is open, as a buyer's clerk says: ben, in the
// registry; hua and pru enter it into the ballot in good faith.
struct Sold : PaperTown {
    Id16 ballot;

    explicit Sold(const std::string& vectors = "ballot") : PaperTown(vectors) {
        third_kind();
        four_flats();
        for (const auto* name : {"fay", "zed"}) person(name);
        auto call = paper_call();
        call.mutable_terms()->add_channels(v1::CITY_LIST);
        ballot = opened(call);
    }
    void sold(const std::string& to) {
        auto act = sale("flat of ana", to);
        const auto row = PaperTown::row(registry::holdings, id("flat of ana"));
        act.set_replaces(row->written_by());
        when("ben", act).then_done();
        when_by_others(replacing(ballot, "ana", {"flat of ana"}, to)).then_done();
    }
    // Ana says that she never sold.
    v1::Object never_sold(v1::Mark mark) const {
        return with_document(dispute(ballot, "ana", {mark}));
    }
    Bytes told_of(const Id16& objection) {
        v1::ObjectionQuery query;
        query.set_objection(objection.bytes());
        auto row = ask<v1::ObjectionReply>(query, "ana")->row();
        row.clear_time_ms();
        return codec::encode(row);
    }
};

// Whether the buyer votes is not for who sold: neither their own row nor a refusal tells it.
TEST(OwnWord, tells_who_sold_nothing_of_who_bought) {
    std::set<Bytes> told;
    for (const bool votes : {false, true}) {
        Sold s{votes ? "ballot" : ""};
        s.sold("fay");
        const auto cast = s.vote(s.ballot, "ana");
        if (votes)
            s.when("fay", cast).then_done();
        else
            s.when("bo", s.vote(s.ballot, "bo")).then_done();
        s.when("ana", s.never_sold(v1::AGREE)).then_done();
        told.insert(s.told_of(s.made()));
        if (votes) s.when("fay", s.vote(s.ballot, "ana", v1::DISAGREE)).then_done();
        s.when("ana", s.never_sold(v1::DISAGREE)).then_refused(v1::DISPUTED_ALREADY);
    }
    EXPECT_EQ(told.size(), 1U) << "the row is the same whether the buyer voted or not";
}

TEST(OwnWord, against_a_sale_is_not_ruled_on_by_who_recorded_it) {
    Sold s;
    s.sold("fay");
    s.when("fay", s.vote(s.ballot, "ana")).then_done();
    s.when("ana", s.never_sold(v1::DISAGREE)).then_done();
    const Id16 objection = s.made();
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when("ren", s.ruling(objection, v1::REJECTED)).then_done();
}

// Fay sells on to zed, and says what zed chose: that takes nothing from ana.
TEST(OwnWord, of_the_roll_stands_before_that_of_who_bought_and_sold) {
    Sold s;
    s.sold("fay");
    s.sold("zed");
    s.when("zed", s.vote(s.ballot, "ana", v1::AGREE)).then_done();
    s.when("fay", s.never_sold(v1::AGREE)).then_done();
    const Id16 of_fay = s.made();
    s.when("ana", s.never_sold(v1::DISAGREE)).then_done();
    const Id16 of_ana = s.made();
    s.when_upheld("ren", of_fay).then_done();
    s.when_upheld("ren", of_ana).then_done();
    EXPECT_EQ(s.counted(s.ballot, "ana")->choices(0).open().mark(), v1::DISAGREE);
    s.when("fay", s.never_sold(v1::AGREE)).then_refused(v1::RULED_ALREADY);
}

TEST(OwnWord, is_not_taken_by_a_co_owner_who_was_first) {
    Sold s;
    s.when_counted(s.ballot, "dan", v1::DISAGREE);
    s.when("eve", s.dispute(s.ballot, "eve", {v1::DISAGREE})).then_done();
    const Id16 of_eve = s.made();
    s.when("dan", s.dispute(s.ballot, "dan", {v1::AGREE})).then_done();
    const Id16 of_dan = s.made();
    s.when("ren", s.ruling(of_eve, v1::REJECTED)).then_done();
    s.when_upheld("ren", of_dan).then_done();
    EXPECT_EQ(s.counted(s.ballot, "dan")->choices(0).open().mark(), v1::AGREE);
}

// Of one line there is one vote that may turn.
TEST(OwnWord, counts_once_for_a_line_however_many_have_one) {
    Sold s;
    s.when("dan", s.vote(s.ballot, "dan")).then_done();
    s.when("dan", s.dispute(s.ballot, "dan", {v1::DISAGREE})).then_done();
    s.when("eve", s.dispute(s.ballot, "eve", {v1::DISAGREE})).then_done();
    s.close(s.ballot);
    while (s.poll(s.ballot).stage() != v1::PRELIMINARY) s.when_passed(ms_per_day);
    EXPECT_EQ(s.verdict(s.ballot).disputed(), 1U);
}

// The paper says the same as before: whoever reads it once more says nothing for its voter.
TEST(OwnWord, is_not_ended_by_a_paper_that_is_entered_anew) {
    Sold s;
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.when("ana", s.dispute(s.ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.when_reopened(s.reopening(s.ballot, "ana")).then_done();
    s.when_entered(s.ballot, "ana", v1::DISAGREE, 2);
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(s.counted(s.ballot, "ana")->choices(0).open().mark(), v1::AGREE);
}

// Where paper displaces the phone: the newer will was theirs, whatever lies over it.
TEST(OwnWord, is_ended_by_a_newer_vote_also_under_a_paper) {
    PaperTown s;
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_paper_displaces_phone(true);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    const Id16 objection = s.made();
    s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
    s.when_counted(ballot, "ana", v1::ABSTAIN);
    s.when_upheld("ren", objection).then_done();
    EXPECT_EQ(s.counted(ballot, "ana")->choices(0).open().mark(), v1::ABSTAIN);
}

TEST(OwnWord, about_the_citys_list_is_not_ruled_on_by_who_entered_it) {
    Sold s;
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana"})).then_done();
    s.when("ana", s.dispute(s.ballot, "ana", {v1::DISAGREE})).then_done();
    const Id16 of_vote = s.made();
    s.when("ben", s.ruling(of_vote, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when("gus", s.ruling(of_vote, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    s.close(s.ballot);
    while (s.poll(s.ballot).stage() != v1::PRELIMINARY) s.when_passed(ms_per_day);
    s.when("bo", s.objection(s.ballot, v1::RESULT)).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
}

// Who upheld what changed a vote does not say whether that was right.
TEST(OwnWord, about_the_result_is_not_ruled_on_by_who_changed_its_votes) {
    Sold s;
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    s.when("ana", s.dispute(s.ballot, "ana", {v1::DISAGREE})).then_done();
    s.when_upheld("ren", s.made()).then_done();
    s.close(s.ballot);
    while (s.poll(s.ballot).stage() != v1::PRELIMINARY) s.when_passed(ms_per_day);
    s.when("bo", s.objection(s.ballot, v1::RESULT)).then_done();
    const Id16 objection = s.made();
    s.when("ren", s.ruling(objection, v1::REJECTED)).then_refused(v1::RULER_INVOLVED);
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done();
}

// A line that a ruling decided has been used, and whoever buys it would be mute.
TEST(OwnWord, that_was_ruled_on_stays_with_its_line) {
    Sold s;
    s.when("ana", s.vote(s.ballot, "ana")).then_done();
    s.when("ana", s.dispute(s.ballot, "ana")).then_done();
    s.when_upheld("ren", s.made()).then_done();
    s.when("ben", s.sale("flat of ana", "fay")).then_done();
    s.when_by_others(s.replacing(s.ballot, "ana", {"flat of ana"}, "fay"))
        .then_refused(v1::LINE_USED);
}

}  // namespace
}  // namespace linlian::ballot
