// Each invariant of papers is shown the very thing that it is there to find.
#include "modules/ballot/paper/invariants.h"

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

v1::PaperRound one_reading() {
    return *of<v1::PaperRound>(
        R"(readings { member: "a" office: "x" office_kind: "p" seal: "1" })");
}
v1::PaperRound two_readings() {
    auto both = one_reading();
    both.MergeFrom(*of<v1::PaperRound>(
        R"(readings { member: "b" office: "y" office_kind: "q" seal: "3" independent_of: 0 })"));
    return both;
}
std::optional<std::string> after(const v1::PaperRound& before, const v1::PaperRound& now) {
    return shown_stays(std::optional{before}, std::optional{now});
}

TEST(PaperInvariants, find_a_reading_that_changed) {
    const auto both = two_readings();
    auto anew = one_reading();
    anew.mutable_readings(0)->set_seal("2");
    EXPECT_FALSE(after(one_reading(), anew)) << "nobody else has sealed";
    anew = both;
    anew.mutable_readings(0)->set_seal("2");
    EXPECT_TRUE(after(both, anew));
    EXPECT_FALSE(after(one_reading(), both));
    EXPECT_TRUE(after(both, one_reading()));
    EXPECT_TRUE(shown_stays(std::optional{both}, std::nullopt));
    auto shown = both;
    shown.mutable_readings(0)->mutable_entry()->set_is_signed(true);
    EXPECT_FALSE(after(both, shown));
    EXPECT_TRUE(after(shown, both));
    auto late_thought = shown;
    late_thought.mutable_readings(1)->set_seal("9");
    EXPECT_TRUE(after(shown, late_thought));
    auto apart = both;
    apart.mutable_readings(1)->clear_independent_of();
    EXPECT_TRUE(after(both, apart));
    auto ended = both;
    ended.set_reopened_by("t");
    EXPECT_TRUE(after(ended, shown));
}

TEST(PaperInvariants, find_readings_by_the_wrong_people) {
    const auto first = [](const v1::PaperRound& round) {
        return shown_stays(std::nullopt, std::optional{round});
    };
    EXPECT_FALSE(first(two_readings()));
    EXPECT_TRUE(first({}));
    auto of_one_kind = two_readings();
    of_one_kind.mutable_readings(1)->set_office_kind("p");
    EXPECT_TRUE(first(of_one_kind));
    auto of_itself = two_readings();
    of_itself.mutable_readings(1)->set_independent_of(0, 1);
    EXPECT_TRUE(first(of_itself));
    auto shown_alone = one_reading();
    shown_alone.mutable_readings(0)->mutable_entry()->set_is_signed(true);
    EXPECT_TRUE(first(shown_alone));
    auto sealed_twice = one_reading();
    *sealed_twice.add_readings() = sealed_twice.readings(0);
    EXPECT_TRUE(first(sealed_twice));
    auto shown = two_readings();
    shown.mutable_readings(0)->mutable_entry()->set_is_signed(true);
    auto again = shown;
    *again.add_readings() = one_reading().readings(0);
    EXPECT_FALSE(after(shown, again));
    again.mutable_readings(2)->set_office("z");
    EXPECT_TRUE(after(shown, again));
    auto often = shown;
    for (int i = 0; i < 3; ++i) *often.add_readings() = shown.readings(0);
    EXPECT_TRUE(after(shown, often));
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
    row.set_state(v1::SETTLED);
    row.mutable_line()->set_head(head.bytes());
    row.set_round(1);
    return row;
}

v1::CastRow vote_on_paper() {
    v1::CastRow row;
    row.set_channel(v1::PAPER);
    row.set_paper(serial.bytes());
    row.add_entered_by("a");
    row.add_entered_by("b");
    return row;
}

v1::PaperRound read_alike() {
    auto round = two_readings();
    for (auto& reading : *round.mutable_readings()) reading.mutable_entry()->set_is_signed(true);
    return round;
}

TEST(PaperInvariants, find_papers_that_are_not_the_votes) {
    Rows s;
    s.put(papers, counted_paper(), ballot, serial).put(polls, v1::Poll{}, ballot);
    s.put(casts, vote_on_paper(), ballot, head);
    EXPECT_TRUE(papers_equal_votes(s.rows)) << "nobody read it";
    const auto with = [&s](const v1::PaperRound& round) {
        return papers_equal_votes(Rows{s}.put(paper_rounds, round, ballot, serial, 1U).rows);
    };
    EXPECT_FALSE(with(read_alike()));
    EXPECT_TRUE(with(two_readings())) << "nobody showed it";
    auto unlike = read_alike();
    unlike.mutable_readings(0)->mutable_entry()->set_is_signed(false);
    EXPECT_TRUE(with(unlike));
    auto by_another = read_alike();
    by_another.mutable_readings(0)->set_member("c");
    EXPECT_TRUE(with(by_another));
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
    s.put(papers, counted_paper(), ballot, serial).put(papers_of, live, ballot, head, "");
    EXPECT_TRUE(one_live_paper(s.rows)) << "its line does not list it";
    s.put(papers_for, live, ballot, head, serial);
    EXPECT_FALSE(one_live_paper(s.rows));
    EXPECT_TRUE(one_live_paper(Rows{s}.put(papers_for, live, ballot, head, id("two")).rows));
    EXPECT_TRUE(one_live_paper(Rows{s}.put(papers, counted_paper(), ballot, id("two")).rows));
    EXPECT_TRUE(one_live_paper(Rows{}.put(papers_of, live, ballot, head, "").rows));
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
    v1::CityDouble aside;
    aside.set_head(head.bytes());
    EXPECT_FALSE(chunks_follow(Rows{s}.put(city_doubles, aside, ballot, head).rows));
    aside.set_place(1);
    EXPECT_TRUE(chunks_follow(Rows{s}.put(city_doubles, aside, ballot, head).rows));
    aside.set_place(0);
    aside.set_number(1);
    EXPECT_TRUE(chunks_follow(Rows{s}.put(city_doubles, aside, ballot, head).rows));
}

}  // namespace
}  // namespace linlian::ballot
