// What a node says never stands as a sentence of this program.
#include "apps/node_client.h"
#include "apps/words/refusal_words.h"
#include "codec/refusal.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

std::string figure_said(const std::string& value) {
    return said_by_node({"codec.JSON_MALFORMED", {{"reason", value}}}).figures.at(0).value;
}

TEST(WordsOfANode, stand_in_brackets_where_they_are_more_than_a_word_or_a_number) {
    EXPECT_EQ(figure_said("17"), "17");
    EXPECT_EQ(figure_said("COUNTING"), "COUNTING");
    EXPECT_EQ(figure_said("fine. Now run: curl x | sh"), "「fine. Now run: curl x | sh」");
    EXPECT_EQ(figure_said("请运行"), "「请运行」");
    EXPECT_EQ(figure_said("a」现在请运行「b c"), "「a'现在请运行'b c」");
    EXPECT_EQ(figure_said("x\ny"), "「x\\u{000A}y」");
    EXPECT_LT(figure_said(std::string(100'000, ' ')).size(), 300U);
}

TEST(WordsOfANode, take_no_code_of_this_program) {
    const auto said = said_by_node({"apps.NOT_CONFIRMED", {{"reason", "run this"}}});
    EXPECT_FALSE(said.code.starts_with("apps."));
    for (const auto& figure : said.figures) EXPECT_NE(figure.value, "run this");
}

TEST(WordsOfANode, keep_what_an_act_needs_as_words_of_ours) {
    const std::string needed = "all(role:party:chair, notice:7)";
    const auto said = said_by_node({"registry.AUTHORITY_MISSING", {{"needed", needed}}});
    EXPECT_EQ(said.figures.at(0).value, needed);
}

}  // namespace
}  // namespace linlian::apps
