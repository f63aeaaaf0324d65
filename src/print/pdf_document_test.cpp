#include "print/pdf_document.h"

#include <gtest/gtest.h>

namespace linlian::print {
namespace {

// A page with one text, without the time of its making.
std::string page_of(const std::string& text) {
    PdfDocument pdf{text};
    pdf.text({20, 20, 100}, {}, text);
    pdf.end_page();
    const auto made = pdf.finish();
    EXPECT_TRUE(made);
    if (!made) return "";
    const auto at = made->find("/CreationDate (");
    return at == Bytes::npos ? *made : Bytes{*made}.erase(at, made->find(')', at) + 1 - at);
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

// U+31350 came with Unicode 15: no font of the packages that we name has it.
TEST(PdfDocument, shows_a_character_that_no_font_has_by_its_code_and_goes_on) {
    PdfDocument pdf{"t"};
    const std::string rare = "陈\U00031350🙂";
    EXPECT_GT(pdf.height_of(12, {}, "张" + rare + rare + rare), pdf.height_of(12, {}, "张"));
    pdf.text({20, 20, 100}, {}, rare);
    pdf.end_page();
    EXPECT_TRUE(pdf.finish());
    PdfDocument with{"t"};
    PdfDocument by_code{"t"};
    EXPECT_DOUBLE_EQ(with.height_of(20, {}, "一\U00031350二\U00031350三"),
                     by_code.height_of(20, {}, "一[U+31350]二[U+31350]三"));
}

TEST(PdfDocument, says_on_the_foot_of_a_page_what_a_code_in_brackets_is) {
    const auto rare = page_of("\U00031350");
    EXPECT_FALSE(rare.empty());
    // The same marks on the page, but for the foot.
    EXPECT_GT(rare.size(), page_of("[U+31350]").size() + 100);
}

}  // namespace
}  // namespace linlian::print
