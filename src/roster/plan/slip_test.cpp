#include "roster/plan/slip.h"

#include "base/hex.h"
#include "crypto/signer.h"
#include "roster/plan/slip_pdf.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

// fontconfig and cairo keep what they read of the fonts until the process ends; the leak checker of
// the sanitizers asks here what to pass over.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libfontconfig\nleak:libcairo\nleak:libpango\n";
}

namespace linlian::roster {
namespace {

Slip some_slip(std::uint32_t number = 123) {
    Slip slip;
    for (std::size_t i = 0; i < 32; ++i)
        slip.community.data[i] = static_cast<std::uint8_t>(i * 7 + 3);
    for (std::size_t i = 0; i < 16; ++i)
        slip.seed.data[i] = static_cast<std::uint8_t>(i * 41 + number);
    slip.number = number;
    return slip;
}

SlipBatch some_batch() {
    SlipBatch batch;
    batch.community_name = "南京江北 泰山街道 花旗社区";
    batch.counter = "社区便民服务中心 2 号窗口,周一至周六 9:00–17:00";
    batch.phone = "025-1234 5678";
    batch.expires = {1'803'830'400'000};
    batch.head_height = 12'345;
    batch.head_log_size = 67'890;
    batch.head_log_root = some_slip().community;
    return batch;
}

std::vector<SlipFace> faces(std::uint32_t count) {
    std::vector<SlipFace> all;
    for (std::uint32_t i = 1; i <= count; ++i)
        all.push_back({some_slip(i), "翠竹苑", "3栋 2单元 1101", "欧阳小明"});
    return all;
}

// What a command prints; nothing when it cannot run.
std::string output_of(const std::string& command) {
    std::string out;
    FILE* pipe = popen((command + " 2>/dev/null").c_str(), "r");
    if (pipe == nullptr) return out;
    char piece[256];
    while (fgets(piece, sizeof piece, pipe) != nullptr) out += piece;
    pclose(pipe);
    return out;
}

bool has_program(const std::string& name) { return !output_of("command -v " + name).empty(); }

// A folder of its own that goes with the test.
struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "slip_XXXXXX").string();
        path = mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

TEST(Slip, comes_back_from_its_uri) {
    const auto slip = some_slip();
    const auto uri = slip_uri(slip);
    EXPECT_EQ(uri.substr(0, 15), "linlian:slip?c=");
    auto back = parse_slip_uri(uri);
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, slip);
}

TEST(Slip, refuses_other_uris_and_every_wrong_character_of_the_seed) {
    const auto uri = slip_uri(some_slip());
    EXPECT_EQ(parse_slip_uri("https://example.org").error().code, "roster.SLIP_URI");
    EXPECT_EQ(parse_slip_uri(uri + "0123456789").error().code, "roster.SLIP_URI");
    EXPECT_EQ(parse_slip_uri(uri.substr(0, 60)).error().code, "roster.SLIP_URI");
    EXPECT_EQ(parse_slip_uri(uri.substr(0, uri.size() - 3) + "0123").error().code,
              "roster.SLIP_URI");
    for (const auto& [from, to] : {std::pair{"linlian:", "LINLIAN:"},
                                   {"slip?", "slip"},
                                   {"slip?", "//slip?"},
                                   {"?c=", "?C="},
                                   {"?c=", "?x=1&c="},
                                   {"&s=", "&n=1&s="},
                                   {"&s=", "&s&s="},
                                   {"&n=", "&n=0"},
                                   {"&n=", "&n=+"},
                                   {"&n=", "&n=%31"},
                                   {"c=", "c=%20"},
                                   {"&s=", "&s= "},
                                   {"&n=", "&"}}) {
        auto other = uri;
        other.replace(other.find(from), std::string_view{from}.size(), to);
        EXPECT_EQ(parse_slip_uri(other).error().code, "roster.SLIP_URI") << other;
    }
    EXPECT_EQ(parse_slip_uri(uri + "&x=1").error().code, "roster.SLIP_URI");
    EXPECT_EQ(parse_slip_uri(uri + "#x").error().code, "roster.SLIP_URI");
    auto typo = uri;
    const auto at = typo.find("&s=") + 5;
    typo[at] = typo[at] == '7' ? '8' : '7';
    EXPECT_EQ(parse_slip_uri(typo).error().code, "roster.SLIP_TYPO");
}

TEST(Slip, of_a_link_has_its_code_as_people_type_it) {
    const auto slip = some_slip();
    auto uri = slip_uri(slip);
    const auto code = uri.substr(uri.find("&s=") + 3, 28);
    uri.replace(uri.find(code), code.size(), slip_code(slip));
    EXPECT_EQ(parse_slip_uri(uri), slip);
}

TEST(Slip, gives_a_key_that_depends_on_seed_and_community) {
    const auto slip = some_slip();
    auto other = slip.community;
    other.data[0] ^= 1;
    const auto seed = derive_slip_key_seed(slip.seed, slip.community);
    EXPECT_NE(seed, derive_slip_key_seed(slip.seed, other));
    EXPECT_NE(seed, derive_slip_key_seed(some_slip(124).seed, slip.community));
    // Pinned, because the page derives the same key.
    EXPECT_EQ(to_hex(seed.view()),
              "76e5abeb20ef417899f66c24f2fcbf74e7bd1f55b7b6e493c58d09ac235a92bc");
}

TEST(SlipPdf, prints_a_page_for_each_slip_and_tells_of_its_progress) {
    std::vector<std::size_t> seen;
    const auto all = faces(3);
    auto pdf = slips_pdf(some_batch(), all, [&](std::size_t done, std::size_t total) {
        EXPECT_EQ(total, 3U);
        seen.push_back(done);
    });
    ASSERT_TRUE(pdf) << pdf.error().code;
    EXPECT_TRUE(pdf->starts_with("%PDF-"));
    EXPECT_EQ(seen, (std::vector<std::size_t>{1, 2, 3}));
}

TEST(SlipPdf, masks_the_name_and_shows_the_code_as_text) {
    if (!has_program("pdftotext")) GTEST_SKIP() << "pdftotext (poppler-utils) is not installed";
    const Folder folder;
    const auto all = faces(1);
    const auto file = (folder.path / "slip.pdf").string();
    auto pdf = slips_pdf(some_batch(), all);
    ASSERT_TRUE(pdf);
    std::ofstream{file, std::ios::binary} << *pdf;
    const auto text = output_of("pdftotext -layout " + file + " -");
    EXPECT_NE(text.find("实名开通单"), std::string::npos) << text;
    EXPECT_NE(text.find("欧***"), std::string::npos);
    EXPECT_EQ(text.find("小明"), std::string::npos);
    EXPECT_NE(text.find("2027-02-28"), std::string::npos);
    const auto code = slip_code(all[0].slip);
    EXPECT_NE(text.find(code.substr(0, 19)), std::string::npos) << text;
    EXPECT_NE(text.find(code.substr(20)), std::string::npos) << text;
    // It names what there is: a command, and no page.
    EXPECT_NE(text.find("linlian enrol --key"), std::string::npos) << text;
    EXPECT_EQ(text.find("网页"), std::string::npos) << text;
}

TEST(SlipPdf, prints_a_code_that_scans_back_to_the_slip) {
    if (!has_program("zbarimg") || !has_program("pdftoppm"))
        GTEST_SKIP() << "zbarimg (zbar-tools) or pdftoppm (poppler-utils) is not installed";
    const Folder folder;
    const auto all = faces(2);
    const auto file = (folder.path / "slips.pdf").string();
    auto pdf = slips_pdf(some_batch(), all);
    ASSERT_TRUE(pdf);
    std::ofstream{file, std::ios::binary} << *pdf;
    output_of("pdftoppm -r 150 -png " + file + " " + (folder.path / "page").string());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto page = (folder.path / ("page-" + std::to_string(i + 1) + ".png")).string();
        auto scanned = output_of("zbarimg --quiet --raw " + page);
        while (scanned.ends_with('\n')) scanned.pop_back();
        auto slip = parse_slip_uri(scanned);
        ASSERT_TRUE(slip) << scanned;
        EXPECT_EQ(*slip, all[i].slip);
    }
}

}  // namespace
}  // namespace linlian::roster
