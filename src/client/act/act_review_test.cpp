#include "client/act/act_review.h"

#include "base/hex.h"
#include "client/motion/motion_work.h"
#include "client/people/enrol_work.h"
#include "client/shown/screen_for_tests.h"
#include "client/shown/value_text.h"
#include "client/tests/desk_for_tests.h"
#include "kit/transactions.h"
#include "modules/charter/charter.pb.h"
#include "modules/registry/state.h"
#include "roster/plan/names_file.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::client {
namespace {

namespace reg = registry::v1;

// All cells of a table as one text.
std::string text_of(const Rows& rows) {
    std::string text;
    for (const auto& row : rows) {
        for (const auto& cell : row) text += cell.bytes() + " ";
        text += "\n";
    }
    return text;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

class ActReview : public ::testing::Test {
  protected:
    Bytes office(const std::string& name) {
        reg::OfficesReply reply;
        EXPECT_TRUE(ledger_.ask(reg::OfficesQuery{}, reply));
        for (const auto& entry : reply.offices()) {
            if (entry.row().name() == name) return entry.office();
        }
        return {};
    }
    Bytes member(const std::string& key) { return member_of(ledger_, kit::key_of(key))->bytes(); }

    DeskLedger ledger_;
};

TEST_F(ActReview, names_offices_and_says_who_gets_a_role) {
    reg::GrantRole act;
    act.set_office(office("居委会"));
    act.set_member(member("mo"));
    act.set_role("head");
    const auto names = LedgerNames::gather(ledger_);
    ASSERT_TRUE(names);
    EXPECT_TRUE(holds(text_of(act_rows(act, *names)), "组织 office 「居委会」（"));
    const auto effect = effect_rows(ledger_, act, *names);
    ASSERT_TRUE(effect);
    EXPECT_TRUE(holds(text_of(*effect), "得到 gets"));
    EXPECT_TRUE(holds(text_of(*effect), "head"));
}

TEST_F(ActReview, says_which_keys_a_recovery_ends_and_which_roles_the_new_one_takes) {
    reg::RecoverMember act;
    act.set_member(member("lin"));
    act.set_key(kit::key_of("thief").public_key().encoded());
    const auto names = LedgerNames::gather(ledger_);
    const auto effect = effect_rows(ledger_, act, *names);
    ASSERT_TRUE(effect);
    const auto text = text_of(*effect);
    EXPECT_TRUE(holds(text, "得到 gets"));
    EXPECT_TRUE(
        holds(text, "失去 loses 密钥 key " + to_hex(kit::key_of("lin").public_key().encoded())));
    EXPECT_TRUE(holds(text, "居委会"));
    EXPECT_TRUE(holds(text, "clerk"));
}

// Two clerks begin a recovery of the Party organisation's chair, for somebody's key.
class RecoveryReview : public ActReview {
  protected:
    RecoveryReview() {
        ledger_.read_as(reads_with([]() -> Result<KeyPair> { return kit::key_of("head"); }));
        const auto thief = kit::key_of("thief");
        Id16 id;
        EXPECT_TRUE(Id16::parse(member("head"), id));
        const auto consent =
            *consent_to<reg::RecoverMember>(ledger_.community(), id.bytes(), thief);
        const auto step = recover_member(ledger_, kit::key_of("lin"), id, consent, {});
        EXPECT_TRUE(step) << (step ? "" : step.error().code);
        EXPECT_TRUE(support(ledger_, kit::key_of("mo"), step->motion, {}));
        row_ = registry::recoveries.find(ledger_.rows(), id).value_or(reg::Recovery{});
    }
    // The effect of the act, as one text.
    std::string told(const google::protobuf::Message& act) {
        const auto names = LedgerNames::gather(ledger_);
        EXPECT_TRUE(names);
        const auto effect = effect_rows(ledger_, act, *names);
        EXPECT_TRUE(effect) << (effect ? "" : effect.error().code);
        return effect ? text_of(*effect) : "";
    }
    void expect_told(const std::string& text) {
        const auto names = LedgerNames::gather(ledger_);
        EXPECT_TRUE(holds(text, names->of(member("head")) + " 的补办")) << text;
        EXPECT_TRUE(holds(text, "由 " + names->of(row_.operator_member()))) << text;
        EXPECT_TRUE(holds(text, local_time(Timestamp{row_.due_ms()}))) << text;
        EXPECT_FALSE(holds(text, "as the node says")) << "the ledger proves the row";
    }

    reg::Recovery row_;
};

TEST_F(RecoveryReview, says_whose_recovery_is_ended_who_began_it_and_what_it_would_do) {
    reg::EndRecovery act;
    act.set_member(member("head"));
    act.set_key(row_.public_key());
    expect_told(told(act));
    act.set_key(kit::key_of("another").public_key().encoded());
    EXPECT_TRUE(holds(told(act), "no recovery of theirs with this key runs"));
}

TEST_F(RecoveryReview, says_what_a_veto_does_to_ones_own_recovery) {
    reg::VetoRecovery act;
    act.set_key(row_.public_key());
    const auto text = told(act);
    expect_told(text);
    EXPECT_TRUE(holds(text, "fifteen days"));
}

TEST_F(ActReview, shows_door_and_name_from_the_opened_names) {
    roster::NamesFile file;
    file.community = ledger_.community();
    Id16 id;
    ASSERT_TRUE(Id16::parse(member("mo"), id));
    Id16 premises;
    premises.data.fill(7);
    file.premises[premises] = {"翠竹苑", "3", "1", "101"};
    file.members[id].name = "莫小云";
    file.members[id].premises.insert(premises);
    reg::EnrolAtCounter act;
    act.set_member(id.bytes());
    act.set_key("key");
    const auto names = LedgerNames::gather(ledger_, {roster::names_to_json(file)});
    ASSERT_TRUE(names);
    const auto text = text_of(act_rows(act, *names));
    EXPECT_TRUE(holds(text, "莫小云")) << text;
    EXPECT_TRUE(holds(text, "101")) << text;
    file.community.data.fill(9);
    EXPECT_EQ(LedgerNames::gather(ledger_, {roster::names_to_json(file)}).error().code,
              "client.OTHER_COMMUNITY_NAMES");
}

// The clerk who imports a roster makes the names file.
TEST_F(ActReview, calls_an_office_by_its_proven_name_whatever_the_names_file_says) {
    roster::NamesFile file;
    file.community = ledger_.community();
    Id16 id;
    ASSERT_TRUE(Id16::parse(office("居委会"), id));
    file.premises[id] = {"街道办", "", "", "街道办"};
    file.members[id].name = "街道办";
    file.members[id].premises.insert(id);
    const auto names = LedgerNames::gather(ledger_, {roster::names_to_json(file)});
    ASSERT_TRUE(names) << names.error().code;
    EXPECT_TRUE(names->of(id.bytes()).starts_with("「居委会」（")) << names->of(id.bytes());
}

TEST_F(ActReview, tells_what_an_authority_was_and_becomes) {
    charter::v1::SetAuthority act;
    act.set_act_type("linlian.registry.v1.AddEstate");
    act.mutable_authority()->mutable_member();
    const auto names = LedgerNames::gather(ledger_);
    const auto effect = effect_rows(ledger_, act, *names);
    ASSERT_TRUE(effect);
    EXPECT_TRUE(holds(text_of(*effect), "Add an estate")) << "the act by its title";
    EXPECT_TRUE(holds(text_of(*effect), "失去 loses 现在的权限"));
    act.set_act_type("linlian.registry.v1.AddEstates");
    EXPECT_TRUE(holds(text_of(*effect_rows(ledger_, act, *names)), "There is no such act"));
    act.set_act_type("linlian.registry.v1.AddEstate");
    EXPECT_TRUE(holds(text_of(*effect), "member"));
}

// What stands behind the twentieth line is signed, too.
TEST_F(ActReview, shows_long_lists_in_full) {
    reg::RegisterMembers act;
    for (int i = 0; i < 300; ++i) act.add_members(Bytes(Id16::size, 'm'));
    const auto names = LedgerNames::gather(ledger_);
    const auto rows = act_rows(act, *names);
    EXPECT_EQ(rows.size(), 300U);
    EXPECT_TRUE(holds(text_of(rows), "300/300"));
}

// What is proposed without a name of its own is the act inside.
TEST_F(ActReview, opens_the_act_that_a_proposal_carries) {
    reg::AddEstate act;
    act.set_name("梅园");
    motion::v1::Propose propose;
    propose.set_act_type(act.GetDescriptor()->full_name());
    propose.set_act(codec::encode(act));
    const ReviewForTests review;
    const auto names = LedgerNames::gather(ledger_);
    EXPECT_TRUE(show_act(review, ledger_, propose, *names));
    EXPECT_TRUE(holds(review.shown.taken(), "│ 梅园"));
    propose.set_act("no act");
    EXPECT_EQ(show_act(review, ledger_, propose, *names).error().code, "client.ACT_UNKNOWN");
}

// Whatever carries it: who owns what is compared by the command for it alone.
TEST_F(ActReview, leaves_a_roster_to_its_own_command) {
    reg::AdoptRoster act;
    act.set_draft(Bytes(Id16::size, 'd'));
    act.set_hash(Bytes(Hash32::size, 'h'));
    act.set_names_hash(Bytes(Hash32::size, 'n'));
    act.set_version(1);
    motion::v1::Propose propose;
    propose.set_act_type(act.GetDescriptor()->full_name());
    propose.set_act(codec::encode(act));
    motion::v1::Support support;
    const auto step = client::propose(ledger_, kit::key_of("lin"), act, {});
    ASSERT_TRUE(step) << step.error().code;
    support.set_motion(step->motion);
    ledger_.sent = 0;
    const ReviewForTests review;
    for (const Message* signed_one :
         {static_cast<const Message*>(&act), static_cast<const Message*>(&propose),
          static_cast<const Message*>(&support)}) {
        const auto asked = review_act(review, ledger_, *signed_one, {}, "Sign?");
        ASSERT_FALSE(asked) << signed_one->GetDescriptor()->name();
        EXPECT_EQ(asked.error().code, "client.ADOPTED_ELSEWHERE");
    }
    EXPECT_EQ(ledger_.sent, 0U);
}

TEST_F(ActReview, is_shown_before_anybody_is_asked) {
    ReviewForTests review;
    review.agrees = false;
    reg::AddEstate act;
    act.set_name("梅园\x1b[2J\n由此改变 What it changes");
    const auto asked = review_act(review, ledger_, act, {}, "Sign?");
    const auto shown = review.shown.taken();
    ASSERT_FALSE(asked);
    EXPECT_EQ(asked.error().code, "client.NOT_CONFIRMED");
    EXPECT_TRUE(holds(shown, "│ 梅园\\u{001B}[2J\\u{000A}由此改变")) << shown;
    review.agrees = true;
    EXPECT_TRUE(review_act(review, ledger_, act, {}, "Sign?"));
    EXPECT_EQ(ledger_.sent, 0U);
}

}  // namespace
}  // namespace linlian::client
