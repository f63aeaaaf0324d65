#include "ops/utf8.h"

#include <gtest/gtest.h>

#include <vector>

namespace linlian::ops {
namespace {

// The code points of a text; -1 for each broken byte.
std::vector<std::int32_t> points_of(std::string_view text) {
    std::vector<std::int32_t> points;
    while (!text.empty()) {
        const auto next = next_character(text);
        points.push_back(next.point);
        text.remove_prefix(next.bytes.size());
    }
    return points;
}

std::size_t columns(std::string_view character) { return columns_of(next_character(character)); }

TEST(Utf8, is_taken_apart_by_code_points) {
    EXPECT_EQ(points_of("aé名𠮷"), (std::vector<std::int32_t>{'a', 0xE9, 0x540D, 0x20BB7}));
    EXPECT_EQ(points_of("e\u0301"), (std::vector<std::int32_t>{'e', 0x301})) << "a mark on it";
    EXPECT_EQ(points_of(std::string_view{"\0\n", 2}), (std::vector<std::int32_t>{0, '\n'}));
}

TEST(Utf8, lets_each_broken_byte_stand_alone) {
    EXPECT_EQ(points_of("a\xFFz"), (std::vector<std::int32_t>{'a', -1, 'z'}));
    EXPECT_EQ(points_of("\xE4\xB8"), (std::vector<std::int32_t>{-1, -1})) << "cut off";
    EXPECT_EQ(points_of("\xED\xA0\x80"), (std::vector<std::int32_t>{-1, -1, -1})) << "surrogate";
    EXPECT_EQ(next_character("\xC0\x80").bytes, "\xC0") << "too long a form";
}

TEST(Utf8, is_told_from_what_is_not) {
    EXPECT_TRUE(is_utf8(""));
    EXPECT_TRUE(is_utf8("名册 ✓ 𠮷"));
    EXPECT_TRUE(is_utf8("\uFFFE\U0010FFFF")) << "no characters, yet well formed";
    for (auto broken :
         {"\xC0\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8", "\x80", "\xF0\x80\x80\x80"})
        EXPECT_FALSE(is_utf8(broken));
}

TEST(Columns, are_two_for_wide_signs_and_none_for_marks) {
    for (const auto* one : {"a", "é", "½", "ｱ", "│", "\xFF"}) EXPECT_EQ(columns(one), 1U) << one;
    for (const auto* two :
         {"名", "𠮷", "Ａ", "、", "\u3000", "㎡", "한", "\U0001F600", "\U0001F3FD"})
        EXPECT_EQ(columns(two), 2U) << two;
    for (const auto* none : {"\u0301", "\u20DD", "\u200D", "\uFE0F"})
        EXPECT_EQ(columns(none), 0U) << none;
}

TEST(Narrow, is_ascii_for_full_width_forms_and_nothing_else) {
    for (std::int32_t point = 0; point <= 0x10FFFF; ++point) {
        const bool is_full_width = point >= 0xFF01 && point <= 0xFF5E;
        ASSERT_EQ(narrow(point), is_full_width ? point - 0xFF01 + '!' : point);
    }
    EXPECT_EQ(narrow(-1), -1) << "a broken byte";
}

}  // namespace
}  // namespace linlian::ops
