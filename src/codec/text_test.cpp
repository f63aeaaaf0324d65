#include "codec/text.h"

#include <gtest/gtest.h>

namespace linlian::codec {
namespace {

TEST(Text, may_be_what_people_write) {
    for (const std::string text : {"", "邻链", "𠮷野家（东区）3号楼—B座", "Grün · naïve",
                                   "ئۇيغۇرچە", "བོད་ཡིག", "ᠮᠣᠩᠭᠣᠯ᠋", "葛󠄀", "❤️", "👍", "  ", "　"})
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
    EXPECT_EQ(unfit_character("甲\ufe0f", false), "U+FE0F");      // an ideograph is no picture
    EXPECT_EQ(unfit_character("a\U000e0100", false), "U+E0100");  // a letter has no variants
    EXPECT_EQ(unfit_character("\U000e0100", false), "U+E0100");   // nothing stands before it
    EXPECT_EQ(unfit_character("葛\U000e0100\U000e0101", false), "U+E0101");  // one is enough
    EXPECT_EQ(unfit_character("a\u180b", false), "U+180B");
    EXPECT_EQ(unfit_character("甲\ufe00", false), "U+FE00");
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
