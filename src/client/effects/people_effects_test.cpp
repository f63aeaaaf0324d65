#include "client/effects/effects_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

reg::SetRepresentative through_bo() {
    reg::SetRepresentative act;
    act.set_owner(test_id("company").bytes());
    act.set_through(test_id("bo").bytes());
    act.set_replaces("record");
    return act;
}

TEST(SetRepresentativeEffects, name_who_spoke_for_the_owner_and_who_does_now) {
    HostileLedger ledger;
    reg::HoldingsReply held;
    held.mutable_owner()->set_kind(reg::COMPANY);
    held.mutable_owner()->set_through(test_id("ana").bytes());
    held.mutable_owner()->set_written_by("record");
    for (const auto area : {50'00U, 38'50U})
        held.add_premises()->mutable_row()->set_area_centi(area);
    ledger.say(held);
    const auto text = effect_text(ledger, through_bo());
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("bo"))) << text;
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "单位 company，2 处房产 premises，88.50 m²")) << text;
    EXPECT_FALSE(holds(text, "refused")) << text;
    held.mutable_owner()->set_written_by("another");
    ledger.say(held);
    EXPECT_TRUE(holds(effect_text(ledger, through_bo()), "would be refused"));
}

TEST(SetRepresentativeEffects, say_what_the_node_does_not_tell) {
    ClosedLedger ledger;
    EXPECT_TRUE(holds(effect_text(ledger, through_bo()), "失去 loses 现在的代表人"));
}

class EndResidenceEffects : public ::testing::Test {
  protected:
    EndResidenceEffects() {
        act_.set_member(test_id("ana").bytes());
        act_.set_premises(test_id("door").bytes());
        act_.set_replaces("record");
        row_.set_kind(reg::LIVES);
        row_.set_confirmed_height(7);
        row_.set_written_by("record");
    }
    void prove() {
        ledger_.proven[registry::residences.key(test_id("ana"), test_id("door"))] = salted(row_);
    }
    std::string told() { return effect_text(ledger_, act_); }

    reg::EndResidence act_;
    reg::Residence row_;
    HostileLedger ledger_;
};

TEST_F(EndResidenceEffects, say_whose_voice_ends) {
    prove();
    const auto text = told();
    EXPECT_TRUE(holds(text, "失去 loses " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "居住 lives there")) << text;
    EXPECT_TRUE(holds(text, "counts no longer in votes")) << text;
    EXPECT_FALSE(holds(text, "as the node says")) << text;
    row_.set_confirmed_height(0);
    prove();
    EXPECT_TRUE(holds(told(), "never confirmed"));
    row_.set_written_by("another");
    prove();
    EXPECT_TRUE(holds(told(), "would be refused"));
}

TEST_F(EndResidenceEffects, are_the_word_of_the_node_to_whoever_gets_no_proof) {
    ledger_.is_for_others = true;
    reg::ResidencesReply said;
    auto& other = *said.add_residences();
    other.set_member(test_id("bo").bytes());
    auto& entry = *said.add_residences();
    entry.set_member(test_id("ana").bytes());
    *entry.mutable_row() = row_;
    ledger_.say(said);
    const auto text = told();
    EXPECT_TRUE(holds(text, "居住 lives there")) << text;
    EXPECT_TRUE(holds(text, "as the node says")) << text;
    ClosedLedger closed;
    EXPECT_TRUE(holds(effect_text(closed, act_), "the node tells you nothing"));
}

TEST_F(EndResidenceEffects, of_a_confirmation_say_whether_they_live_there) {
    prove();
    reg::ConfirmResidence act;
    act.set_member(act_.member());
    act.set_premises(act_.premises());
    act.set_replaces(act_.replaces());
    const auto text = effect_text(ledger_, act);
    EXPECT_TRUE(holds(text, "得到 gets " + shown_id("ana"))) << text;
    EXPECT_TRUE(holds(text, "居住 lives there")) << text;
    EXPECT_TRUE(holds(text, "it counts in votes of residents")) << text;
}

}  // namespace
}  // namespace linlian::client
