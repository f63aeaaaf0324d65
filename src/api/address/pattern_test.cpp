#include "api/address/pattern.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

using Path = std::vector<std::string>;

TEST(Pattern, reads_method_and_parts) {
    const auto pattern = Pattern::parse("GET /a/{b}/c/{rest...}");
    ASSERT_TRUE(pattern);
    EXPECT_EQ(pattern->method(), "GET");
    EXPECT_EQ(pattern->names(), (Path{"b", "rest"}));
}

TEST(Pattern, refuses_what_is_no_route) {
    for (const char* text : {"", "GET", "GET ", " /a", "GET a", "GET /", "GET /a/", "GET /a//b",
                             "GET /{}", "GET /{...}", "GET /{a", "GET /{a...}/b"})
        EXPECT_FALSE(Pattern::parse(text)) << text;
}

TEST(Pattern, matches_part_by_part) {
    const auto pattern = Pattern::parse("GET /a/{b}");
    EXPECT_EQ(pattern->match({"a", "x/y"}), (Captures{{"b", "x/y"}}));
    EXPECT_EQ(pattern->match({"a", ""}), (Captures{{"b", ""}}));
    EXPECT_FALSE(pattern->match({"a"}));
    EXPECT_FALSE(pattern->match({"b", "x"}));
    EXPECT_FALSE(pattern->match({"a", "x", "y"}));
    EXPECT_FALSE(pattern->match({}));
}

TEST(Pattern, a_rest_takes_what_is_left_but_never_nothing) {
    const auto pattern = Pattern::parse("GET /a/{rest...}");
    EXPECT_EQ(pattern->match({"a", "x", "y", ""}), (Captures{{"rest", "x/y/"}}));
    EXPECT_FALSE(pattern->match({"a"}));
}

TEST(Pattern, written_parts_go_before_names_and_names_before_rests) {
    const auto written = *Pattern::parse("GET /a/b");
    const auto name = *Pattern::parse("GET /a/{x}");
    const auto rest = *Pattern::parse("GET /a/{x...}");
    EXPECT_TRUE(written.goes_before(name));
    EXPECT_TRUE(name.goes_before(rest));
    EXPECT_FALSE(name.goes_before(written));
    const auto alike = *Pattern::parse("GET /a/{y}");
    EXPECT_FALSE(name.goes_before(alike) || alike.goes_before(name));
}

}  // namespace
}  // namespace linlian::api
