// What is said of a motion beside its act.
#include "client/motion/motion_show.h"

#include "client/motion/motion_work.h"
#include "client/people/enrol_work.h"
#include "client/read/proven_lists.h"
#include "client/shown/screen_for_tests.h"
#include "client/shown/value_text.h"
#include "client/tests/desk_for_tests.h"
#include "kit/code_of.h"
#include "modules/ballot/papers.pb.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

std::string text_of(const std::vector<Bilingual>& outlook) {
    std::string text;
    for (const auto& told : outlook) text += told.zh + " " + told.en + "\n";
    return text;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

motion::v1::MotionReply open_motion() {
    motion::v1::MotionReply seen;
    seen.mutable_motion()->set_state(motion::v1::OPEN);
    seen.mutable_authority()->mutable_member();
    return seen;
}

TEST(MotionOutlook, says_what_it_needs_and_lacks) {
    auto seen = open_motion();
    seen.add_still_missing()->set_name("needed");
    const auto text = text_of(outlook_of(seen));
    EXPECT_TRUE(holds(text, "It needs: any member")) << text;
    EXPECT_TRUE(holds(text, "附议尚不足")) << text;
    EXPECT_FALSE(holds(text, "重新提请")) << text;
}

TEST(MotionOutlook, of_one_whose_proposer_is_gone_is_to_propose_it_anew_and_nothing_else) {
    auto seen = open_motion();
    seen.add_still_missing()->set_name("needed");
    seen.set_proposer_gone(true);
    const auto outlook = outlook_of(seen);
    ASSERT_EQ(outlook.size(), 1U);
    EXPECT_TRUE(holds(outlook[0].zh, "重新提请")) << outlook[0].zh;
    EXPECT_TRUE(holds(outlook[0].en, "Propose it anew")) << outlook[0].en;
    EXPECT_FALSE(holds(text_of(outlook), "It needs")) << "no support helps it";
}

// Whoever may stop a notice plans by the day on which it carries the act out, not by a later one.
TEST(MotionOutlook, of_one_whose_notice_runs_is_the_day_of_its_end) {
    auto seen = open_motion();
    EXPECT_FALSE(notice_words(seen.motion()));
    seen.mutable_motion()->set_notice_from_ms(1'795'000'000'000);
    seen.mutable_motion()->set_notice_until_ms(1'796'000'000'000);
    const auto outlook = outlook_of(seen);
    ASSERT_FALSE(outlook.empty());
    EXPECT_TRUE(holds(outlook[0].zh, local_time({1'796'000'000'000}))) << outlook[0].zh;
    EXPECT_TRUE(holds(outlook[0].en, "carried out by itself")) << outlook[0].en;
    seen.mutable_motion()->set_state(motion::v1::FAILED);
    EXPECT_FALSE(notice_words(seen.motion()));
}

// A support stands under all of it, by its hash.
TEST(MotionRows, change_with_whatever_a_support_stands_under) {
    DeskLedger ledger;
    const auto names = LedgerNames::gather(ledger);
    ASSERT_TRUE(names) << names.error().code;
    const auto told = [&](const motion::v1::MotionReply& seen) {
        std::string text;
        for (const auto& row : motion_rows(seen, *names))
            for (const auto& cell : row) text += cell.bytes() + "|";
        return text;
    };
    const auto plain = told(open_motion());
    for (const auto* field : {"proposer", "as_office", "reason", "expires_ms", "notice_until_ms"}) {
        auto seen = open_motion();
        auto& motion = *seen.mutable_motion();
        const auto& access = *motion.GetReflection();
        const auto* type = motion.GetDescriptor()->FindFieldByName(field);
        if (type->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_STRING)
            access.SetString(&motion, type, "0123456789abcdef");
        else
            access.SetInt64(&motion, type, 1'796'000'000'000);
        EXPECT_NE(told(seen), plain) << field;
    }
    auto supported = open_motion();
    supported.add_supports()->set_member("0123456789abcdef");
    auto declined = open_motion();
    declined.add_declines()->set_as_office("0123456789abcdef");
    EXPECT_NE(told(supported), plain);
    EXPECT_NE(told(declined), plain);
}

// Whoever asks one that may not stand behind it waits for ever.
TEST(AskedOffices, are_found_by_name_and_of_a_kind_that_counts) {
    DeskLedger ledger;
    const ReviewForTests review;
    const auto& act = *ballot::v1::VoidPaper::descriptor();
    const auto offices = proven_offices(ledger);
    ASSERT_TRUE(offices) << offices.error().code;
    std::size_t refused = 0;
    for (const auto& entry : offices->offices()) {
        const auto asked = asked_offices(review, ledger, act, {entry.row().name()});
        const auto& kind = entry.row().kind();
        ASSERT_EQ(asked.has_value(), kind != "party") << kind;
        if (asked)
            EXPECT_EQ(asked->front(), entry.office());
        else
            ++refused;
        const auto nobody = asked_offices(review, ledger, act, {});
        ASSERT_FALSE(nobody);
        EXPECT_EQ(holds(nobody.error().figures.front().value, "「" + entry.row().name() + "」"),
                  asked.has_value());
    }
    EXPECT_GT(refused, 0U);
    EXPECT_EQ(kit::code_of(asked_offices(review, ledger, *registry::v1::AddEstate::descriptor(),
                                         {offices->offices(0).row().name()})),
              "client.COMMAND_WRONG");
}

TEST(MotionOutlook, of_one_that_is_over_is_none) {
    auto seen = open_motion();
    seen.set_proposer_gone(true);
    for (const auto state : {motion::v1::COMPLETED, motion::v1::EXPIRED, motion::v1::WITHDRAWN}) {
        seen.mutable_motion()->set_state(state);
        EXPECT_TRUE(outlook_of(seen).empty());
    }
}

// As a whole ledger has it: lin proposes, adds another key, and retires the first.
TEST(MotionOutlook, sees_that_the_key_of_the_proposal_was_retired) {
    DeskLedger ledger;
    const auto lin = kit::key_of("lin");
    registry::v1::AddEstate act;
    act.set_name("梅园");
    const auto step = propose(ledger, lin, act, {});
    ASSERT_TRUE(step) << step.error().code;
    const auto seen = look_at_motion(ledger, &lin, step->motion);
    ASSERT_TRUE(seen) << seen.error().code;
    EXPECT_FALSE(holds(text_of(outlook_of(*seen)), "重新提请"));

    const auto fresh = kit::key_of("lin's new phone");
    const auto member = member_of(ledger, lin)->bytes();
    const auto consent = *consent_to<registry::v1::AddKey>(ledger.community(), member, fresh);
    registry::v1::AddKey add;
    add.set_member(member);
    add.set_key(consent.key);
    add.set_countersignature(consent.countersignature);
    ASSERT_TRUE(perform(ledger, lin, add));
    registry::v1::RetireKey retire;
    retire.set_key(lin.public_key().encoded());
    ASSERT_TRUE(perform(ledger, fresh, retire));
    const auto after = look_at_motion(ledger, &fresh, step->motion);
    ASSERT_TRUE(after) << after.error().code;
    EXPECT_TRUE(holds(text_of(outlook_of(*after)), "Propose it anew"));
}

}  // namespace
}  // namespace linlian::client
