// What an author's acts write and cost counts for them, or for whoever proposed it.
#include "engine/author_allowance.h"
#include "kit/people.h"
#include "machine/limits.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

using kit::member_of;

// A block in which these rows were written, by whoever stands behind it.
AppliedBlock block_of_rows(const std::vector<machine::Caused>& caused) {
    AppliedBlock block{{}, {{}, {}, {}, {}, empty_tree(), {}}};
    block.result.caused = caused;
    return block;
}

struct RowsOfOne : testing::Test {
    void write(std::uint64_t rows, const Id16& by = {}) {
        allowance.charge_for(
            block_of_rows({{sha256("act"), by, rows}}), [](const Hash32&) { return Bytes{"ana"}; },
            0);
    }
    std::int64_t days_until(const Bytes& account) {
        const auto refused = allowance.check_rows(account, 0);
        return refused ? 0 : std::stoll(refused.error().figures.at(2).value) / (24 * 3600);
    }
    AuthorAllowance allowance{{.rows_per_day = 10'000, .few_rows_per_day = 0}};
};

// Else 10,000 rows a day are 10,000 acts' worth of debt, and whatever one act writes beyond is
// free.
TEST_F(RowsOfOne, are_owed_in_full) {
    write(320'000);
    EXPECT_EQ(days_until("ana"), 0);
    write(270'000);
    EXPECT_EQ(days_until("ana"), 19);
    write(300'000);
    EXPECT_EQ(days_until("ana"), 49);
}

// Whose support was the last signed two acts of 200 bytes that day.
TEST_F(RowsOfOne, of_a_motion_are_its_proposers) {
    write(1'000'000, member_of("ben"));
    EXPECT_EQ(days_until("ana"), 0);
    EXPECT_EQ(days_until(member_of("ben").bytes()), 60);
}

TEST(FewRows, are_left_to_whoever_owes_many) {
    AuthorAllowance allowance{{}};
    const auto write = [&](std::uint64_t rows, std::int64_t now_ms) {
        allowance.charge_for(
            block_of_rows({{sha256("act"), {}, rows}}), [](const Hash32&) { return Bytes{"ana"}; },
            now_ms);
    };
    write(1'000'000, 0);
    for (int i = 0; i < 20; ++i) {
        EXPECT_TRUE(allowance.check_rows("ana", 0)) << i;
        write(10, 0);
    }
    EXPECT_FALSE(allowance.check_rows("ana", 0)) << "two hundred are used up";
    EXPECT_TRUE(allowance.check_rows("ana", ms_per_day));
    write(270'000, ms_per_day);
    EXPECT_FALSE(allowance.check_rows("ana", 39 * ms_per_day));
    EXPECT_TRUE(allowance.check_rows("ana", 42 * ms_per_day));
}

// Others choose when what somebody proposed is done.
TEST(FewRows, are_not_used_up_by_what_others_carry_out) {
    AuthorAllowance allowance{{}};
    const Id16 ana = member_of("ana");
    const auto account_of_ana = [&](const Hash32&) { return ana.bytes(); };
    for (int i = 0; i < 4; ++i)
        allowance.charge_for(
            block_of_rows({{sha256("support"), ana, 300'000}}),
            [](const Hash32&) { return Bytes{"bo"}; }, 0);
    EXPECT_TRUE(allowance.check_rows(ana.bytes(), 0));
    allowance.charge_for(block_of_rows({{sha256("vote"), {}, 200}}), account_of_ana, 0);
    EXPECT_FALSE(allowance.check_rows(ana.bytes(), 0));
    EXPECT_TRUE(allowance.check_rows(ana.bytes(), ms_per_day));
}

// Else whoever needs nobody else writes without end: a chair proposes and withdraws calls.
TEST(FewRows, are_used_up_by_what_somebody_proposes_and_carries_out_alone) {
    AuthorAllowance allowance{{}};
    const Id16 ana = member_of("ana");
    const auto carry_out = [&](std::uint64_t rows) {
        allowance.charge_for(
            block_of_rows({{sha256("proposal"), ana, rows}}),
            [&](const Hash32&) { return ana.bytes(); }, 0);
    };
    carry_out(1'000'000);
    EXPECT_TRUE(allowance.check_rows(ana.bytes(), 0));
    carry_out(200);
    EXPECT_FALSE(allowance.check_rows(ana.bytes(), 0));
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
        auto registry = machine::Registry::make(std::move(modules));
        CHECK(registry.has_value());
        node.registry = std::move(*registry);
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

// What is looked at is time of every node: a member has so much of it, whatever came of the act.
TEST(WorkOfOne, counts_like_bytes_for_whoever_sent_it) {
    AuthorAllowance allowance{{}};
    const auto account_of_ana = [](const Hash32&) { return Bytes{"ana"}; };
    const auto work = [&](std::uint64_t cost) {
        allowance.charge_for(block_of_rows({{sha256("act"), member_of("ben"), 0, cost}}),
                             account_of_ana, 0);
    };
    work(15'000);
    EXPECT_TRUE(allowance.check("ana", 0));
    work(2'000);
    EXPECT_FALSE(allowance.check("ana", 0));
    EXPECT_TRUE(allowance.check(member_of("ben").bytes(), 0));
    EXPECT_TRUE(allowance.check("ana", ms_per_hour));
}

}  // namespace
}  // namespace linlian::engine
