#include "client/effects/effects_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "client/words/enum_words.h"
#include "modules/ballot/ballot.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/state.h"

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// A ballot, and the line of ana and bo in it.
class LineEffects : public ::testing::Test {
  protected:
    LineEffects() {
        bal::CallRow call;
        call.mutable_call()->mutable_title()->set_zh("加装电梯");
        ledger_.proven[ballot::calls.key(test_id("ballot"))] = codec::encode(call);
        bal::Poll poll;
        poll.set_stage(bal::OPEN);
        poll.set_standing(bal::ANNULLED);
        ledger_.proven[ballot::polls.key(test_id("ballot"))] = codec::encode(poll);
        shown_ = ballot::shown_hash(call).bytes();
        auto& line = *voter_.mutable_line();
        line.set_head(Bytes(Hash32::size, 'h'));
        line.set_area_centi(88'50);
        for (const auto* owner : {"ana", "bo"}) line.add_owners(test_id(owner).bytes());
    }
    bal::EnterMandate mandate() const {
        bal::EnterMandate act;
        act.set_ballot(test_id("ballot").bytes());
        *act.mutable_voter() = voter_;
        act.set_giver(test_id("ana").bytes());
        act.mutable_terms()->set_holder(test_id("cai").bytes());
        return act;
    }

    // Title and stage of the ballot, for an act that names it.
    template <class Act>
    void expect_ballot_told() {
        Act act;
        act.set_ballot(test_id("ballot").bytes());
        act.set_shown(shown_);
        auto text = effect_text(ledger_, act);
        EXPECT_TRUE(holds(text, "│ 加装电梯")) << Act::descriptor()->name() << text;
        EXPECT_TRUE(holds(text, words_of(bal::OPEN).both())) << Act::descriptor()->name() << text;
        EXPECT_FALSE(holds(text, "is not that of this call")) << text;
        act.set_shown(Bytes(Hash32::size, 'x'));
        EXPECT_TRUE(holds(effect_text(ledger_, act), "is not that of this call"));
    }

    bal::ProvenLine voter_;
    Bytes shown_;
    HostileLedger ledger_;
};

TEST_F(LineEffects, of_a_mandate_are_who_votes_and_for_how_much) {
    auto act = mandate();
    auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("cai") + "：代 " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "88.50 m²")) << text;
    EXPECT_TRUE(holds(text, "全部事项 all items")) << text;
    EXPECT_TRUE(holds(text, "│ 加装电梯")) << text;
    EXPECT_FALSE(holds(text, "as instructed")) << text;
    act.mutable_terms()->add_items(0);
    act.mutable_terms()->add_items(2);
    act.mutable_terms()->add_instructed();
    text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "第 1、3 项 items 1, 3")) << text;
    EXPECT_TRUE(holds(text, "as instructed")) << text;
}

TEST_F(LineEffects, of_a_mandate_name_the_proxy_whom_it_replaces) {
    bal::MandatesReply said;
    auto& other = *said.add_given();
    other.set_head(Bytes(Hash32::size, 'o'));
    other.mutable_mandate()->mutable_terms()->set_holder(test_id("elsewhere").bytes());
    auto& entry = *said.add_given();
    entry.set_head(voter_.line().head());
    entry.mutable_mandate()->mutable_terms()->set_holder(test_id("dan").bytes());
    ledger_.say(said);
    const auto text = effect_text(ledger_, mandate());
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("dan"))) << text;
    EXPECT_FALSE(holds(text, shown_id("elsewhere"))) << text;
    said.mutable_given(1)->mutable_mandate()->set_ended(true);
    ledger_.say(said);
    EXPECT_FALSE(holds(effect_text(ledger_, mandate()), "失去 loses"));
}

TEST_F(LineEffects, of_a_sale_are_who_sold_and_who_votes_now) {
    bal::ReplaceVoter act;
    act.set_ballot(test_id("ballot").bytes());
    *act.mutable_voter() = voter_;
    act.add_owners(test_id("cai").bytes());
    const auto text = effect_text(ledger_, act);
    for (const auto* owner : {"ana", "bo"})
        EXPECT_TRUE(holds(text, "失去 loses " + shown_id(owner))) << text;
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("cai") + "：对该 88.50 m²")) << text;
    EXPECT_TRUE(holds(text, "│ 加装电梯")) << text;
    EXPECT_TRUE(holds(text, "where the line was voted for already, it is refused")) << text;
    ledger_.proven.clear();
    EXPECT_EQ(effect_rows(ledger_, act, {}).error().code, "ballot.BALLOT_UNKNOWN");
}

// Cai bought, and has the line: what cai voted is struck.
TEST_F(LineEffects, of_a_sale_that_never_was_are_who_bought_and_that_their_vote_is_struck) {
    bal::SuccessorsReply said;
    auto& sale = *said.add_successors();
    sale.set_head(voter_.line().head());
    sale.mutable_row()->add_owners(test_id("cai").bytes());
    ledger_.say(said);
    bal::ReplaceVoter act;
    act.set_ballot(test_id("ballot").bytes());
    *act.mutable_voter() = voter_;
    for (const auto* owner : {"ana", "bo"}) act.add_owners(test_id(owner).bytes());
    act.set_undoes(Bytes(Hash32::size, 't'));
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("cai"))) << text;
    EXPECT_FALSE(holds(text, "失去 loses " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "THE VOTE THAT WAS CAST BY IT IS STRUCK")) << text;
    EXPECT_FALSE(holds(text, "it is refused")) << text;
}

// Whoever comes second comes by `motion support`, which knows no ballot.
TEST_F(LineEffects, of_each_act_on_a_ballot_are_which_ballot_it_is) {
    expect_ballot_told<bal::MarkResult>();
    expect_ballot_told<bal::WithdrawBallot>();
    expect_ballot_told<bal::VoidPaper>();
    expect_ballot_told<bal::ReopenPaper>();
    expect_ballot_told<bal::RecordDeliveries>();
    expect_ballot_told<bal::EnterCityList>();
    bal::MarkResult mark;
    mark.set_ballot(test_id("ballot").bytes());
    mark.set_standing(bal::RESTORED);
    const auto text = effect_text(ledger_, mark);
    const auto was = words_of(bal::ANNULLED).both();
    EXPECT_TRUE(holds(text, was + " → " + words_of(bal::RESTORED).both())) << text;
}

TEST_F(LineEffects, of_a_paper_are_whose_it_is_and_how_far_it_was_read) {
    bal::PaperReply said;
    *said.mutable_row()->mutable_line() = voter_.line();
    said.mutable_row()->set_state(bal::SEALED_ONCE);
    ledger_.say(said);
    bal::VoidPaper act;
    act.set_ballot(test_id("ballot").bytes());
    act.set_shown(shown_);
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "88.50 m²")) << text;
    EXPECT_TRUE(holds(text, enum_text_of(bal::SEALED_ONCE))) << text;
    EXPECT_TRUE(holds(text, "业主 owner " + shown_id("ana"))) << text;
}

// A node that tells nothing has nothing signed.
TEST_F(LineEffects, of_a_decision_on_an_objection_that_is_not_told_are_none) {
    ClosedLedger closed;
    bal::UpholdObjection act;
    act.set_objection(test_id("objection").bytes());
    EXPECT_EQ(effect_rows(closed, act, {}).error().code, "ballot.NOT_FOR_YOU");
}

}  // namespace
}  // namespace linlian::client
