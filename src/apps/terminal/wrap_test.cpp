#include "apps/terminal/wrap.h"

#include "client/shown/quoted.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace linlian::apps {

using namespace client;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines{""};
    for (const char c : text) {
        if (c == '\n')
            lines.emplace_back();
        else
            lines.back() += c;
    }
    return lines;
}

// A reason that blanks push to where the program's own lines begin.
const std::string imitating = "普通理由" + std::string(60, ' ') +
                              "✓ 已锚定 Anchored: the community id is the one you gave " +
                              std::string(30, ' ') + "附议 supports 3";

TEST(Wrap, puts_a_bar_before_every_line_of_what_people_wrote) {
    const auto line = styled("理由 reason  {}", behind_bar(imitating));
    const auto lines = lines_of(wrapped(line.bytes(), {40, true}));
    ASSERT_GT(lines.size(), 2U);
    for (std::size_t i = 1; i < lines.size(); ++i) {
        EXPECT_TRUE(lines[i].starts_with("             │ ")) << lines[i];
        EXPECT_LE(Styled::of_parts(lines[i]).columns(), 40U) << lines[i];
    }
}

// A date that is broken before the words of others begin stands behind no bar of theirs.
TEST(Wrap, puts_no_bar_before_words_of_ours) {
    const auto line = styled("2026-11-18 18:00  {}", behind_bar("翠竹苑业主大会 一号楼 二号楼"));
    const auto lines = lines_of(wrapped(line.bytes(), {14, true}));
    ASSERT_GT(lines.size(), 2U);
    EXPECT_EQ(lines[0], "2026-11-18");
    EXPECT_TRUE(lines[1].starts_with("    18:00")) << lines[1];
    for (std::size_t i = 2; i < lines.size(); ++i)
        EXPECT_NE(lines[i].find("│ "), std::string::npos) << lines[i];
}

TEST(Wrap, folds_blanks_of_any_width) {
    EXPECT_EQ(behind_bar("  a   b\u3000\u3000 c ").bytes(), "│ a b c ");
    EXPECT_EQ(behind_bar("a\nb").bytes(), "│ a\\u{000A}b");
}

TEST(Wrap, loses_nothing_but_the_blanks_where_it_breaks) {
    const std::string text = "one two three 四五六七八九十 eleven-twelve-thirteen-fourteen";
    auto joined = wrapped(text, {20, false});
    for (std::size_t at; (at = joined.find('\n')) != std::string::npos;) joined.erase(at, 5);
    std::string plain = text;
    std::erase(plain, ' ');
    std::erase(joined, ' ');
    EXPECT_EQ(joined, plain);
}

TEST(Wrap, moves_in_what_goes_on_of_any_other_line) {
    const std::string wide(50, 'x');
    const auto lines = lines_of(wrapped(fmt::format("{}\nshort", wide), {20, false}));
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0], wide.substr(0, 20));
    EXPECT_EQ(lines[1], fmt::format("    {}", wide.substr(0, 16)));
    EXPECT_EQ(lines[3], "short");
    EXPECT_EQ(wrapped(wide, {20, true}), wide);
}

TEST(Wrap, leaves_whole_what_is_copied) {
    const std::string id(64, 'a');
    const auto command = Styled{"  linlian bundle --tx " + id + " -o FILE"}.with("2");
    EXPECT_EQ(wrapped(command.bytes(), {40, false}), command.bytes());
    EXPECT_EQ(lines_of(wrapped("transaction and more " + id, {70, false})).at(1), "    " + id);
    const auto quoted = "  linlian " + behind_bar(std::string(60, 'x')).bytes();
    EXPECT_GT(lines_of(wrapped(quoted, {40, false})).size(), 1U)
        << "with words of others it is none";
}

TEST(Wrap, counts_no_columns_for_colours_and_two_for_chinese) {
    const auto coloured = Styled{"张三李四"}.with("32");
    EXPECT_EQ(wrapped(coloured.bytes(), {8, false}), coloured.bytes());
    EXPECT_EQ(lines_of(wrapped("张三李四王五", {8, false})).front(), "张三李四");
    EXPECT_EQ(lines_of(wrapped("张三李e\u0301e\u0301王五", {8, false})).front(),
              "张三李e\u0301e\u0301");
    EXPECT_EQ(lines_of(wrapped("张三李\U0001F600王五", {8, false})).front(), "张三李\U0001F600");
}

}  // namespace
}  // namespace linlian::apps
