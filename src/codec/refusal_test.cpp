#include "codec/refusal.h"

#include <gtest/gtest.h>

namespace linlian::codec {
namespace {

TEST(FillFigures, puts_each_figure_where_its_name_stands) {
    EXPECT_EQ(fill_figures("{a} and {b}, {a}; {c} {", {{"a", "1"}, {"b", "2"}}),
              "1 and 2, 1; {c} {");
}

// Else a figure of a few bytes could grow without end.
TEST(FillFigures, puts_nothing_into_what_was_put_in) {
    EXPECT_EQ(fill_figures("{a} {b}", {{"a", "{b}{b}"}, {"b", "{a}{a}"}}), "{b}{b} {a}{a}");
}

TEST(Figures, are_put_in_once_and_stay_what_they_are) {
    EXPECT_EQ(fill_figures("{a} of {b}, {a}", {{"a", "1"}, {"b", "2"}}), "1 of 2, 1");
    EXPECT_EQ(fill_figures("{a} {b}", {{"a", "{b}{a}"}, {"b", "{a}"}}), "{b}{a} {a}");
    EXPECT_EQ(fill_figures("{a}", {{"a", "1"}, {"a", "2"}}), "1");
}

TEST(Figures, leave_braces_that_name_none_as_they_are) {
    EXPECT_EQ(fill_figures("{a} {none} {", {{"a", "1"}}), "1 {none} {");
    EXPECT_EQ(fill_figures("{{a}}", {{"a", "1"}}), "{1}");
    EXPECT_EQ(fill_figures("{}", {{"a", "1"}}), "{}");
    EXPECT_EQ(fill_figures("", {{"a", "1"}}), "");
}

// Each figure names the next a thousand times: filled again and again, that is 10^12 bytes.
TEST(Figures, that_name_each_other_cost_no_more_than_their_text) {
    std::vector<Figure> figures;
    for (char name = 'a'; name < 'f'; ++name) {
        std::string value;
        for (int i = 0; i < 1000; ++i)
            value += std::string{"{"} + static_cast<char>(name + 1) + "}";
        figures.push_back({std::string{name}, value});
    }
    EXPECT_EQ(fill_figures("{a}", figures).size(), 3000U);
}

TEST(Figures, of_others_are_cut_at_the_end_of_a_character) {
    EXPECT_EQ(stated_figure("a", std::string(stated_bytes_max, 'x')).value,
              std::string(stated_bytes_max, 'x'));
    std::string characters;
    for (int i = 0; i < 100; ++i) characters += "邻";
    const auto figure = stated_figure("a", characters);
    EXPECT_EQ(figure.name, "a");
    EXPECT_EQ(figure.value, characters.substr(0, 65 * 3) + "…");
    EXPECT_LE(figure.value.size(), stated_bytes_max);
    EXPECT_EQ(stated_figure("a", std::string(7'000'000, 'x')).value.size(), stated_bytes_max);
}

}  // namespace
}  // namespace linlian::codec
