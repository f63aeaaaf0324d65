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

}  // namespace
}  // namespace linlian::codec
