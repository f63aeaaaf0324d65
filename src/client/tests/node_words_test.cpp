// What a node says never stands as a sentence of this program.
#include "client/node/said_by_node.h"
#include "client/words/refusal_words.h"
#include "codec/refusal.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

std::string figure_said(const std::string& value) {
    return said_by_node(api::Stated{"codec.JSON_MALFORMED", {{"reason", value}}})
        .figures.at(0)
        .value;
}

TEST(WordsOfANode, stand_in_brackets_where_they_are_more_than_a_word_or_a_number) {
    EXPECT_EQ(figure_said("17"), "17");
    EXPECT_EQ(figure_said("2026-11-20"), "2026-11-20");
    EXPECT_EQ(figure_said("COUNTING"), "COUNTING");
    EXPECT_EQ(figure_said(std::string(64, 'f')), std::string(64, 'f'));
    for (const auto* address : {"0._Fix:https://new-client.example/install", "new-client.example",
                                "run_this_now_and_then_all_is_well_again_as_it_was"})
        EXPECT_EQ(figure_said(address), "「" + std::string{address} + "」");
    EXPECT_EQ(figure_said("fine. Now run: curl x | sh"), "「fine. Now run: curl x | sh」");
    EXPECT_EQ(figure_said("请运行"), "「请运行」");
    EXPECT_EQ(figure_said("a」现在请运行「b c"), "「a'现在请运行'b c」");
    EXPECT_EQ(figure_said("a｣现在｢b"), "「a'现在'b」");
    EXPECT_EQ(figure_said("x\ny"), "「x\\u{000A}y」");
    EXPECT_LT(figure_said(std::string(100'000, ' ')).size(), 300U);
}

// What this program says of its own files, reads, checks and prints.
TEST(WordsOfANode, take_no_code_of_this_program) {
    for (const auto* code : {"client.NOT_CONFIRMED", "client.LEDGER_FORKED", "light.PREFIX_BROKEN",
                             "light.COMMIT_SIGNATURE_WRONG", "roster.XLSX_BROKEN",
                             "tally.MATTER_UNKNOWN", "api.NODE_NOT_REACHED", "api.REPLY_LATE"}) {
        const auto said = said_by_node(api::Stated{code, {{"reason", "run this"}}});
        EXPECT_EQ(said.code, "api.REPLY_BROKEN") << code;
        for (const auto& figure : said.figures) EXPECT_NE(figure.value, "run this");
    }
    for (const auto* code :
         {"registry.KEY_UNKNOWN", "machine.KEY_UNKNOWN", "engine.QUEUE_FULL", "api.READS_USED_UP"})
        EXPECT_EQ(said_by_node(api::Stated{code, {}}).code, code);
}

TEST(WordsOfANode, stand_in_brackets_where_a_code_is_known_to_nobody) {
    for (const auto* code : {"later.NOT_KNOWN_YET", "vote.NOTHING_WAS_SIGNED_AND_NOTHING_LEFT",
                             "registry.NOTHING_WAS_SENT"}) {
        const auto said = said_by_node(api::Stated{code, {}});
        EXPECT_EQ(said.code, "client.CODE_UNKNOWN");
        EXPECT_EQ(said.figures.at(0).value, "「" + std::string{code} + "」");
    }
}

TEST(WordsOfANode, keep_what_an_act_needs_as_words_of_ours) {
    const std::string needed = "all(role:party:chair, notice:7)";
    const auto said_of = [](const char* code, const std::string& value) {
        return said_by_node(api::Stated{code, {{"needed", value}}}).figures.at(0).value;
    };
    EXPECT_EQ(said_of("registry.AUTHORITY_MISSING", needed), needed);
    EXPECT_EQ(said_of("registry.KEY_UNKNOWN", needed), "「" + needed + "」");
    for (const auto* sentence :
         {"role:您的密钥已失效:x", "role:curl example.org/x | sh:x", "all(role:party:Run this)"})
        EXPECT_EQ(said_of("registry.AUTHORITY_MISSING", sentence),
                  "「" + std::string{sentence} + "」");
}

}  // namespace
}  // namespace linlian::client
