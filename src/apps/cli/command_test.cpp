// What the command line takes for a number: what people mean by it, and nothing else.
#include "apps/cli/command.h"

#include <CLI/CLI.hpp>
#include <gtest/gtest.h>

#include <cstdint>

namespace linlian::apps {
namespace {

// The number that was understood, or "refused".
template <class Number>
std::string understood(const std::string& typed, bool is_bounded = false) {
    CLI::App app;
    Number number = 7;
    const auto option = Command{&app}.add_option("--number", number, "");
    if (is_bounded) option.between(10, 1461);
    try {
        app.parse(std::vector<std::string>{"--number=" + typed});
    } catch (const CLI::ParseError&) {
        return "refused";
    }
    return std::to_string(number);
}

TEST(Command, takes_numbers_in_decimal_digits_alone) {
    EXPECT_EQ(understood<std::uint64_t>("1461"), "1461");
    EXPECT_EQ(understood<std::uint64_t>("0"), "0");
    EXPECT_EQ(understood<std::uint64_t>("18446744073709551615"), "18446744073709551615");
    EXPECT_EQ(understood<std::int64_t>("-3"), "-3");
    for (const char* none : {"-3", "010", "0x10", "1e2", "1.5", "+1", " 1", "", "a",
                             "18446744073709551616", "99999999999999999999"})
        EXPECT_EQ(understood<std::uint64_t>(none), "refused") << none;
    EXPECT_EQ(understood<std::uint16_t>("65536"), "refused");
    EXPECT_EQ(understood<double>("0.5"), "0.500000");
}

TEST(Command, holds_a_number_to_its_bounds_as_it_is_read) {
    EXPECT_EQ(understood<std::uint32_t>("10", true), "10");
    EXPECT_EQ(understood<std::uint32_t>("1461", true), "1461");
    for (const char* none : {"9", "1462", "01461", "0"})
        EXPECT_EQ(understood<std::uint32_t>(none, true), "refused") << none;
}

}  // namespace
}  // namespace linlian::apps
