#include "client/words/refusal_words.h"

#include "codec/refusal.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/registry/registry.pb.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

TEST(RefusalWords, tell_stages_and_matters_in_the_language_of_the_sentence) {
    const auto told =
        refusal_words(codec::make_refusal(ballot::v1::STAGE_WRONG, {{"stage", "COUNTING"}}));
    EXPECT_TRUE(holds(told.zh, "已截止，录入纸质票")) << told.zh;
    EXPECT_FALSE(holds(told.zh, "closed")) << told.zh;
    EXPECT_TRUE(holds(told.en, "closed, paper is being entered")) << told.en;
    EXPECT_FALSE(holds(told.zh + told.en, "COUNTING"));
}

TEST(RefusalWords, name_offices_as_people_do) {
    const auto told = refusal_words(
        codec::make_refusal(registry::v1::AUTHORITY_MISSING, {{"needed", "role:party:chair"}}));
    EXPECT_TRUE(holds(told.zh, "党组织负责人")) << told.zh;
    EXPECT_TRUE(holds(told.en, "chair of the Party organisation")) << told.en;
}

TEST(RefusalWords, say_what_to_do_about_a_subject_that_is_voted_on) {
    const auto told = refusal_words(codec::make_refusal(ballot::v1::SUBJECT_LIVE));
    for (const auto& text : {told.zh, told.en}) {
        EXPECT_TRUE(holds(text, "linlian ballot list")) << text;
        EXPECT_TRUE(holds(text, "linlian ballot withdraw")) << text;
    }
}

TEST(RefusalWords, leave_figures_alone_that_are_no_enum) {
    const auto told = refusal_words(
        codec::make_refusal(ballot::v1::STAGE_WRONG, {{"stage", "closed for lunch"}}));
    EXPECT_TRUE(holds(told.en, "closed for lunch")) << told.en;
    EXPECT_TRUE(refusal_words({"nobody.KNOWS_IT", {}}).zh.empty());
}

}  // namespace
}  // namespace linlian::client
