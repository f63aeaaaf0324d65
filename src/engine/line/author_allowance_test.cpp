#include "engine/line/author_allowance.h"

#include "base/check.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "contract/state.pb.h"
#include "kit/code_of.h"
#include "kit/solo_node.h"
#include "machine/machine.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

using Kind = TransactionStatus::Kind;

constexpr std::uint64_t mebibyte = 1u << 20;

Id16 member_of(BytesView name) {
    Id16 id;
    CHECK(Id16::parse(sha256(name).view().substr(0, Id16::size), id));
    return id;
}

TEST(AuthorAllowance, is_so_many_bytes_an_hour_of_each_author) {
    AuthorAllowance allowance{{.bytes_per_hour = mebibyte}};
    allowance.charge("ana", mebibyte / 2, 0);
    EXPECT_TRUE(allowance.check("ana", 0));
    allowance.charge("ana", mebibyte, 0);  // the last one may be more than is left
    const auto refused = allowance.check("ana", 0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "engine.BYTES_USED_UP");
    EXPECT_EQ(refused.error().figures.at(1).value, "1801");
    EXPECT_EQ(kit::code_of(allowance.check("ana", ms_per_hour / 2 - ms_per_second)),
              "engine.BYTES_USED_UP");
    EXPECT_TRUE(allowance.check("ana", ms_per_hour / 2 + ms_per_second));
    EXPECT_TRUE(allowance.check("ben", 0));
}

// A block of one act of ana's, and an allowance of sixteen times its bytes.
struct ChargedAct : testing::Test {
    static AppliedBlock block_of(kit::SoloNode& node) {
        const machine::Opener opener{node.program, node.store->community()};
        std::vector<machine::OpenedTransaction> acts;
        acts.push_back(std::move(*opener.open(node.sign("ana", node.add("a", 1)))));
        return {std::move(acts), {{}, {}, {}, {}, empty_tree(), {}}};
    }
    // Why the next act waits after the block; empty: something is left.
    std::string refusal() {
        AuthorAllowance allowance{{.bytes_per_hour = 16 * act.bytes().size()}};
        allowance.charge("ana", act.bytes().size(), 0);
        allowance.charge("ben", act.bytes().size(), 0);
        allowance.charge_for(
            block, [](const Hash32&) { return Bytes{"ana"}; }, 0);
        EXPECT_TRUE(allowance.check("ben", 0));
        return kit::code_of(allowance.check("ana", 0));
    }
    void pass_over(machine::v1::RefusalCode why) {
        block.result.passed_over = {{act.id(), codec::make_refusal(why)}};
    }

    kit::SoloNode node;
    AppliedBlock block = block_of(node);
    const machine::OpenedTransaction& act = block.transactions.front();
};

TEST_F(ChargedAct, counts_once_where_it_was_carried_out) {
    block.result.receipts.emplace_back().mutable_leaf()->set_id(act.id().bytes());
    EXPECT_EQ(refusal(), "");
}

TEST_F(ChargedAct, that_was_refused_counts_sixteen_times) {
    auto& leaf = *block.result.receipts.emplace_back().mutable_leaf();
    leaf.set_id(act.id().bytes());
    leaf.set_refusal("kit.NOT_BELOW_ZERO");
    EXPECT_EQ(refusal(), "engine.BYTES_USED_UP");
}

TEST_F(ChargedAct, that_was_passed_over_counts_sixteen_times) {
    pass_over(machine::v1::KEY_UNKNOWN);
    EXPECT_EQ(refusal(), "engine.BYTES_USED_UP");
}

// Else whoever fills the line makes honest people pay for their waiting.
TEST_F(ChargedAct, that_expired_in_line_counts_once) {
    pass_over(machine::v1::EXPIRED);
    EXPECT_EQ(refusal(), "");
}

// Else anybody who sends it again uses up its author's allowance.
TEST_F(ChargedAct, that_was_repeated_counts_once) {
    pass_over(machine::v1::REPEATED);
    EXPECT_EQ(refusal(), "");
}

TEST(AuthorAllowance, without_a_limit_takes_everything) {
    AuthorAllowance allowance{{.bytes_per_hour = 0}};
    for (int i = 0; i < 100; ++i) allowance.charge("ana", 1u << 30, 0);
    EXPECT_TRUE(allowance.check("ana", 0));
}

TEST(AccountOf, a_member_is_one_whatever_key_they_sign_with) {
    const Id16 ana = member_of("ana");
    EXPECT_EQ(account_of({"one key", ana}), account_of({"another", ana}));
    EXPECT_NE(account_of({"one key", ana}), account_of({"one key", member_of("ben")}));
    const machine::Author slip{"one key", {}, machine::KeyStanding::slip};
    const machine::Author other{"another", {}, machine::KeyStanding::slip};
    EXPECT_NE(account_of(slip), account_of(other)) << "they are nobody's yet";
}

// So long its id is kept in memory.
TEST(CountedBytes, grow_with_the_time_until_an_act_expires) {
    kit::SoloNode node;
    const machine::Opener opener{node.program, node.store->community()};
    const auto opened =
        opener.open(kit::sign_act(kit::key_of("ana"), node.store->community(), node.add("a", 1),
                                  Timestamp{kit::kit_time.ms + 2 * ms_per_day}));
    ASSERT_TRUE(opened);
    const auto bytes = opened->bytes().size();
    const AuthorAllowance allowance{{}};
    const auto counted = [&](std::int64_t ms_before_it_expires) {
        return allowance.counted_bytes(*opened,
                                       Timestamp{opened->expires().ms - ms_before_it_expires});
    };
    EXPECT_EQ(counted(ms_per_minute), bytes);
    EXPECT_EQ(counted(ms_per_hour), bytes);
    EXPECT_EQ(counted(3 * ms_per_hour / 2), bytes * 3 / 2);
    EXPECT_EQ(counted(24 * ms_per_hour), bytes * 24);
    EXPECT_EQ(counted(ms_per_minute - 1), bytes * 16) << "it means to expire on the way";
}

// An honest one: a day's work of one who collects acts of a few kilobytes without a network.
TEST(CountedBytes, leave_room_for_acts_of_a_week) {
    constexpr std::uint64_t week = machine::max_lifetime_ms / ms_per_hour;
    EXPECT_GE(AllowanceLimits{}.bytes_per_hour / week, 100U * 3 * 1024);
    EXPECT_LT(machine::max_transaction_bytes * week, AllowanceLimits{}.bytes_per_hour);
}

struct AllowanceOfNode : testing::Test {
    SoloOptions options = [] {
        SoloOptions few;
        few.allowance.bytes_per_hour = 20'000;
        return few;
    }();
    kit::SoloNode node{options};

    std::string sends(const std::string& author, std::int64_t amount) {
        const auto sent = node.engine->submit({node.sign(author, node.add("a", amount))});
        if (!sent[0]) return sent[0].error().code;
        node.engine->await({*sent[0]}, std::chrono::seconds{20});
        return "";
    }
    int sent_until_refused(const std::string& author, std::int64_t amount) {
        for (int count = 0; count < 1000; ++count) {
            const auto refused = sends(author, amount);
            if (refused == "engine.BYTES_USED_UP") return count;
            EXPECT_EQ(refused, "");
        }
        return 1000;
    }
};

TEST_F(AllowanceOfNode, of_one_author_is_not_anothers_and_refused_acts_use_it_up_sooner) {
    const int good = sent_until_refused("ana", 1);
    const int bad = sent_until_refused("ben", -1'000'000);
    EXPECT_LT(good, 300);
    EXPECT_GT(good, 50);
    EXPECT_GE(bad, 1);
    EXPECT_LE(bad, good / 8);
    EXPECT_EQ(sends("eva", 1), "");
    node.clock.pass(ms_per_hour);
    EXPECT_EQ(sends("ana", 1), "");
}

// Else anybody could silence a neighbour.
TEST_F(AllowanceOfNode, is_not_used_up_by_what_somebody_else_signed) {
    Bytes forged = node.sign("ana", node.add("a", 1));
    forged.back() ^= 1;
    for (int i = 0; i < 300; ++i)
        EXPECT_EQ(node.engine->submit({forged})[0].error().code, "machine.SIGNATURE_WRONG");
    EXPECT_EQ(sends("ana", 1), "");
}

TEST_F(AllowanceOfNode, does_not_count_the_same_transaction_again) {
    const Bytes once = node.sign("ana", node.add("a", 1));
    for (int i = 0; i < 300; ++i) {
        const auto sent = node.engine->submit({once});
        ASSERT_TRUE(sent[0]) << sent[0].error().code;
        node.engine->await({*sent[0]}, std::chrono::seconds{20});
    }
    EXPECT_EQ(sends("ana", 1), "");
}

TEST_F(AllowanceOfNode, is_used_up_sooner_by_acts_that_expire_late) {
    // Four days of it are more than there is; the last one may always be more than is left.
    const auto late = [&](std::int64_t lifetime_ms) {
        const auto sent = node.engine->submit(
            {kit::sign_act(kit::key_of("ana"), node.store->community(), node.add("a", 1),
                           Timestamp{node.clock.wall().ms + lifetime_ms})});
        return sent[0] ? "" : sent[0].error().code;
    };
    EXPECT_EQ(late(6 * ms_per_day), "");
    EXPECT_EQ(late(ms_per_minute), "engine.BYTES_USED_UP");
    EXPECT_EQ(sends("ben", 1), "");
}

// Ana has two keys; nobody knows the first any more once the counter "retired" is above zero.
std::optional<machine::Author> with_two_keys(const state::StateView& rows, BytesView key,
                                             Timestamp) {
    const bool is_first = key == kit::key_of("ana").public_key().encoded();
    const bool is_second = key == kit::key_of("ana's second").public_key().encoded();
    const auto retired = kit::counters.find(rows, "retired");
    if (is_first && retired && retired->value() > 0) return std::nullopt;
    return machine::Author{Bytes{key}, member_of(is_first || is_second ? "ana" : to_hex(key))};
}

// As it is where a line of 16 MiB, which counts sixteenfold, comes to nothing.
TEST(AuthorAllowance, is_owed_for_hours_where_much_came_to_nothing) {
    AuthorAllowance allowance{{.bytes_per_hour = 64 * mebibyte}};
    allowance.charge("ana", 16 * 16 * mebibyte, 0);
    EXPECT_EQ(allowance.check("ana", 0).error().figures.at(1).value, "10800");
}

struct KeysOfOneMember : AllowanceOfNode {
    KeysOfOneMember() {
        node.stop();
        auto counter = kit::counter_module();
        counter.resolve_author = with_two_keys;
        std::vector<machine::Module> modules;
        modules.push_back(std::move(counter));
        auto program = machine::assemble(std::move(modules));
        CHECK(program.has_value());
        node.program = std::move(*program);
    }
};

TEST_F(KeysOfOneMember, have_one_allowance_whatever_becomes_of_a_key) {
    ASSERT_TRUE(node.start()) << node.trouble;
    EXPECT_GT(sent_until_refused("ana", 1), 50);
    EXPECT_EQ(sends("ana's second", 1), "engine.BYTES_USED_UP");
    node.record({node.sign("ben", node.add("retired", 1))});
    EXPECT_EQ(sends("ana", 1), "machine.KEY_UNKNOWN");
    EXPECT_EQ(sends("ana's second", 1), "engine.BYTES_USED_UP");
    node.clock.pass(ms_per_hour);
    EXPECT_EQ(sends("ana's second", 1), "");
}

TEST_F(KeysOfOneMember, share_one_place_in_line) {
    node.options.mempool.of_one_author = 2;
    ASSERT_TRUE(node.start()) << node.trouble;
    node.record({node.sign("ben", node.add("a", 1))});
    ASSERT_TRUE(node.is_quiet());
    const std::vector<Bytes> acts{
        node.sign("ana", node.add("a", 1)), node.sign("ana's second", node.add("a", 1)),
        node.sign("ana's second", node.add("a", 1)), node.sign("ben", node.add("a", 1))};
    // So that nothing leaves the line.
    node.clock.set_wall(Timestamp{node.clock.wall().ms + 6 * ms_per_minute});
    const auto answers = node.engine->submit(acts);
    EXPECT_TRUE(answers[0] && answers[1] && answers[3]);
    ASSERT_FALSE(answers[2]);
    EXPECT_EQ(answers[2].error().code, "engine.ALLOWANCE_USED_UP");
}

// Else small acts that leave rows fill the memory of every node for good.
TEST(RowsOfNode, of_one_author_are_so_many_a_day) {
    SoloOptions few;
    few.allowance.rows_per_day = 10;
    few.allowance.rows_saved_days = 2;
    few.allowance.few_rows_per_day = 0;
    kit::SoloNode node{few};
    auto act = node.add("a", 1);
    act.set_new_row(true);  // beside the counter's own
    const auto sent = [&](const std::string& author) {
        const auto answer = node.engine->submit({node.sign(author, act)});
        if (!answer[0]) return answer[0].error().code;
        node.engine->await({*answer[0]}, std::chrono::seconds{20});
        return std::string{};
    };
    for (int i = 0; i < 10; ++i) EXPECT_EQ(sent("ana"), "") << i;
    EXPECT_EQ(sent("ana"), "engine.ROWS_USED_UP");
    EXPECT_EQ(sent("ben"), "");
    node.clock.pass(5 * ms_per_hour);
    EXPECT_EQ(sent("ana"), "") << "two of them are back";
    EXPECT_EQ(sent("ana"), "engine.ROWS_USED_UP");
}

// Else somebody in debt makes motions all the same, and others carry out what writes thousands.
TEST(RowsOfNode, that_are_owed_keep_motions_back_and_nothing_else) {
    SoloOptions few;
    few.allowance.rows_per_day = 10;
    few.allowance.rows_saved_days = 1;
    kit::SoloNode node{few};
    auto act = node.add("a", 1);
    act.set_new_row(true);
    kit::v1::Carry motion;
    motion.set_act_type(act.GetTypeName());
    motion.set_act(node.add("a", 1).SerializeAsString());
    const auto sent = [&](const std::string& author, const auto& content) {
        const auto answer = node.engine->submit(
            {kit::sign_act(kit::key_of(author), node.store->community(), content,
                           Timestamp{node.clock.wall().ms + 5 * ms_per_minute})});
        if (!answer[0]) return answer[0].error().code;
        node.engine->await({*answer[0]}, std::chrono::seconds{20});
        return std::string{};
    };
    EXPECT_EQ(sent("ana", motion), "");
    for (int i = 0; i < 12; ++i) EXPECT_EQ(sent("ana", act), "") << i;
    EXPECT_EQ(sent("ana", motion), "engine.ROWS_USED_UP");
    EXPECT_EQ(sent("ana", node.add("a", 1)), "");
    EXPECT_EQ(sent("ben", motion), "");
    node.clock.pass(2 * ms_per_day);
    EXPECT_EQ(sent("ana", motion), "");
}

}  // namespace
}  // namespace linlian::engine
