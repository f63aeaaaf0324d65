#include "apps/effects/effects_for_tests.h"
#include "apps/hostile_door_for_tests.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/state.h"

namespace linlian::apps {
namespace {

namespace bal = ballot::v1;

// A ballot, and the line of ana and bo in it.
class LineEffects : public ::testing::Test {
  protected:
    LineEffects() {
        bal::CallRow call;
        call.mutable_call()->mutable_title()->set_zh("加装电梯");
        door_.proven[ballot::calls.key(test_id("ballot"))] = codec::encode(call);
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

    bal::ProvenLine voter_;
    HostileDoor door_;
};

TEST_F(LineEffects, of_a_mandate_are_who_votes_and_for_how_much) {
    auto act = mandate();
    auto text = effect_told(door_, act);
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("cai") + "：代 " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "88.50 m²")) << text;
    EXPECT_TRUE(holds(text, "全部事项 all items")) << text;
    EXPECT_TRUE(holds(text, "│ 加装电梯")) << text;
    EXPECT_FALSE(holds(text, "as instructed")) << text;
    act.mutable_terms()->add_items(0);
    act.mutable_terms()->add_items(2);
    act.mutable_terms()->add_instructed();
    text = effect_told(door_, act);
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
    door_.say(said);
    const auto text = effect_told(door_, mandate());
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("dan"))) << text;
    EXPECT_FALSE(holds(text, shown_id("elsewhere"))) << text;
    said.mutable_given(1)->mutable_mandate()->set_ended(true);
    door_.say(said);
    EXPECT_FALSE(holds(effect_told(door_, mandate()), "失去 loses"));
}

TEST_F(LineEffects, of_a_sale_are_who_sold_and_who_votes_now) {
    bal::ReplaceVoter act;
    act.set_ballot(test_id("ballot").bytes());
    *act.mutable_voter() = voter_;
    act.add_owners(test_id("cai").bytes());
    const auto text = effect_told(door_, act);
    for (const auto* owner : {"ana", "bo"})
        EXPECT_TRUE(holds(text, "失去 loses " + shown_id(owner))) << text;
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("cai") + "：对该 88.50 m²")) << text;
    EXPECT_TRUE(holds(text, "│ 加装电梯")) << text;
    EXPECT_TRUE(holds(text, "where the line was voted for already, it is refused")) << text;
    door_.proven.clear();
    EXPECT_EQ(effect_rows(door_, act, {}).error().code, "ballot.BALLOT_UNKNOWN");
}

// Cai bought, and has the line: what cai voted is struck.
TEST_F(LineEffects, of_a_sale_that_never_was_are_who_bought_and_that_their_vote_is_struck) {
    bal::SuccessorsReply said;
    auto& sale = *said.add_successors();
    sale.set_head(voter_.line().head());
    sale.mutable_row()->add_owners(test_id("cai").bytes());
    door_.say(said);
    bal::ReplaceVoter act;
    act.set_ballot(test_id("ballot").bytes());
    *act.mutable_voter() = voter_;
    for (const auto* owner : {"ana", "bo"}) act.add_owners(test_id(owner).bytes());
    act.set_undoes(Bytes(Hash32::size, 't'));
    const auto text = effect_told(door_, act);
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("cai"))) << text;
    EXPECT_FALSE(holds(text, "失去 loses " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "THE VOTE THAT WAS CAST BY IT IS STRUCK")) << text;
    EXPECT_FALSE(holds(text, "it is refused")) << text;
}

}  // namespace
}  // namespace linlian::apps
