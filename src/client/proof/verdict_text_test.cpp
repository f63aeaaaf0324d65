#include "client/proof/verdict_text.h"

#include "tally/tally.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace linlian::client {
namespace {

tally::v1::Verdict verdict_of(const char* matter, const char* input) {
    tally::v1::Input figures;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(input, &figures));
    const auto rule = tally::rule_of_matter(matter);
    return *tally::decide(*rule, figures);
}

TEST(VerdictText, cuts_percentages_off) {
    EXPECT_EQ(percent_of(47, 49), "95.91%");
    EXPECT_EQ(percent_of(2, 3), "66.66%");
    EXPECT_EQ(percent_of(tally::figure_max - 1, tally::figure_max), "99.99%");
    EXPECT_EQ(percent_of(1, 1), "100.00%");
}

TEST(VerdictText, tells_a_check_that_holds_in_both_languages) {
    const auto verdict = verdict_of("278.5", R"(
        total { heads { value: 44 } area_centi { value: 352000 } }
        participating { heads { value: 36 } area_centi { value: 234666 } })");
    const auto heads = words_of(verdict.checks(0));
    EXPECT_EQ(heads.zh,
              "参与表决人数 36 人，全体 44 人，占 81.81%，达到三分之二以上（须 30 人）。");
    EXPECT_EQ(heads.en,
              "36 of all 44 heads took part (81.81%): at least 2/3 is reached (30 heads needed).");
    EXPECT_EQ(arithmetic_of(verdict.checks(0)), "36·3 ≥ 44·2");
    const auto area = words_of(verdict.checks(1));
    EXPECT_EQ(area.zh,
              "参与表决面积 2,346.66 m²，全体 3,520.00 m²，占 66.66%，未达到三分之二以上"
              "（须 2,346.67 m²）。");
    EXPECT_EQ(arithmetic_of(verdict.checks(1)), "2346.66·3 ≥ 3520.00·2");
    EXPECT_EQ(arithmetic_words(verdict.checks(1)), "2,346.66·3 ≥ 3,520.00·2");
    EXPECT_EQ(word_of(verdict.outcome()), "failed");
}

TEST(VerdictText, tells_bounds_where_a_figure_is_not_known) {
    const auto verdict = verdict_of("278.9", R"(
        total { heads { value: 2237 } } agree { heads { value: 1151 } })");
    EXPECT_EQ(words_of(verdict.checks(2)).en,
              "1,151 of the 1,151 to 2,237 heads that took part agree: "
              "more than half is reached.");
    EXPECT_EQ(words_of(verdict.checks(2)).zh,
              "赞成人数 1,151 人，参与表决 1,151 人 至 2,237 人，超过半数。");
    EXPECT_EQ(arithmetic_of(verdict.checks(2)), "1151·2 > ?");
    EXPECT_EQ(arithmetic_words(verdict.checks(2)), "1,151·2 > ?");
    EXPECT_EQ(words_of(verdict.checks(3)).zh, "赞成面积未知，参与表决未知，无法认定是否超过半数。");
    ASSERT_GE(verdict.missing_size(), 1);
    EXPECT_EQ(line_of(verdict.missing(0)), "participating.heads");
    EXPECT_EQ(words_of(verdict.missing(0)).zh, "缺少“参与”的人数（participating.heads）。");
}

TEST(VerdictText, asks_for_more_than_nothing_of_nothing) {
    const auto verdict = verdict_of("278.6", R"(
        total { heads { value: 9 } } participating { heads { value: 0 } })");
    EXPECT_EQ(arithmetic_of(verdict.checks(2)), "0·4 > 0·3");
    EXPECT_EQ(verdict.checks(2).holds(), tally::v1::FAILS);
}

TEST(VerdictText, shows_contradictions_by_the_names_of_the_file) {
    const auto verdict = verdict_of("278.1", R"(
        participating { heads { value: 12 } } agree { heads { value: 8 } area_centi { value: 1 } }
        disagree { heads { value: 5 } } abstain { heads {} area_centi { value: 150 } })");
    ASSERT_EQ(verdict.contradictions_size(), 2);
    EXPECT_EQ(line_of(verdict.contradictions(0)),
              "agree.heads + disagree.heads = 13 > participating.heads = 12");
    EXPECT_EQ(words_of(verdict.contradictions(0)).zh, "赞成＋反对共 13 人，多于“参与”的 12 人。");
    EXPECT_EQ(line_of(verdict.contradictions(1)), "abstain.heads = 0, abstain.area = 1.50");
    EXPECT_EQ(headline_of(verdict.outcome()).zh, "无法认定");
}

TEST(VerdictText, says_how_many_disputed_ballots_would_change_it) {
    const auto verdict = verdict_of("278.8", R"(
        total { heads { value: 24 } } agree { heads { value: 17 } } disagree { heads { value: 4 } }
        abstain { heads { value: 3 } }
        disputed { heads: 1 counted_as: CHOICE_ABSTAIN would_become: CHOICE_AGREE })");
    EXPECT_NE(words_of(verdict.checks(2)).zh.find("改判 1 张即会改变"), std::string::npos);
    EXPECT_NE(words_of(verdict.checks(2)).en.find("1 disputed ballot would"), std::string::npos);
    EXPECT_NE(words_of(verdict.checks(0)).en.find("Not even all"), std::string::npos);
}

}  // namespace
}  // namespace linlian::client
