#include "client/call/call_document.h"

#include "crypto/hash.h"
#include "kit/code_of.h"
#include "ops/time/beijing_time.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::client {
namespace {

constexpr Timestamp now{1'796'000'000'000};

// The two files that the templates name.
std::optional<Bytes> beside(const std::string& name) {
    if (name == "议案.pdf") return "proposal";
    if (name == "召集依据.pdf") return "minutes";
    return std::nullopt;
}

class CallDocumentTest : public ::testing::Test {
  protected:
    static tl::expected<CallDocument, std::vector<Refusal>> read(const std::string& text) {
        return read_call_document({"call.toml", text, beside});
    }

    // The template with one text replaced by another.
    std::string with(const std::string& code, const std::string& old, const std::string& fresh) {
        auto text = *call_template(code, now);
        const auto at = text.find(old);
        EXPECT_NE(at, std::string::npos) << old;
        return text.replace(at, old.size(), fresh);
    }

    // The only fault of a document, as "line field".
    std::string fault_of(const std::string& text) {
        const auto document = read(text);
        if (document) return "none";
        if (document.error().size() != 1)
            return std::to_string(document.error().size()) + " faults";
        EXPECT_EQ(document.error()[0].code, "client.CALL_DOCUMENT_WRONG");
        return document.error()[0].figures.at(0).value + " " +
               document.error()[0].figures.at(1).value;
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
};

TEST_F(CallDocumentTest, every_template_reads_without_a_fault) {
    for (const char* code : {"278.1", "278.3", "278.5", "278.8", "assembly", "survey", "charter"})
        EXPECT_EQ(fault_of(*call_template(code, now)), "none") << code;
    EXPECT_EQ(kit::code_of(call_template("278.10", now)), "client.COMMAND_WRONG");
}

TEST_F(CallDocumentTest, hashes_the_files_it_names) {
    const auto document = read(*call_template("278.5", now));
    ASSERT_TRUE(document);
    EXPECT_EQ(document->act.items(0).document(), sha256("proposal").bytes());
    EXPECT_EQ(document->act.empowered_by(), sha256("minutes").bytes());
    EXPECT_EQ(document->files.size(), 2U);
}

TEST_F(CallDocumentTest, reads_times_as_beijing_time_unless_they_name_a_zone) {
    const auto local =
        read(with("survey", "opens = 2026-12-17T09:00:00", "opens = 2026-12-01T09:00:00"));
    ASSERT_TRUE(local);
    EXPECT_EQ(local->act.terms().opens_ms(), ops::from_beijing({2026, 12, 1, 9, 0, 0})->ms);
    const auto zoned =
        read(with("survey", "opens = 2026-12-17T09:00:00", "opens = 2026-12-01T01:00:00Z"));
    ASSERT_TRUE(zoned);
    EXPECT_EQ(zoned->act.terms().opens_ms(), local->act.terms().opens_ms());
    EXPECT_EQ(ops::beijing_text(Timestamp{local->act.terms().opens_ms()}), "2026-12-01 09:00");
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
    const auto document = read(text);
    ASSERT_FALSE(document);
    ASSERT_EQ(document.error().size(), 1U);
    EXPECT_EQ(document.error()[0].figures.at(1).value, "items[2].document");
}

TEST_F(CallDocumentTest, collects_all_faults_of_a_document) {
    auto text = with("278.5", "convenor = \"owners-committee\"", "convenor = \"nobody\"");
    text.replace(text.find("paper = true"), 12, "paper = 7   ");
    const auto document = read(text);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().size(), 3U);  // the convenor, paper, and entry days without paper
}

TEST_F(CallDocumentTest, an_empty_or_broken_document_is_refused_with_its_line) {
    EXPECT_EQ(fault_of("title = \"x"), "1 TOML");
    for (const char* text : {"", "times = 4\nitems = \"x\"\nchannels = []"}) {
        const auto document = read(text);
        ASSERT_FALSE(document) << text;
        for (const auto& fault : document.error())
            EXPECT_EQ(fault.code, "client.CALL_DOCUMENT_WRONG") << text;
    }
}

}  // namespace
}  // namespace linlian::client
