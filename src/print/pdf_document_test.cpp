#include "print/pdf_document.h"

#include <gtest/gtest.h>

#include <regex>

namespace linlian::print {
namespace {

// A page with one text, without the time of its making.
std::string page_of(const std::string& text) {
    PdfDocument pdf{text};
    pdf.text({20, 20, 100}, {}, text);
    pdf.end_page();
    const auto made = pdf.finish();
    EXPECT_TRUE(made);
    static const std::regex time{"/CreationDate \\([^)]*\\)"};
    return made ? std::regex_replace(*made, time, "") : "";
}

TEST(PdfDocument, shows_controls_of_a_text_and_does_not_obey_them) {
    EXPECT_EQ(page_of("翠竹苑\u202Egnp\x1b[2J"), page_of("翠竹苑\\u{202E}gnp\\u{001B}[2J"));
    EXPECT_EQ(page_of("一\n二"), page_of("一\\u{000A}二"));
    EXPECT_NE(page_of("一二"), page_of("二一"));
}

TEST(PdfDocument, keeps_a_text_one_paragraph_whatever_lines_it_claims) {
    PdfDocument pdf{"t"};
    const auto one = pdf.height_of(100, {}, "一");
    EXPECT_DOUBLE_EQ(pdf.height_of(100, {}, "一\n二"), one);
    EXPECT_DOUBLE_EQ(pdf.height_of(100, {}, "一\u2029二"), one);
}

}  // namespace
}  // namespace linlian::print
