#include "base/hex.h"
#include "client/effects/effects_for_tests.h"
#include "client/motion/motion_work.h"
#include "client/tests/desk_for_tests.h"
#include "client/tests/hostile_ledger_for_tests.h"
#include "modules/registry/state.h"

namespace linlian::client {
namespace {

namespace reg = registry::v1;

class OfficeEffects : public ::testing::Test {
  protected:
    OfficeEffects() : names_(*LedgerNames::gather(ledger_)) {}
    Bytes office(const std::string& name) {
        reg::OfficesReply reply;
        EXPECT_TRUE(ledger_.ask(reg::OfficesQuery{}, reply));
        for (const auto& entry : reply.offices())
            if (entry.row().name() == name) return entry.office();
        return {};
    }
    Bytes member(const std::string& key) { return member_of(ledger_, kit::key_of(key))->bytes(); }
    // What made wen the chair of the residents' committee.
    Bytes grant_of_wen() {
        Id16 wen, committee;
        EXPECT_TRUE(Id16::parse(member("wen"), wen));
        EXPECT_TRUE(Id16::parse(office("居委会"), committee));
        return registry::roles.find(ledger_.rows(), wen, committee, "chair")->granted_by();
    }
    reg::RecordElection election(const std::string& elected) {
        reg::RecordElection act;
        act.set_office(office("居委会"));
        act.set_member(member(elected));
        act.set_replaces(grant_of_wen());
        return act;
    }
    std::string told(const Message& act) { return effect_text(ledger_, act, names_); }

    DeskLedger ledger_;
    LedgerNames names_;
};

TEST_F(OfficeEffects, of_an_election_name_the_chair_who_goes_and_what_else_the_elected_one_leads) {
    const auto text = told(election("yu"));
    EXPECT_TRUE(holds(text, "得到 gets " + names_.of(member("yu")) + "：本人接受后")) << text;
    EXPECT_TRUE(holds(text, "失去 loses " + names_.of(member("wen")))) << text;
    EXPECT_TRUE(holds(text, names_.of(member("yu")) + " 现在还是 " + names_.of(office("街道办"))))
        << text;
    EXPECT_FALSE(holds(text, "node says")) << "all of it is proven";
    EXPECT_FALSE(holds(told(election("mo")), "现在还是")) << "a clerk leads nothing";
}

TEST_F(OfficeEffects, of_an_election_of_the_chair_take_nothing_from_them) {
    const auto text = told(election("wen"));
    EXPECT_TRUE(holds(text, "连任")) << text;
    EXPECT_FALSE(holds(text, "失去 loses")) << text;
}

TEST_F(OfficeEffects, of_an_election_that_replaces_another_say_that_it_would_be_refused) {
    auto act = election("mo");
    act.set_replaces(Bytes(Hash32::size, 'x'));
    EXPECT_TRUE(holds(told(act), "it would be refused"));
}

// A node can keep back who leads an office, but not that the act ends somebody.
TEST(OfficeEffectsOfLiars, name_the_grant_where_the_node_hides_the_chair) {
    HostileLedger ledger;
    reg::OfficesReply said;
    said.add_offices()->set_office(test_id("residents").bytes());
    ledger.say(said);
    reg::RecordElection act;
    act.set_office(test_id("residents").bytes());
    act.set_member(test_id("mo").bytes());
    EXPECT_TRUE(holds(effect_text(ledger, act), "现在没有负责人"));
    act.set_replaces(Bytes(Hash32::size, 'g'));
    EXPECT_TRUE(holds(effect_text(ledger, act), to_hex(act.replaces())));
    said.mutable_offices(0)->set_chair(test_id("nobody").bytes());
    ledger.say(said);
    EXPECT_EQ(effect_rows(ledger, act, {}).error().code, "client.ANSWER_DIFFERS");
}

TEST_F(OfficeEffects, of_founding_say_who_leads_and_when_it_counts) {
    reg::FoundOffice act;
    act.set_kind("shop");
    act.set_name("面包店");
    act.set_chair(member("yu"));
    auto text = told(act);
    EXPECT_TRUE(holds(text, "得到 gets " + names_.of(member("yu")))) << text;
    EXPECT_TRUE(holds(text, "现在还是 " + names_.of(office("街道办")))) << text;
    EXPECT_TRUE(holds(text, "设立 15 天后")) << text;
    EXPECT_TRUE(holds(text, "a shop")) << text;
    act.set_kind("street");
    text = told(act);
    EXPECT_TRUE(holds(text, "已有同类组织 " + names_.of(office("街道办")))) << text;
    EXPECT_FALSE(holds(text, "15 天")) << text;
    act.set_kind("owners");
    act.clear_chair();
    EXPECT_TRUE(holds(told(act), "负责人由选举产生"));
    act.set_kind("carried out");
    EXPECT_FALSE(holds(told(act), "carried out")) << "what others wrote is not among our words";
}

}  // namespace
}  // namespace linlian::client
