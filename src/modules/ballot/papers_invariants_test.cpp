// Each invariant of papers is shown the very thing that it is there to find.
#include "modules/ballot/papers_invariants.h"

#include "kit/papers.h"

namespace linlian::ballot {
namespace {

template <class Row>
std::optional<Row> of(const char* from) {
    return kit::text<Row>(from);
}

TEST(PaperInvariants, find_a_paper_that_went_back) {
    const auto issued = of<v1::PaperRow>("state: ISSUED round: 2");
    EXPECT_FALSE(paper_goes_on(issued, of<v1::PaperRow>("state: SEALED_ONCE round: 2")));
    EXPECT_TRUE(paper_goes_on(issued, of<v1::PaperRow>("state: ISSUED round: 1")));
    EXPECT_TRUE(paper_goes_on(issued, std::nullopt));
    EXPECT_TRUE(paper_goes_on(issued, of<v1::PaperRow>("line { premises: 1 } round: 2")));
    const auto voided = of<v1::PaperRow>("state: VOIDED round: 2");
    EXPECT_TRUE(paper_goes_on(voided, of<v1::PaperRow>("state: ISSUED round: 2")));
}

TEST(PaperInvariants, find_a_reading_that_changed) {
    const auto alone =
        of<v1::PaperRound>(R"(readings { member: "a" office: "x" office_kind: "p" seal: "1" })");
    const auto anew =
        of<v1::PaperRound>(R"(readings { member: "a" office: "x" office_kind: "p" seal: "2" })");
    EXPECT_FALSE(shown_stays(alone, anew)) << "alone a clerk may think anew";
    auto both = *alone;
    both.MergeFrom(
        *of<v1::PaperRound>(R"(readings { member: "b" office: "y" office_kind: "q" seal: "3" })"));
    EXPECT_FALSE(shown_stays(alone, both));
    auto moved = both;
    moved.mutable_readings(0)->set_seal("9");
    EXPECT_TRUE(shown_stays(std::optional{both}, moved));
    EXPECT_TRUE(shown_stays(std::optional{both}, alone));
    EXPECT_TRUE(shown_stays(alone, std::nullopt));
    auto shown = both;
    shown.mutable_readings(0)->mutable_entry()->set_is_signed(true);
    EXPECT_FALSE(shown_stays(std::optional{both}, shown));
    EXPECT_TRUE(shown_stays(std::optional{shown}, both));
    auto ended = both;
    ended.set_reopened_by("t");
    EXPECT_TRUE(shown_stays(std::optional{ended}, shown));
    both.mutable_readings(1)->set_office_kind("p");
    EXPECT_TRUE(shown_stays(std::nullopt, both)) << "one kind of office";
}

TEST(PaperInvariants, find_a_vote_on_paper_that_one_office_entered) {
    const std::optional<v1::CastRow> none;
    EXPECT_FALSE(two_clerks_stand_behind(
        none,
        of<v1::CastRow>(R"(channel: PAPER paper: "p" clerk_offices: "a" clerk_offices: "b")")));
    EXPECT_TRUE(two_clerks_stand_behind(
        none,
        of<v1::CastRow>(R"(channel: PAPER paper: "p" clerk_offices: "a" clerk_offices: "a")")));
    EXPECT_TRUE(two_clerks_stand_behind(
        none, of<v1::CastRow>(R"(channel: PAPER clerk_offices: "a" clerk_offices: "b")")));
    EXPECT_FALSE(two_clerks_stand_behind(none, of<v1::CastRow>("channel: PHONE")));
}

TEST(PaperInvariants, find_a_chunk_that_changed) {
    const auto chunk = of<v1::CityChunk>("lines: 1");
    EXPECT_FALSE(chunk_stays(std::nullopt, chunk));
    EXPECT_TRUE(chunk_stays(chunk, chunk));
    EXPECT_TRUE(chunk_stays(chunk, std::nullopt));
}

// A state of these rows alone.
struct Rows {
    template <class Row, class... Parts, class... Given>
    Rows& put(const state::Table<Row, Parts...>& table, const Row& row, const Given&... parts) {
        state::Overlay overlay{rows};
        table.put(overlay, Parts(parts)..., row);
        rows.apply(overlay.take_changes());
        return *this;
    }
    state::MemoryState rows;
};

const Id16 ballot = id("ballot");
const Id16 serial = id("paper");
const Hash32 head = sha256("head");

v1::PaperRow counted_paper() {
    v1::PaperRow row;
    row.set_state(v1::COUNTED);
    row.mutable_line()->set_head(head.bytes());
    return row;
}

v1::CastRow vote_on_paper() {
    v1::CastRow row;
    row.set_channel(v1::PAPER);
    row.set_paper(serial.bytes());
    return row;
}

TEST(PaperInvariants, find_papers_that_are_not_the_votes) {
    EXPECT_FALSE(papers_equal_votes(Rows{}
                                        .put(papers, counted_paper(), ballot, serial)
                                        .put(casts, vote_on_paper(), ballot, head)
                                        .rows));
    EXPECT_TRUE(papers_equal_votes(Rows{}.put(papers, counted_paper(), ballot, serial).rows));
    EXPECT_TRUE(papers_equal_votes(Rows{}.put(casts, vote_on_paper(), ballot, head).rows));
    auto struck = vote_on_paper();
    struck.set_struck(true);
    EXPECT_TRUE(papers_equal_votes(
        Rows{}.put(papers, counted_paper(), ballot, serial).put(casts, struck, ballot, head).rows));
}

TEST(PaperInvariants, find_two_live_papers_of_a_line) {
    v1::PaperOf live;
    live.set_serial(serial.bytes());
    Rows s;
    s.put(papers, counted_paper(), ballot, serial).put(papers_of, live, ballot, head);
    EXPECT_FALSE(one_live_paper(s.rows));
    EXPECT_TRUE(one_live_paper(Rows{s}.put(papers, counted_paper(), ballot, id("two")).rows));
    EXPECT_TRUE(one_live_paper(Rows{}.put(papers_of, live, ballot, head).rows));
}

TEST(PaperInvariants, find_mandates_that_are_not_counted) {
    v1::Mandate mandate;
    mandate.mutable_terms()->set_holder(id_bytes("bo"));
    v1::MandateCount count;
    count.set_lines(1);
    Rows s;
    s.put(mandates, mandate, ballot, head);
    EXPECT_TRUE(counts_equal_mandates(s.rows));
    EXPECT_FALSE(counts_equal_mandates(Rows{s}.put(mandates_of, count, ballot, id("bo")).rows));
    count.set_lines(2);
    EXPECT_TRUE(counts_equal_mandates(Rows{s}.put(mandates_of, count, ballot, id("bo")).rows));
}

TEST(PaperInvariants, find_a_chunk_that_is_missing_and_a_double_of_no_line) {
    v1::CityChunk chunk;
    EXPECT_FALSE(chunks_follow(Rows{}.put(city_chunks, chunk, ballot, 0U).rows));
    EXPECT_TRUE(chunks_follow(Rows{}.put(city_chunks, chunk, ballot, 1U).rows));
    chunk.set_lines(1);
    Rows s;
    s.put(city_chunks, chunk, ballot, 0U);
    EXPECT_FALSE(chunks_follow(Rows{s}.put(city_doubles, v1::CityDouble{}, ballot, 0U, 0U).rows));
    EXPECT_TRUE(chunks_follow(Rows{s}.put(city_doubles, v1::CityDouble{}, ballot, 0U, 1U).rows));
}

}  // namespace
}  // namespace linlian::ballot
