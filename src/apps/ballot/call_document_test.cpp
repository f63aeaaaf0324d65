#include "apps/ballot/call_document.h"

#include "apps/ballot/beijing_time.h"
#include "apps/files.h"
#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <unistd.h>

namespace linlian::apps {
namespace {

constexpr Timestamp now{1'796'000'000'000};

// A folder with the two files that the templates name.
class CallDocumentTest : public ::testing::Test {
  protected:
    CallDocumentTest() {
        folder_ =
            std::filesystem::temp_directory_path() / ("linlian-call-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder_);
        EXPECT_TRUE(write_private_file(folder_ / "议案.pdf", "proposal"));
        EXPECT_TRUE(write_private_file(folder_ / "召集依据.pdf", "minutes"));
    }
    ~CallDocumentTest() override { std::filesystem::remove_all(folder_); }

    // The template with one text replaced by another.
    std::string with(const std::string& code, const std::string& old, const std::string& fresh) {
        auto text = *call_template(code, now);
        const auto at = text.find(old);
        EXPECT_NE(at, std::string::npos) << old;
        return text.replace(at, old.size(), fresh);
    }

    // The only fault of a document, as "line field".
    std::string fault_of(const std::string& text) {
        const auto read = read_call_document(text, folder_);
        if (read) return "none";
        if (read.error().size() != 1) return std::to_string(read.error().size()) + " faults";
        EXPECT_EQ(read.error()[0].code, "apps.CALL_DOCUMENT_WRONG");
        return read.error()[0].figures.at(0).value + " " + read.error()[0].figures.at(1).value;
    }

    // The number of the line on which a text first stands.
    static std::string line_of(const std::string& text, const std::string& what) {
        const auto at = text.begin() + static_cast<std::ptrdiff_t>(text.find(what));
        return std::to_string(std::count(text.begin(), at, '\n') + 1);
    }

    // Changes one place of a template and expects the only fault at the line of the change.
    void expect_fault(const std::string& code, const std::string& old, const std::string& fresh,
                      const std::string& field) {
        const auto text = with(code, old, fresh);
        EXPECT_EQ(fault_of(text), line_of(text, fresh) + " " + field);
    }

    std::filesystem::path folder_;
};

TEST_F(CallDocumentTest, every_template_reads_without_a_fault) {
    for (const char* code : {"278.1", "278.3", "278.5", "278.8", "assembly", "survey", "charter"})
        EXPECT_EQ(fault_of(*call_template(code, now)), "none") << code;
    EXPECT_FALSE(call_template("278.10", now));
}

TEST_F(CallDocumentTest, hashes_the_files_it_names) {
    const auto read = read_call_document(*call_template("278.5", now), folder_);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->act.items(0).document(), sha256("proposal").bytes());
    EXPECT_EQ(read->act.empowered_by(), sha256("minutes").bytes());
    EXPECT_EQ(read->files.size(), 2U);
}

TEST_F(CallDocumentTest, reads_times_as_beijing_time_unless_they_name_a_zone) {
    const auto opens = from_beijing({2027, 3, 1, 9, 0, 0});
    const auto local = read_call_document(
        with("survey", "opens = 2026-12-17T09:00:00", "opens = 2026-12-01T09:00:00"), folder_);
    ASSERT_TRUE(local);
    EXPECT_EQ(local->act.terms().opens_ms(), from_beijing({2026, 12, 1, 9, 0, 0}).ms);
    const auto zoned = read_call_document(
        with("survey", "opens = 2026-12-17T09:00:00", "opens = 2026-12-01T01:00:00Z"), folder_);
    ASSERT_TRUE(zoned);
    EXPECT_EQ(zoned->act.terms().opens_ms(), local->act.terms().opens_ms());
    EXPECT_EQ(beijing_text(opens), "2027-03-01 09:00");
}

TEST_F(CallDocumentTest, names_the_line_of_a_key_that_is_none) {
    expect_fault("278.5", "paper = true", "fax = true\npaper = true", "channels.「fax」");
}

TEST_F(CallDocumentTest, names_the_line_of_what_is_wrong) {
    expect_fault("278.5", "议案.pdf", "nowhere.pdf", "items[1].document");
    expect_fault("278.5", "yes-or-no\"  ", "either\"  ", "items[1].form");
    expect_fault("278.5", "phone = true", "phone = 1", "channels.phone");
    expect_fault("278.3", "seats = 2", "seats = 4", "items[1].seats");
    expect_fault("charter", "\"1/2\"", "\"half\"", "checks[1].at_least");
}

TEST_F(CallDocumentTest, names_an_item_that_asks_the_text_of_another) {
    const std::string second = "\n[[items]]\nmatter = \"278.3\"\ntitle = \"又一项\"\n";
    const auto text = *call_template("278.5", now) + second + "document = \"议案.pdf\"\n";
    const auto read = read_call_document(text, folder_);
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().size(), 1U);
    EXPECT_EQ(read.error()[0].figures.at(1).value, "items[2].document");
}

TEST_F(CallDocumentTest, collects_all_faults_of_a_document) {
    auto text = with("278.5", "convenor = \"owners-committee\"", "convenor = \"nobody\"");
    text.replace(text.find("paper = true"), 12, "paper = 7   ");
    const auto read = read_call_document(text, folder_);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().size(), 3U);  // the convenor, paper, and entry days without paper
}

TEST_F(CallDocumentTest, an_empty_or_broken_document_is_refused_with_its_line) {
    EXPECT_EQ(fault_of("title = \"x"), "1 TOML");
    EXPECT_FALSE(read_call_document("", folder_));
    EXPECT_FALSE(read_call_document("times = 4\nitems = \"x\"\nchannels = []", folder_));
}

}  // namespace
}  // namespace linlian::apps
