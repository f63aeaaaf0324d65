#include "client/proof/statement_text.h"

#include "client/result/result_facts.h"
#include "client/shown/screen_for_tests.h"
#include "codec/wire.h"
#include "modules/ballot/state.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/registry.pb.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::client {
namespace {

light::Statement about(decltype(light::Statement::fact) fact) {
    light::Statement statement;
    statement.community_name = "测试社区";
    statement.fact = std::move(fact);
    return statement;
}

std::string value_of(const light::Statement& statement, const std::string& name) {
    const auto lines = lines_of(statement);
    for (const auto* part : {&lines.proven, &lines.quoted}) {
        for (const auto& line : *part) {
            if (line.name == name) return line.value;
        }
    }
    return "(no line)";
}

light::ProvenTransaction adoption() {
    light::ProvenTransaction fact;
    fact.leaf.set_act_type("linlian.registry.v1.AdoptRoster");
    fact.leaf.set_author_key("a key");
    return fact;
}

bool holds(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

// Who lost blocks and said so did no wrong; who rewrites says nothing.
TEST(StatementText, tells_a_declared_loss_from_a_past_that_was_rewritten) {
    light::ProvenRewrite rewrite;
    rewrite.older_round = 3;
    rewrite.newer_round = 3;
    EXPECT_TRUE(holds(value_of(about(rewrite), "loss_declared"), "no loss"));
    rewrite.newer_round = 8;
    EXPECT_TRUE(holds(value_of(about(rewrite), "loss_declared"), "blocks were lost"));
    EXPECT_EQ(value_of(about(rewrite), "rounds"), "3 / 8");
    EXPECT_FALSE(holds(value_of(about(rewrite), "fork"), "rewritten"));
    light::ProvenFork fork;
    fork.other_round = 1;
    EXPECT_TRUE(holds(value_of(about(fork), "loss_declared"), "blocks were lost"));
}

TEST(StatementText, tells_act_and_outcome_in_both_languages) {
    const auto statement = about(adoption());
    EXPECT_TRUE(holds(value_of(statement, "act"), "确认名册"));
    EXPECT_TRUE(holds(value_of(statement, "act"), "Adopt a roster"));
    EXPECT_TRUE(holds(value_of(statement, "outcome"), "已执行"));
    EXPECT_TRUE(holds(value_of(statement, "outcome"), "carried out"));
}

TEST(StatementText, tells_why_an_act_was_refused_with_its_figures) {
    auto fact = adoption();
    fact.leaf.set_refusal("registry.VERSION_WRONG");
    auto* figure = fact.effects.add_figures();
    figure->set_name("needed");
    figure->set_value("7");
    const auto statement = about(fact);
    EXPECT_TRUE(holds(value_of(statement, "reason"), "下一个版本应为 7"));
    EXPECT_EQ(value_of(statement, "refusal"), "registry.VERSION_WRONG");
    EXPECT_TRUE(holds(value_of(statement, "outcome"), "refused"));
    EXPECT_FALSE(holds(value_of(statement, "outcome"), "carried out"));
}

TEST(StatementText, says_that_due_work_has_no_author) {
    auto fact = adoption();
    fact.leaf.clear_author_key();
    EXPECT_TRUE(holds(value_of(about(fact), "author"), "when due"));
}

// The work that ends a notice is done, whatever became of the motion.
TEST(StatementText, tells_of_the_end_of_a_notice_what_became_of_the_motion) {
    const auto printed = [](const auto& event) {
        light::ProvenTransaction fact;
        fact.leaf.set_act_type("motion.expire");
        auto* added = fact.effects.add_events();
        added->set_type(event.GetDescriptor()->full_name());
        added->set_content(codec::encode(event));
        const ScreenForTests screen;
        print_statement(screen, about(fact));
        return screen.taken();
    };
    motion::v1::Failed failed;
    failed.set_motion(Bytes(Id16::size, 'm'));
    failed.set_act_type("linlian.registry.v1.FoundOffice");
    const auto refused = printed(failed);
    EXPECT_TRUE(holds(refused, "✗ ")) << refused;
    EXPECT_TRUE(holds(refused, "its act was REFUSED")) << refused;
    EXPECT_TRUE(holds(refused, "Found an office")) << refused;
    EXPECT_FALSE(holds(refused, "carried out\n")) << refused;
    EXPECT_TRUE(holds(refused, "due work: motion.expire")) << refused;
    motion::v1::Completed completed;
    completed.set_act_type(failed.act_type());
    EXPECT_TRUE(holds(printed(completed), "✓ 账本已完成到期的处理"));
    EXPECT_TRUE(holds(printed(completed), "carried out"));
}

TEST(StatementText, shows_a_row_as_text_under_the_name_of_its_table) {
    registry::v1::Estate estate;
    estate.set_name("翠竹苑");
    const Bytes key = "registry/estate/" + Bytes(16, '\x01');
    const auto statement = about(light::ProvenRow{key, codec::encode(estate)});
    EXPECT_EQ(value_of(statement, "table"), "registry/estate/");
    EXPECT_EQ(value_of(statement, "key"), "01010101010101010101010101010101");
    EXPECT_TRUE(holds(value_of(statement, "row"), "翠竹苑"));
}

TEST(StatementText, says_that_a_row_is_absent) {
    const Bytes key = "registry/estate/" + Bytes(16, '\x01');
    const auto statement = about(light::ProvenRow{key, std::nullopt});
    EXPECT_TRUE(holds(value_of(statement, "present"), "absent"));
    EXPECT_EQ(value_of(statement, "row"), "(no line)");
}

// A Cyrillic letter in "chair", a type that is no act: absent from every ledger.
TEST(StatementText, is_red_where_no_row_can_have_the_absent_key) {
    const Bytes ids(32, '\x01');
    const auto role = [&](const char* word) {
        auto statement =
            about(light::ProvenRow{"registry/role/" + ids + word + Bytes(1, '\0'), {}});
        statement.anchored = true;
        return statement;
    };
    const auto told = [](const light::Statement& statement) { return lines_of(statement).caution; };
    EXPECT_EQ(verified(role("chair")), Verified::anchored);
    for (const auto* odd : {"ch\u0430ir", "chair ", "Chair"}) {
        EXPECT_EQ(verified(role(odd)), Verified::nothing) << odd;
        EXPECT_TRUE(holds(told(role(odd)), "says nothing")) << odd;
    }
    EXPECT_TRUE(holds(value_of(role("ch\u0430ir"), "key"), "d0b0")) << "its code is shown";
    for (const auto* type :
         {"linlian.registry.v1.FoundOffice", "linlian.registry.v1.FoundOffices"}) {
        const Bytes key = "charter/authority/" + Bytes{type} + Bytes(1, '\0');
        const bool is_act = Bytes{type}.ends_with("Office");
        EXPECT_EQ(holds(told(about(light::ProvenRow{key, {}})), "says nothing"), !is_act) << type;
    }
}

TEST(StatementText, shows_rows_of_unknown_tables_as_bytes) {
    const auto statement = about(light::ProvenRow{"zebra/x", Bytes{"ab"}});
    EXPECT_EQ(value_of(statement, "table"), "(no line)");
    EXPECT_EQ(value_of(statement, "row"), "6162");
}

light::Statement about_verdict(ballot::v1::Stage stage) {
    ballot::v1::VerdictRow row;
    row.set_outcome(tally::v1::PASSED);
    row.set_stage(stage);
    row.set_height(77);
    const Bytes key = "ballot/verdict/" + Bytes(16, '\x01') + Bytes(8, '\0');
    return about(light::ProvenRow{key, codec::encode(row)});
}

TEST(StatementText, tells_a_verdict_with_its_stage_and_the_hash_that_is_printed) {
    const auto statement = about_verdict(ballot::v1::PRELIMINARY);
    EXPECT_TRUE(holds(value_of(statement, "verdict"), "Passed"));
    EXPECT_TRUE(holds(value_of(statement, "stage"), "not final"));
    EXPECT_EQ(value_of(statement, "verdict_height"), "77");
    EXPECT_EQ(value_of(statement, "result_hash").size(), 64U);
    EXPECT_FALSE(holds(value_of(about_verdict(ballot::v1::FINAL), "stage"), "not final"));
}

// Whoever wants an annulled result to look good hands out its verdict alone.
TEST(StatementText, says_that_a_verdict_alone_tells_nothing_of_what_became_of_it) {
    const auto statement = about_verdict(ballot::v1::FINAL);
    EXPECT_TRUE(holds(lines_of(statement).caution, "annulled"));
    EXPECT_TRUE(holds(value_of(statement, "standing"), "not in this file"));
    EXPECT_EQ(value_of(statement, "ballot"), "01010101010101010101010101010101");
    EXPECT_EQ(value_of(statement, "item"), "1");
}

light::Statement about_poll(ballot::v1::ResultStanding standing) {
    ballot::v1::Poll poll;
    poll.set_stage(ballot::v1::FINAL);
    poll.set_standing(standing);
    return about(light::ProvenRow{"ballot/poll/" + Bytes(16, '\x01'), codec::encode(poll)});
}

TEST(StatementText, says_of_a_poll_what_became_of_its_result) {
    EXPECT_TRUE(holds(lines_of(about_poll(ballot::v1::ANNULLED)).caution, "annulled"));
    EXPECT_TRUE(holds(value_of(about_poll(ballot::v1::SUSPENDED), "standing"), "suspended"));
    const auto unmarked = about_poll(ballot::v1::STANDING_UNSPECIFIED);
    EXPECT_FALSE(holds(lines_of(unmarked).caution, "This result is"));
    EXPECT_TRUE(holds(value_of(unmarked, "standing"), "nothing is recorded"));
}

// Whoever wants a result that was suspended since to look good hands out the file from before.
TEST(StatementText, says_of_a_poll_as_of_when_it_is_and_that_later_marks_are_not_in_it) {
    for (const auto standing : {ballot::v1::STANDING_UNSPECIFIED, ballot::v1::SUSPENDED}) {
        auto statement = about_poll(standing);
        statement.sealed_time = Timestamp{1'800'000'000'000};  // 2027-01-15 16:00 in Beijing
        const auto caution = lines_of(statement).caution;
        EXPECT_TRUE(holds(caution, "as of 2027-01-15 16:00")) << caution;
        EXPECT_TRUE(holds(caution, "ask a node for ballot/poll/")) << caution;
        EXPECT_TRUE(holds(caution, "请向节点查询")) << caution;
    }
}

// Whoever voted otherwise since hands out the proof of their first vote.
TEST(StatementText, says_of_acts_and_rows_that_what_came_later_is_not_in_the_file) {
    auto fact = adoption();
    fact.leaf.set_time_ms(1'800'000'000'000);  // 2027-01-15 16:00 in Beijing
    const auto caution = lines_of(about(fact)).caution;
    EXPECT_TRUE(holds(caution, "what was done at 2027-01-15 16:00")) << caution;
    EXPECT_TRUE(holds(caution, "replaced later")) << caution;
    EXPECT_TRUE(holds(caution, "改投")) << caution;
    fact.leaf.set_refusal("registry.VERSION_WRONG");
    EXPECT_EQ(lines_of(about(fact)).caution, "");

    const Bytes key = "registry/estate/" + Bytes(16, '\x01');
    registry::v1::Estate estate;
    for (const auto& value : {std::optional{codec::encode(estate)}, std::optional<Bytes>{}}) {
        auto row = about(light::ProvenRow{key, value});
        row.sealed_time = Timestamp{1'800'000'000'000};
        EXPECT_TRUE(holds(lines_of(row).caution, "as of 2027-01-15 16:00"));
    }
}

TEST(StatementText, tells_the_ledger_head_that_it_is_as_of) {
    auto statement = about(adoption());
    statement.height = 12;
    statement.log_size = 40;
    statement.log_root.data.fill(0xAB);
    const auto head = value_of(statement, "ledger_head");
    EXPECT_TRUE(holds(head, "12") && holds(head, "40") && holds(head, "abab abab")) << head;
}

TEST(StatementText, does_not_break_on_a_personal_row_that_is_too_short) {
    const auto statement = about(light::ProvenRow{"registry/member/", Bytes{"ab"}});
    EXPECT_NE(value_of(statement, "row"), "(no line)");
}

// What `certificate --bundle` writes of a ballot of two items.
std::vector<light::Statement> bundles_of_two_items() {
    Id16 id;
    id.data.fill(1);
    std::vector<light::Statement> statements;
    for (std::uint64_t item = 0; item < 2; ++item) {
        ballot::v1::VerdictRow row;
        row.set_height(77 + item);
        statements.push_back(
            about(light::ProvenRow{ballot::verdicts.key(id, item), codec::encode(row)}));
    }
    ballot::v1::Poll poll;
    for (int i = 0; i < 2; ++i) poll.add_asks()->set_form(ballot::v1::YES_OR_NO);
    statements.push_back(about(light::ProvenRow{ballot::polls.key(id), codec::encode(poll)}));
    return statements;
}

TEST(PrintedResult, is_the_hash_over_all_items_as_the_notice_has_it) {
    const auto statements = bundles_of_two_items();
    std::vector<ballot::v1::VerdictRow> verdicts(2);
    verdicts[0].set_height(77);
    verdicts[1].set_height(78);
    const auto result = printed_result(statements);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->hash, verdicts_hash(verdicts));
    EXPECT_EQ(result->ballot.bytes(), Bytes(16, '\x01'));
    auto turned = statements;
    std::swap(turned[0], turned[1]);
    EXPECT_EQ(printed_result(turned)->hash, result->hash) << "in whatever order they are given";
}

TEST(PrintedResult, is_nothing_of_a_part_or_of_two_heights_or_ledgers) {
    const auto whole = bundles_of_two_items();
    for (std::size_t missing = 0; missing < whole.size(); ++missing) {
        auto part = whole;
        part.erase(part.begin() + static_cast<std::ptrdiff_t>(missing));
        EXPECT_FALSE(printed_result(part)) << missing;
    }
    auto mixed = whole;
    mixed[1].height += 1;
    EXPECT_FALSE(printed_result(mixed));
    mixed = whole;
    mixed[1].community.data.fill(9);
    EXPECT_FALSE(printed_result(mixed));
    EXPECT_FALSE(printed_result({}));
}

TEST(StatementText, of_several_files_lets_nobody_overlook_a_fork) {
    EXPECT_EQ(graver(Verified::fork, Verified::nothing), Verified::fork);
    EXPECT_EQ(graver(Verified::nothing, Verified::fork), Verified::fork);
    EXPECT_EQ(graver(Verified::unanchored, Verified::nothing), Verified::nothing);
    EXPECT_EQ(graver(Verified::anchored, Verified::unanchored), Verified::unanchored);
    EXPECT_EQ(graver(Verified::anchored, Verified::anchored), Verified::anchored);
}

}  // namespace
}  // namespace linlian::client
