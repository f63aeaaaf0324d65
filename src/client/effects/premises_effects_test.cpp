#include "base/hex.h"
#include "client/effects/effects_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// Premises of ana and bo, as a node tells them.
class PremisesEffects : public ::testing::Test {
  protected:
    PremisesEffects() {
        now_.set_premises(test_id("door").bytes());
        auto& row = *now_.mutable_row();
        row.set_kind(reg::FLAT);
        row.set_area_centi(88'50);
        row.set_source(reg::SURVEY);
        row.set_grid_cell("东");
        row.set_written_by("record");
        for (const auto* owner : {"ana", "bo"})
            now_.mutable_holding()->add_owners(test_id(owner).bytes());
        ledger_.say(now_);
    }
    // Says what they are already.
    reg::CorrectPremises correction() const {
        reg::CorrectPremises act;
        act.set_premises(now_.premises());
        act.set_kind(now_.row().kind());
        act.set_area_centi(now_.row().area_centi());
        act.set_source(now_.row().source());
        act.set_grid_cell(now_.row().grid_cell());
        act.set_replaces(now_.row().written_by());
        return act;
    }

    reg::PremisesReply now_;
    HostileLedger ledger_;
    ClosedLedger closed_;
};

TEST_F(PremisesEffects, of_a_correction_are_what_differs_and_whose_voice_grows) {
    auto act = correction();
    act.set_kind(reg::SHOP);
    act.set_area_centi(90'00);
    act.set_source(reg::REGISTER);
    act.set_grid_cell("西");
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "住宅 flat → 商铺 shop")) << text;
    EXPECT_TRUE(holds(text, "88.50 m² → 90.00 m²")) << text;
    EXPECT_TRUE(holds(text, "测绘 survey → 不动产登记 property register")) << text;
    EXPECT_TRUE(holds(text, "│ 西")) << text;
    for (const auto* owner : {"ana", "bo"})
        EXPECT_TRUE(holds(text, "得到 gets " + shown_id(owner))) << text;
    EXPECT_TRUE(holds(text, "by 1.50 m²")) << text;
    EXPECT_TRUE(holds(text, "as the node says")) << text;
    EXPECT_FALSE(holds(text, "another record")) << text;
}

TEST_F(PremisesEffects, of_a_correction_to_what_counts_in_no_vote_take_the_voice) {
    auto act = correction();
    act.set_kind(reg::PARKING);
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "by 88.50 m²")) << text;
    EXPECT_TRUE(holds(text, "count in no vote")) << text;
}

TEST_F(PremisesEffects, of_a_correction_of_nothing_are_none) {
    const auto text = effect_text(ledger_, correction());
    EXPECT_TRUE(holds(text, "nothing of it differs")) << text;
    EXPECT_FALSE(holds(text, "得到 gets")) << text;
    auto act = correction();
    act.set_replaces("another");
    EXPECT_TRUE(holds(effect_text(ledger_, act), "another record"));
}

TEST_F(PremisesEffects, of_a_split_are_its_parts_and_that_the_owners_stay) {
    reg::SplitPremises act;
    act.set_premises(now_.premises());
    act.set_replaces_premises("record");
    for (const auto& [name, area] : {std::pair{"front", 50'00U}, {"back", 38'50U}}) {
        auto& part = *act.add_parts();
        part.set_premises(test_id(name).bytes());
        part.set_area_centi(area);
        part.set_kind(reg::FLAT);
    }
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "失去 loses 房产 premises " + shown_id("door"))) << text;
    EXPECT_TRUE(holds(text, shown_id("back") + "，住宅 flat，38.50 m²")) << text;
    EXPECT_TRUE(holds(text, shown_id("bo") + " 仍是业主")) << text;
    EXPECT_TRUE(holds(text, "one head")) << text;
}

TEST_F(PremisesEffects, of_a_merger_are_the_sum_and_that_the_owners_stay) {
    reg::MergePremises act;
    for (const auto* name : {"front", "back"}) act.add_premises(test_id(name).bytes());
    act.set_into(test_id("whole").bytes());
    const auto text = effect_text(ledger_, act);
    for (const auto* name : {"front", "back"})
        EXPECT_TRUE(holds(text, "失去 loses 房产 premises " + shown_id(name))) << text;
    EXPECT_TRUE(holds(text, shown_id("whole") + "，住宅 flat，177.00 m²")) << text;
    EXPECT_TRUE(holds(text, shown_id("ana") + " 仍是业主")) << text;
    EXPECT_TRUE(holds(text, "named voter stays where all parts have the same one")) << text;
}

TEST_F(PremisesEffects, of_a_roster_lead_to_where_it_is_compared) {
    reg::AdoptRoster act;
    act.set_draft(test_id("draft").bytes());
    act.set_version(3);
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "第 3 版")) << text;
    EXPECT_TRUE(holds(text, "nothing of it was compared here")) << text;
    EXPECT_TRUE(holds(text, "linlian roster adopt " + to_hex(act.draft()))) << text;
}

TEST_F(PremisesEffects, say_what_the_node_does_not_tell_this_reader) {
    reg::SplitPremises split;
    split.set_premises(now_.premises());
    reg::MergePremises merge;
    merge.add_premises(now_.premises());
    merge.set_into(test_id("whole").bytes());
    for (const Message* act :
         {static_cast<const Message*>(&split), static_cast<const Message*>(&merge)})
        EXPECT_TRUE(holds(effect_text(closed_, *act), "the node tells you nothing"))
            << act->GetTypeName();
    EXPECT_TRUE(holds(effect_text(closed_, correction()), "the node tells you nothing"));
}

}  // namespace
}  // namespace linlian::client
