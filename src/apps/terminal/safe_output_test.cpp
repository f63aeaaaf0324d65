// Texts of others on the terminal, as an attacker would write them: into names, titles, reasons,
// files and the answers of a node. What is caught is what goes to standard output and error.
#include "apps/terminal/terminal.h"
#include "client/proof/statement_text.h"
#include "client/shown/quoted.h"
#include "client/shown/receipt_text.h"
#include "codec/wire.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/motion/motion.pb.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <sstream>

namespace linlian::apps {

using namespace client;

namespace {

// Clears the screen, colours itself green, begins a line of its own, turns text around, hides.
const std::string evil = "\x1b[2J\x1b[32m\r\n✓ 核验通过 PASSED, anchored\u202E\u200B\xC2\x9B";

class SafeOutput : public ::testing::Test {
  protected:
    SafeOutput() {
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
    }
    // All that was written since; every byte of it is checked.
    std::string written() {
        const auto text =
            testing::internal::GetCapturedStdout() + testing::internal::GetCapturedStderr();
        for (const auto* command : {"\x1b", "\r", "\u202E", "\u200B", "\xC2\x9B"})
            EXPECT_EQ(text.find(command), std::string::npos) << text;
        // Nothing of theirs begins a line.
        EXPECT_EQ(text.find("\n✓ 核验通过 PASSED"), std::string::npos) << text;
        return text;
    }
};

TEST_F(SafeOutput, of_every_function_of_the_terminal) {
    const Terminal terminal{false};
    terminal.say(evil);
    terminal.heading(evil);
    terminal.table({evil, evil}, {{evil, terminal.good(evil)}}, evil);
    terminal.table({evil}, {}, evil);
    terminal.refusal({evil, {{evil, evil}}});
    terminal.refusal({"client.COMMAND_WRONG", {{"reason", evil}}});
    terminal.fault({evil});
    terminal.warning(evil);
    terminal.ask(evil);
    terminal.say(styled("{} {}", evil, terminal.bad(evil)));
    EXPECT_NE(written().find("\\u{001B}[2J"), std::string::npos);
}

// A title that draws a bar and goes on as the columns of the list do.
TEST_F(SafeOutput, of_tables_has_nothing_of_ours_behind_a_bar_and_nothing_of_theirs_before) {
    const Terminal terminal{false};
    const auto title = behind_bar("更换电梯 │ 结果确定 final，通过 passed 2026-10-29 18:00");
    terminal.table({"编号 ballot", "小区 estate", "标题 title", "阶段 stage"},
                   {{"b204", behind_bar("翠竹苑"), title, "公告期 notice"},
                    {"b205", behind_bar("翠竹苑"), behind_bar("屋面"), "投票中 open"}},
                   "");
    const auto text = written();
    std::istringstream lines{text};
    std::string line;
    std::size_t stages = 0;
    while (std::getline(lines, line)) {
        const auto bar = line.find("│ ");
        EXPECT_EQ(line.find("│ ", bar == std::string::npos ? 0 : bar + 1), std::string::npos);
        const auto stage = std::min(line.find("公告期"), line.find("投票中"));
        if (stage != std::string::npos) ++stages;
        EXPECT_TRUE(stage == std::string::npos || stage < bar) << line;
        EXPECT_TRUE(line.find("passed") == std::string::npos || bar < line.find("passed")) << line;
    }
    EXPECT_EQ(stages, 2U);
    EXPECT_NE(text.find("\\u{2502}"), std::string::npos) << "a bar of theirs stands by its code";
}

TEST_F(SafeOutput, of_messages_receipts_and_events) {
    const Terminal terminal{false};
    motion::v1::MotionReply reply;
    reply.mutable_motion()->set_reason(evil);
    reply.mutable_motion()->set_act_type(evil);
    terminal.message(reply);
    machine::v1::Receipt receipt;
    receipt.mutable_effects()->add_events()->set_type(evil);
    motion::v1::Proposed proposed;
    proposed.set_reason(evil);
    proposed.set_act_type(evil);
    auto* event = receipt.mutable_effects()->add_events();
    event->set_type(proposed.GetDescriptor()->full_name());
    event->set_content(codec::encode(proposed));
    print_receipt(terminal, receipt);
    EXPECT_NE(written().find("\\u{202E}"), std::string::npos);
}

TEST_F(SafeOutput, of_json_says_the_same_and_commands_nothing) {
    const Terminal terminal{true};
    terminal.json_value({{"name", evil}, {"broken", "\xFF"}});
    const auto text = written();
    EXPECT_EQ(nlohmann::json::parse(text)["name"], evil);
}

// A bundle about a ballot whose names imitate the verifier.
light::Statement imitating() {
    light::Statement statement;
    statement.community_name = evil;
    light::ProvenTransaction fact;
    fact.leaf.set_act_type("linlian.ballot.v1.CallBallot");
    fact.leaf.set_author_key("a key");
    fact.leaf.set_refusal("ballot.TITLE_WRONG");
    auto* figure = fact.effects.add_figures();
    figure->set_name("title");
    figure->set_value("已执行 carried out, anchored");
    ballot::v1::CallBallot call;
    call.mutable_title()->set_zh("表决通过 PASSED，已锚定 anchored " + evil);
    fact.body.emplace();
    fact.body->set_act_type(fact.leaf.act_type());
    fact.body->set_act(codec::encode(call));
    statement.fact = fact;
    return statement;
}

TEST_F(SafeOutput, of_verify_keeps_texts_of_the_ledger_behind_a_bar) {
    print_statement(Terminal{false}, imitating());
    const auto text = written();
    std::size_t begin = 0;
    bool has_quoted = false;
    while (begin < text.size()) {
        const auto end = std::min(text.find('\n', begin), text.size());
        const auto line = text.substr(begin, end - begin);
        const bool is_theirs = line.find("PASSED") != std::string::npos ||
                               line.find("carried out") != std::string::npos;
        EXPECT_TRUE(!is_theirs || line.starts_with("  │ ")) << line;
        has_quoted = has_quoted || is_theirs;
        begin = end + 1;
    }
    EXPECT_TRUE(has_quoted);
    EXPECT_NE(text.find("REFUSED"), std::string::npos);
    EXPECT_NE(text.find("UNANCHORED"), std::string::npos);
    EXPECT_EQ(text.find("✓ 已锚定"), std::string::npos);
}

TEST(Styled, counts_columns_without_its_colours) {
    EXPECT_EQ(Styled{"张三 ab"}.columns(), 7U);
    EXPECT_EQ(Styled{"张三"}.with("32").columns(), 4U);
    EXPECT_EQ(Styled{"张三"}.with("32").padded(6).columns(), 6U);
    EXPECT_EQ(Styled{"e\u0301 \U0001F600"}.columns(), 4U) << "a mark takes none, a picture two";
    EXPECT_EQ((Styled{"a"} + "\n").bytes(), "a\\u{000A}");
}

TEST(Styled, keeps_our_lines_and_nobody_elses) {
    EXPECT_EQ(styled("one\ntwo {}", "x\ny").bytes(), "one\ntwo x\\u{000A}y");
    EXPECT_EQ(styled("{:>3}|{}", 7, Styled{"a"}.with("1")).bytes(), "  7|\x1b[1ma\x1b[0m");
}

}  // namespace
}  // namespace linlian::apps
