#include "modules/ballot/count/recount.h"

#include "kit/ballots.h"
#include "modules/ballot/count/result.h"

namespace linlian::ballot {
namespace {

// A closed ballot with two items, and all that a recount is given.
struct Closed : BallotTown {
    Closed() : BallotTown("") {
        four_flats();
        auto committee = item("committee", v1::COMMITTEE);
        committee.set_form(v1::ELECT);
        committee.set_seats(1);
        add_options(committee, 2);
        ballot = opened(call({item("roof"), committee}));
        auto vote_of_ana = vote(ballot, "ana", v1::DISAGREE);
        vote_of_ana.mutable_choices(1)->mutable_open()->set_mark(v1::AGREE);
        vote_of_ana.mutable_choices(1)->mutable_open()->add_options(1);
        when("ana", vote_of_ana).then_done();
        when("bo", vote(ballot, "bo", v1::DISAGREE)).then_done();
        when("dan", vote(ballot, "dan", v1::ABSTAIN)).then_done();
        close(ballot);
        act = row(calls, ballot)->call();
        lines = registry::roll_at(rows(), act.electorate(), poll(ballot).roll_height(),
                                  Timestamp{poll(ballot).roll_ms()});
        visit_leaves(rows(), ballot, nullptr, [this](const v1::CastLeaf& leaf) {
            leaves.push_back(leaf);
            return true;
        });
        proven = {verdict(ballot, 0), verdict(ballot, 1)};
    }
    std::string differs() const {
        const auto found = recount(act, lines, leaves, proven);
        return found ? found->what : "";
    }
    Id16 ballot;
    v1::CallBallot act;
    std::vector<reg::RollLine> lines;
    std::vector<v1::CastLeaf> leaves;
    std::vector<v1::VerdictRow> proven;
};

TEST(Recount, reaches_the_verdict_that_the_nodes_proved) {
    Closed s;
    EXPECT_EQ(s.leaves.size(), 3U);
    EXPECT_EQ(s.differs(), "");
}

// A node that lies: whatever it changes, the recount names it.
TEST(Recount, names_what_a_lying_node_changed) {
    const Closed honest;
    auto s = Closed{};
    s.proven[0].mutable_input()->mutable_agree()->mutable_heads()->set_value(3);
    EXPECT_EQ(s.differs(), "input");
    s.proven = honest.proven;
    s.proven[0].mutable_verdict()->set_outcome(tally::v1::PASSED);
    EXPECT_EQ(s.differs(), "verdict");
    s.proven = honest.proven;
    s.proven[0].set_outcome(tally::v1::PASSED);
    EXPECT_EQ(s.differs(), "outcome");
    s.proven = honest.proven;
    s.proven[1].mutable_election()->set_seated(1);
    EXPECT_EQ(s.differs(), "election");
    s.proven = honest.proven;
    s.proven[1].mutable_options(0)->mutable_figures()->mutable_heads()->set_value(2);
    EXPECT_EQ(s.differs(), "options");
    s.proven = honest.proven;
    s.proven[0].mutable_rule()->mutable_checks(0)->mutable_threshold()->set_num(1);
    EXPECT_EQ(s.differs(), "rule");
    s.proven = honest.proven;
    s.proven[0].mutable_by_channel(0)->set_heads(2);
    EXPECT_EQ(s.differs(), "by_channel");
    s.proven.pop_back();
    EXPECT_EQ(s.differs(), "verdicts");
}

// Each row may be proven by itself, at another height or stage than the others.
TEST(Recount, takes_the_verdicts_of_one_count_alone) {
    const Closed honest;
    auto s = Closed{};
    s.proven[1].set_height(s.proven[1].height() - 1);
    EXPECT_EQ(s.differs(), "height");
    s.proven = honest.proven;
    s.proven[1].set_stage(v1::FINAL);
    EXPECT_EQ(s.differs(), "stage");
    s.proven = honest.proven;
    s.proven[1].set_upheld(1);
    EXPECT_EQ(s.differs(), "objections");
    s.proven = honest.proven;
    for (auto& row : s.proven) row.set_stage(v1::OPEN);
    EXPECT_EQ(s.differs(), "stage");
}

TEST(Recount, of_a_preliminary_result_is_not_one_of_the_final) {
    Closed s;
    EXPECT_FALSE(check_one_count(s.poll(s.ballot), s.proven));
    const auto preliminary = s.proven;
    s.settle(s.ballot);
    const auto mixed = check_one_count(s.poll(s.ballot), preliminary);
    ASSERT_TRUE(mixed);
    EXPECT_EQ(mixed->what, "stage");
    s.proven = {preliminary[0], s.verdict(s.ballot, 1)};
    EXPECT_EQ(s.differs(), "stage");
    s.proven = {s.verdict(s.ballot, 0), s.verdict(s.ballot, 1)};
    EXPECT_EQ(s.differs(), "");
    EXPECT_FALSE(check_one_count(s.poll(s.ballot), s.proven));
}

// A ruling between two pages: they say so.
TEST(Recount, has_pages_that_name_their_count) {
    Closed s;
    auto query = about<v1::RecountQuery>(s.ballot);
    query.set_limit(2);
    const auto first = s.ask<v1::RecountReply>(query, "ana");
    ASSERT_TRUE(first);
    EXPECT_EQ(first->counted_height(), s.proven[0].height());
    EXPECT_EQ(first->stage(), v1::PRELIMINARY);
    EXPECT_EQ(first->casts_root(), s.proven[0].casts_root());
    EXPECT_EQ(first->counted(), 3U);
    s.when("ana", s.with_document(s.dispute(s.ballot, "ana"))).then_done();
    s.when_upheld("ben", s.made()).then_done();
    query.set_after(first->next_after());
    const auto second = s.ask<v1::RecountReply>(query, "ana");
    ASSERT_TRUE(second);
    EXPECT_NE(second->counted_height(), first->counted_height());
    EXPECT_NE(second->casts_root(), first->casts_root());
}

TEST(Recount, names_what_is_wrong_with_lines_and_leaves) {
    const Closed honest;
    auto s = Closed{};
    s.lines.pop_back();
    EXPECT_NE(s.differs(), "");
    s.lines = honest.lines;
    s.lines[0].set_premises(9);
    EXPECT_EQ(s.differs(), "roll_root");
    s.lines = honest.lines;
    s.leaves[0].mutable_cast()->mutable_choices(0)->mutable_open()->set_mark(v1::AGREE);
    EXPECT_EQ(s.differs(), "casts_root");
    s.leaves = honest.leaves;
    s.leaves[0].mutable_cast()->set_area_centi(1);
    EXPECT_EQ(s.differs(), "casts_on_roll");
    s.leaves = honest.leaves;
    s.leaves[0].mutable_cast()->mutable_choices()->RemoveLast();
    EXPECT_EQ(s.differs(), "casts_valid");
    s.leaves = honest.leaves;
    std::swap(s.leaves[0], s.leaves[1]);
    EXPECT_EQ(s.differs(), "casts_order");
    s.leaves = honest.leaves;
    s.leaves.pop_back();
    EXPECT_EQ(s.differs(), "casts_root");
}

}  // namespace
}  // namespace linlian::ballot
