#include "ops/safe_text.h"

#include <gtest/gtest.h>

namespace linlian::ops {
namespace {

TEST(SafeText, leaves_what_people_write) {
    for (const auto* text : {"", "翠竹苑 3号楼 1-101", "Zoë’s café — №5, 50 % «ok»", "ئۇيغۇر",
                             "བོད་སྐད།", "👍", "C:\\names"})
        EXPECT_EQ(safe_line(text), text);
}

TEST(SafeText, shows_codes_of_a_terminal_instead_of_obeying_them) {
    EXPECT_EQ(safe_line("\x1b[2J\x1b[32m✓ PASSED"), "\\u{001B}[2J\\u{001B}[32m✓ PASSED");
    EXPECT_EQ(safe_line("a\rb\bc\x7f"), "a\\u{000D}b\\u{0008}c\\u{007F}");
    EXPECT_EQ(safe_line("\xC2\x9B"
                        "31m"),
              "\\u{009B}31m");
    EXPECT_EQ(safe_line(std::string_view{"a\0b", 3}), "a\\u{0000}b");
}

TEST(SafeText, lets_no_text_begin_a_line_of_its_own) {
    EXPECT_EQ(safe_line("名\n✓ 核验通过"), "名\\u{000A}✓ 核验通过");
    EXPECT_EQ(safe_line("a\u2028b\u2029c\u0085d"), "a\\u{2028}b\\u{2029}c\\u{0085}d");
    EXPECT_EQ(safe_lines("一\n二\r\n"), "一\n二\\u{000D}\n");
}

TEST(SafeText, shows_what_turns_a_line_around_or_hides_in_it) {
    EXPECT_EQ(safe_line("\u202Egnp.\u2066x\u200F"), "\\u{202E}gnp.\\u{2066}x\\u{200F}");
    EXPECT_EQ(safe_line("a\u200Bb\uFEFFc\u00ADd\u3164e\u2800f"),
              "a\\u{200B}b\\u{FEFF}c\\u{00AD}d\\u{3164}e\\u{2800}f");
    EXPECT_EQ(safe_line("\U000E0041"), "\\u{E0041}");
}

TEST(SafeText, shows_bytes_that_are_no_text) {
    EXPECT_EQ(safe_line("a\xFF\xC3"), "a\\x{FF}\\x{C3}");
    EXPECT_EQ(safe_line("\xED\xA0\x80"), "\\x{ED}\\x{A0}\\x{80}");  // a surrogate
    EXPECT_EQ(safe_line("\xC0\x9B"), "\\x{C0}\\x{9B}");             // an overlong ESC
}

TEST(SafeText, keeps_json_json) {
    EXPECT_EQ(safe_json("{\"a\":\"\u202E\U000E0041\u0085\"}"),
              "{\"a\":\"\\u202e\\udb40\\udc41\\u0085\"}");
    EXPECT_EQ(safe_json("[\"\xFF\"]"), "[\"\\ufffd\"]");
}

TEST(SafeText, gives_a_spreadsheet_no_formula) {
    for (const auto* text : {"=HYPERLINK(1)", "+1", "-1", "@a", " =1", "＝1", "  ＋1"}) {
        const auto cell = csv_cell(text);
        EXPECT_TRUE(cell.starts_with("'") || cell.starts_with("\"'")) << cell;
    }
    EXPECT_EQ(csv_cell("\t=1"), "\\u{0009}=1");
    EXPECT_EQ(csv_cell("\r=1"), "\\u{000D}=1");
}

TEST(SafeText, quotes_what_would_end_a_cell) {
    EXPECT_EQ(csv_cell("张三"), "张三");
    EXPECT_EQ(csv_cell("a,b"), "\"a,b\"");
    EXPECT_EQ(csv_cell("a;b"), "\"a;b\"");
    EXPECT_EQ(csv_cell("say \"x\""), "\"say \"\"x\"\"\"");
    EXPECT_EQ(csv_cell("a\nb"), "a\\u{000A}b");
}

TEST(SafeText, takes_off_again_what_it_put_before_a_cell) {
    for (const auto* text : {"-1层101", "'a", "''-a", "'-a", "a", ""})
        EXPECT_EQ(from_csv_cell(csv_cell(text)), text);
    EXPECT_EQ(from_csv_cell("'t Hooft"), "'t Hooft");  // written by somebody else
}

}  // namespace
}  // namespace linlian::ops
