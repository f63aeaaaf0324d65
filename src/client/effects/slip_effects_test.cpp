#include "base/hex.h"
#include "client/effects/effects_for_tests.h"
#include "client/people/enrol_work.h"
#include "client/people/slip_work.h"
#include "client/tests/desk_for_tests.h"

namespace linlian::client {
namespace {

// A member to whom two offices issued a slip, and the act that cancels it.
class CancelSlipEffects : public ::testing::Test {
  protected:
    CancelSlipEffects() : member_(kit::nonce_of(1000)) {
        registry::v1::RegisterMembers act;
        act.add_members(member_.bytes());
        CHECK(together(ledger_, lin_, kit::key_of("mo"), act).has_value());
        slips_ = prepare_slips(ledger_.community(), {member_}, {});
        const Timestamp expires{ledger_.now().ms + 30 * ms_per_day};
        CHECK(propose_slips(ledger_, lin_, slips_, expires, {}, [&](SlipBatchStep step) {
                  CHECK(support(ledger_, kit::key_of("mo"), step.step.motion, {}).has_value());
              }).has_value());
        names_ = *LedgerNames::gather(ledger_);
        names_.know(member_.bytes(), "翠竹苑 3-1-101 莫小云");
    }
    registry::v1::CancelSlip act() {
        const auto made = slip_to_cancel(ledger_, lin_, member_, registry::v1::SLIP_LOST);
        EXPECT_TRUE(made) << (made ? "" : made.error().code);
        return made ? *made : registry::v1::CancelSlip{};
    }
    std::string told(const registry::v1::CancelSlip& act) {
        return effect_text(ledger_, act, names_);
    }

    DeskLedger ledger_;
    KeyPair lin_ = kit::key_of("lin");
    Id16 member_;
    std::vector<PreparedSlip> slips_;
    LedgerNames names_;
};

TEST_F(CancelSlipEffects, say_whose_slip_it_is_which_one_and_who_issued_it) {
    const auto text = told(act());
    EXPECT_TRUE(holds(text, "失去 loses 「翠竹苑 3-1-101 莫小云」（")) << text;
    EXPECT_TRUE(holds(text, "第 1 号开通单")) << text;
    EXPECT_TRUE(holds(text, "居委会")) << text;
    EXPECT_TRUE(holds(text, "街道办")) << text;
    EXPECT_TRUE(holds(text, "reason are public")) << text;
    const auto fields = text_of(act_rows(act(), names_));
    EXPECT_TRUE(holds(fields, "丢失、被盗或未送达 lost, stolen or never handed over")) << fields;
}

TEST_F(CancelSlipEffects, name_the_key_that_came_of_it_and_waits) {
    const auto key = kit::key_of("resident");
    ASSERT_TRUE(enrol_by_slip(ledger_, slips_[0].face.slip, key));
    const auto text = told(act());
    EXPECT_TRUE(holds(text, to_hex(key.public_key().encoded()))) << text;
    EXPECT_FALSE(holds(text, "第 1 号")) << text;
}

TEST_F(CancelSlipEffects, say_where_nothing_is_left_to_cancel) {
    const auto cancel = act();
    ASSERT_TRUE(perform(ledger_, lin_, cancel));
    EXPECT_TRUE(holds(told(cancel), "has no live slip"));
}

// Whoever supports the motion by its id compares what those compare who run the command for it.
TEST_F(CancelSlipEffects, of_issuing_show_the_fingerprint_that_two_clerks_compare) {
    registry::v1::IssueSlips issue;
    issue.add_slips()->set_member(member_.bytes());
    const auto text = effect_text(ledger_, issue, names_);
    EXPECT_TRUE(holds(text, slips_fingerprint(issue))) << text;
    EXPECT_TRUE(holds(text, "linlian slips confirm")) << text;
}

}  // namespace
}  // namespace linlian::client
