#include "codec/text.h"

#include <gtest/gtest.h>

namespace linlian::codec {
namespace {

TEST(Text, may_be_what_people_write) {
    for (const std::string text :
         {"", "邻链", "𠮷野家（东区）3号楼—B座", "Grün · naïve", "ئۇيغۇرچە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ᠋", "❤️",
          "👍", "王　明", "一 二", "﨑"})
        EXPECT_EQ(unfit_character(text, false), std::nullopt) << text;
}

TEST(Text, holds_nothing_that_cannot_be_seen) {
    for (const auto& [text, name] :
         std::vector<std::pair<std::string, std::string>>{{std::string("a\0b", 3), "U+0000"},
                                                          {"a\tb", "U+0009"},
                                                          {"a\rb", "U+000D"},
                                                          {"a\x1b[2Jb", "U+001B"},
                                                          {"a\x7f", "U+007F"},
                                                          {"a\u0085", "U+0085"},
                                                          {"a\u00a0b", "U+00A0"},
                                                          {"a\u1680b", "U+1680"},
                                                          {"a\u2000b", "U+2000"},
                                                          {"a\u2003b", "U+2003"},
                                                          {"a\u200ab", "U+200A"},
                                                          {"a\u202fb", "U+202F"},
                                                          {"a\u205fb", "U+205F"},
                                                          {"葛\U000e0100", "U+E0100"},
                                                          {"葛\U000e01ef", "U+E01EF"},
                                                          {"a\u009b", "U+009B"},
                                                          {"soft\u00adhyphen", "U+00AD"},
                                                          {"\u034f", "U+034F"},
                                                          {"\u061c", "U+061C"},
                                                          {"\u115f", "U+115F"},
                                                          {"\u1160", "U+1160"},
                                                          {"\u180e", "U+180E"},
                                                          {"a\u200bb", "U+200B"},
                                                          {"a\u200db", "U+200D"},
                                                          {"\u200e", "U+200E"},
                                                          {"\u200f", "U+200F"},
                                                          {"\u2028", "U+2028"},
                                                          {"\u2029", "U+2029"},
                                                          {"a\u202eb", "U+202E"},
                                                          {"\u2060", "U+2060"},
                                                          {"\u2066", "U+2066"},
                                                          {"\u2069", "U+2069"},
                                                          {"\u206f", "U+206F"},
                                                          {"\u2800", "U+2800"},
                                                          {"\u3164", "U+3164"},
                                                          {"\ufeff", "U+FEFF"},
                                                          {"\uffa0", "U+FFA0"},
                                                          {"\ufff9", "U+FFF9"},
                                                          {"\ufdd0", "U+FDD0"},
                                                          {"\uffff", "U+FFFF"},
                                                          {"\U0001fffe", "U+1FFFE"},
                                                          {"\U0010ffff", "U+10FFFF"},
                                                          {"\U000e0001", "U+E0001"},
                                                          {"\U000e0041", "U+E0041"},
                                                          {"\U000e007f", "U+E007F"},
                                                          {"\U0001d173", "U+1D173"}})
        EXPECT_EQ(unfit_character(text, true), name) << name;
}

TEST(Text, holds_a_selector_only_after_what_it_selects) {
    EXPECT_EQ(unfit_character("甲\ufe0f", false), "U+FE0F");       // an ideograph is no picture
    EXPECT_EQ(unfit_character("❤\ufe0f\ufe0f", false), "U+FE0F");  // one is enough
    EXPECT_EQ(unfit_character("a\u180b", false), "U+180B");
    EXPECT_EQ(unfit_character("甲\ufe00", false), "U+FE00");
}

// A name of another office in characters that are drawn the same: 子 and 女 as radicals, 六 and 不
// as other standards had them.
TEST(Text, holds_no_double_of_an_ideograph) {
    EXPECT_EQ(unfit_character("\u2f26", false), "U+2F26");
    EXPECT_EQ(unfit_character("\u2e80", true), "U+2E80");
    EXPECT_EQ(unfit_character("\uf9d1", false), "U+F9D1");
    EXPECT_EQ(unfit_character("\U0002f800", false), "U+2F800");
}

// Fonts of offices draw U+E5E5 as a wide blank, U+E81E as an ideograph that has its own code, and
// U+31D0 is the stroke 一.
TEST(Text, holds_nothing_of_private_use_and_no_strokes) {
    EXPECT_EQ(unfit_character("第一\ue5e5小区", false), "U+E5E5");
    EXPECT_EQ(unfit_character("\ue81e", true), "U+E81E");
    EXPECT_EQ(unfit_character("第\u31d0小区", false), "U+31D0");
    for (const auto& [text, name] :
         std::vector<std::pair<std::string, std::string>>{{"\ue000", "U+E000"},
                                                          {"\uf8ff", "U+F8FF"},
                                                          {"\U000f0000", "U+F0000"},
                                                          {"\U000ffffd", "U+FFFFD"},
                                                          {"\U00100000", "U+100000"},
                                                          {"\U0010fffd", "U+10FFFD"}})
        EXPECT_EQ(unfit_character(text, true), name);
}

TEST(Text, has_spaces_one_at_a_time_between_other_characters) {
    for (const auto& [text, name] :
         std::vector<std::pair<std::string, std::string>>{{" ", "U+0020"},
                                                          {"　", "U+3000"},
                                                          {" 居委会", "U+0020"},
                                                          {"居委会 ", "U+0020"},
                                                          {"　居委会", "U+3000"},
                                                          {"居委会　", "U+3000"},
                                                          {"居  委会", "U+0020"},
                                                          {"居　　委会", "U+3000"},
                                                          {"居 　委会", "U+3000"}}) {
        EXPECT_EQ(unfit_character(text, false), name) << text;
        EXPECT_EQ(unfit_character(text, true), std::nullopt) << text;
    }
    EXPECT_EQ(unfit_character("　　各位业主：\n　　你们好。  \n", true), std::nullopt);
    EXPECT_EQ(unfit_character("各位\u00a0业主", true), "U+00A0");
}

TEST(FoldedText, is_the_same_for_names_that_look_alike) {
    for (const std::string name : {"Ａ区居委会", "a 区　居委会", "A区居委会", "ａ区居委会"})
        EXPECT_EQ(folded(name), "a区居委会") << name;
    EXPECT_EQ(folded("（１）号　～"), "(1)号~");
    EXPECT_EQ(folded(""), "");
    EXPECT_NE(folded("居委会"), folded("居委"));
}

TEST(Text, is_valid_utf_8) {
    for (const std::string text : {"\xff", "\xc0\x80", "a\xe4\xb8", "\xed\xa0\x80",
                                   "\xf4\x90\x80\x80", "\x80", "\xe0\x80\x80"})
        EXPECT_EQ(unfit_character(text, true), "invalid UTF-8");
}

TEST(Text, has_line_feeds_only_where_it_has_lines) {
    EXPECT_EQ(unfit_character("one\ntwo", true), std::nullopt);
    EXPECT_EQ(unfit_character("one\ntwo", false), "U+000A");
    EXPECT_EQ(unfit_character("\n\ufe0f", true), "U+FE0F");
}

}  // namespace
}  // namespace linlian::codec
