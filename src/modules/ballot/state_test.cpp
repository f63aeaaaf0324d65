// The invariants of ballots: each is broken on purpose.
#include "kit/ballots.h"
#include "machine/due.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {
namespace {

// The name of the invariant that this change breaks; empty: none.
template <class Table, class Row>
std::string broken_by(const Table& table, const std::optional<Row>& before,
                      const std::optional<Row>& after) {
    const auto bytes = [&table](const std::optional<Row>& row) {
        std::optional<Bytes> value;
        if (row)
            value =
                Bytes(table.info().privacy == state::Privacy::personal ? Hash32::size : 0, 's') +
                codec::encode(*row);
        return value;
    };
    for (const auto& invariant : ballot::module().invariants)
        if (invariant.table == table.path() &&
            invariant.change({table.path(), bytes(before), bytes(after)}))
            return invariant.name;
    return {};
}

TEST(BallotInvariants, see_a_call_that_changes) {
    using Row = std::optional<v1::CallRow>;
    EXPECT_EQ(broken_by(calls, Row{}, Row{v1::CallRow{}}), "");
    EXPECT_NE(broken_by(calls, Row{v1::CallRow{}}, Row{v1::CallRow{}}), "");
    EXPECT_NE(broken_by(calls, Row{v1::CallRow{}}, Row{}), "");
}

TEST(BallotInvariants, see_a_ballot_that_goes_back_or_loses_its_roll) {
    using Row = std::optional<v1::Poll>;
    const std::string name = "a ballot only goes on";
    const auto open = kit::text<v1::Poll>("stage: OPEN opens_ms: 1 closes_ms: 5 roll_lines: 4");
    auto other = open;
    other.set_stage(v1::PRELIMINARY);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{other}), "");
    EXPECT_EQ(broken_by(polls, Row{other}, Row{open}), name);
    other.set_stage(v1::WITHDRAWN);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{other}), "");
    EXPECT_EQ(broken_by(polls, Row{other}, Row{open}), name);
    other = open;
    other.set_roll_lines(5);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{other}), name);
    other = open;
    other.set_closes_ms(4);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{other}), name);
    other.set_closes_ms(6);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{other}), "");
    other.set_opens_ms(6);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{other}), name);
    EXPECT_EQ(broken_by(polls, Row{open}, Row{}), name);
}

TEST(BallotInvariants, see_what_is_decided_change) {
    using Verdict = std::optional<v1::VerdictRow>;
    const Verdict preliminary = kit::text<v1::VerdictRow>("stage: PRELIMINARY");
    const Verdict final = kit::text<v1::VerdictRow>("stage: FINAL");
    EXPECT_EQ(broken_by(verdicts, preliminary, final), "");
    EXPECT_NE(broken_by(verdicts, final, final), "");
    EXPECT_NE(broken_by(verdicts, preliminary, Verdict{}), "");
    using Cast = std::optional<v1::CastRow>;
    const Cast cast = kit::text<v1::CastRow>("area_centi: 5 building: 'b' ruled_by: 'o'");
    EXPECT_EQ(broken_by(casts, Cast{}, cast), "");
    EXPECT_EQ(broken_by(casts, cast, cast), "");
    EXPECT_NE(broken_by(casts, cast, Cast{}), "");
    EXPECT_NE(broken_by(casts, cast, Cast{kit::text<v1::CastRow>("area_centi: 5 building: 'b'")}),
              "");
    EXPECT_NE(broken_by(casts, cast, Cast{kit::text<v1::CastRow>("building: 'b' ruled_by: 'o'")}),
              "");
    using Ruled = std::optional<v1::Objection>;
    const Ruled open = v1::Objection{};
    const Ruled ruled = kit::text<v1::Objection>("ruling: UPHELD");
    EXPECT_EQ(broken_by(objections, open, ruled), "");
    EXPECT_NE(broken_by(objections, ruled, open), "");
    EXPECT_NE(broken_by(objections, open, Ruled{}), "");
}

// An open ballot with a vote and an objection, which each test spoils in one way.
struct Rows {
    explicit Rows(bool is_closed = false) : s(is_closed), overlay(s.rows()) {}
    std::vector<std::string> broken() const {
        std::vector<std::string> names;
        for (const auto& invariant : ballot::module().invariants)
            if (invariant.whole && invariant.whole(overlay)) names.push_back(invariant.name);
        return names;
    }
    struct Made : BallotTown {
        explicit Made(bool is_closed) : BallotTown("") {
            four_flats();
            ballot = opened(call({item("roof")}));
            when("dan", vote(ballot, "dan")).then_done();
            when("eve", dispute(ballot, "eve")).then_done();
            objection = made();
            if (is_closed) close(ballot);
        }
        Id16 ballot;
        Id16 objection;
    };
    Made s;
    state::Overlay overlay;
};

using Names = std::vector<std::string>;

TEST(BallotInvariants, hold_for_a_ballot_as_it_should_be) { EXPECT_EQ(Rows{}.broken(), Names{}); }

TEST(BallotInvariants, see_a_turnout_that_tells_too_early) {
    const Names expected{"turnout equals the votes"};
    Rows building;
    turnouts.put(building.overlay, building.s.ballot, id("west"), v1::Turnout{});
    EXPECT_EQ(building.broken(), expected);
    Rows channel;
    auto poll = channel.s.poll(channel.s.ballot);
    poll.set_heads_phone(1);
    polls.put(channel.overlay, channel.s.ballot, poll);
    EXPECT_EQ(channel.broken(), expected);
    Rows stray;
    casts.put(stray.overlay, id("no ballot"), Hash32{}, v1::CastRow{});
    EXPECT_EQ(stray.broken(), expected);
}

TEST(BallotInvariants, see_a_turnout_that_is_not_the_votes) {
    const Names expected{"turnout equals the votes"};
    Rows lost{true};
    turnouts.erase(lost.overlay, lost.s.ballot, id("west"));
    EXPECT_EQ(lost.broken(), expected);
    Rows more{true};
    auto poll = more.s.poll(more.s.ballot);
    poll.set_heads_phone(2);
    polls.put(more.overlay, more.s.ballot, poll);
    EXPECT_EQ(more.broken(), expected);
}

TEST(BallotInvariants, see_objections_that_nobody_waits_for) {
    const Names expected{"pending equals the objections without ruling"};
    const std::string of_heads = "what is disputed is what waits for a ruling";
    Rows ruled;
    auto row = *ruled.s.row(objections, ruled.s.objection);
    row.set_ruling(v1::UPHELD);
    objections.put(ruled.overlay, ruled.s.objection, row);
    EXPECT_EQ(ruled.broken(), (Names{expected.front(), of_heads}));
    Rows undisputed;
    disputed.scan(undisputed.s.rows(), [&](const auto& parts, const auto&) {
        const auto& [ballot, head, id] = parts;
        disputed.erase(undisputed.overlay, ballot, head, id);
        return true;
    });
    EXPECT_EQ(undisputed.broken(), Names{of_heads});
    Rows unlisted;
    objections_of.erase(unlisted.overlay, unlisted.s.ballot, unlisted.s.objection);
    EXPECT_EQ(unlisted.broken(), expected);
    Rows many;
    v1::Objector objector;
    objector.set_open(2);
    objectors.put(many.overlay, many.s.ballot, id("eve"), objector);
    EXPECT_EQ(many.broken(), expected);
}

TEST(BallotInvariants, see_a_ballot_that_does_not_go_on) {
    const Names expected{"every ballot that is not over goes on"};
    Rows never;
    const Timestamp at{never.s.poll(never.s.ballot).due_ms()};
    machine::due_table.erase(never.overlay, at, close_work, due_key(never.s.ballot));
    EXPECT_EQ(never.broken(), expected);
    Rows twice;
    machine::due_table.put(twice.overlay, Timestamp{1}, count_work, due_key(twice.s.ballot), {});
    EXPECT_EQ(twice.broken(), expected);
    Rows silent;
    const Timestamp midnight{silent.s.poll(silent.s.ballot).turnout_due_ms()};
    machine::due_table.erase(silent.overlay, midnight, turnout_work, due_key(silent.s.ballot));
    EXPECT_EQ(silent.broken(), expected);
}

TEST(BallotInvariants, see_rolls_and_lists_that_are_not_true) {
    Rows roll;
    rolls_of.erase(roll.overlay, roll.s.ballot, id("east"));
    EXPECT_EQ(roll.broken(), Names{"a roll is the sum of its buildings"});
    const Names expected{"the lists of ballots are true"};
    Rows list;
    const Timestamp called{list.s.row(calls, list.s.ballot)->called_ms()};
    by_estate.erase(list.overlay, id("garden"), called, list.s.ballot);
    EXPECT_EQ(list.broken(), expected);
    Rows more;
    running.put(more.overlay, id("owners"), kit::text<v1::Running>("ballots: 2"));
    EXPECT_EQ(more.broken(), Names{"the running ballots of an office are counted"});
    Rows made_up;
    covenants.put(made_up.overlay, id("garden"), sha256("any text"), made_up.s.ballot, {});
    EXPECT_EQ(made_up.broken(), Names{"covenants on record passed and stand"});
    Rows held;
    v1::Live live;
    live.set_ballot(id_bytes("no ballot"));
    live_subjects.put(held.overlay, id("garden"), id("subject"), live);
    EXPECT_EQ(held.broken(), expected);
}

}  // namespace
}  // namespace linlian::ballot
