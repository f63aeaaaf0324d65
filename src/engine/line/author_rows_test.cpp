// What an author's acts write and look at counts for them, or for whoever proposed it.
#include "base/check.h"
#include "crypto/hash.h"
#include "engine/line/author_allowance.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

Id16 member_of(BytesView name) {
    Id16 id;
    CHECK(Id16::parse(sha256(name).view().substr(0, Id16::size), id));
    return id;
}

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
    EXPECT_EQ(kit::code_of(allowance.check_rows("ana", 0)), "engine.ROWS_USED_UP")
        << "two hundred are used up";
    EXPECT_TRUE(allowance.check_rows("ana", ms_per_day));
    write(270'000, ms_per_day);
    EXPECT_EQ(kit::code_of(allowance.check_rows("ana", 39 * ms_per_day)), "engine.ROWS_USED_UP");
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
    EXPECT_EQ(kit::code_of(allowance.check_rows(ana.bytes(), 0)), "engine.ROWS_USED_UP");
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
    EXPECT_EQ(kit::code_of(allowance.check_rows(ana.bytes(), 0)), "engine.ROWS_USED_UP");
}

// What is looked at is time of every node: a member has so much of it, whatever came of the act.
// Who supports last what another proposed has no part in it.
TEST(LooksOfOne, count_for_whoever_proposed_or_else_sent_it) {
    AuthorAllowance allowance{{.looks_per_hour = 1000}};
    const auto account_of_ana = [](const Hash32&) { return Bytes{"ana"}; };
    const Bytes ben = member_of("ben").bytes();
    const auto look = [&](std::uint64_t looks, const Id16& by) {
        allowance.charge_for(block_of_rows({{sha256("act"), by, 0, looks}}), account_of_ana, 0);
    };
    look(3'000, member_of("ben"));
    EXPECT_TRUE(allowance.check(ben, 0));
    look(2'000, member_of("ben"));
    EXPECT_EQ(allowance.check(ben, 0).error().code, "engine.LOOKS_USED_UP");
    EXPECT_TRUE(allowance.check("ana", 0));
    look(100'000, {});
    EXPECT_EQ(kit::code_of(allowance.check("ana", 0)), "engine.LOOKS_USED_UP");
    EXPECT_TRUE(allowance.check("ana", 2 * ms_per_hour)) << "an hour is owed at most";
}

}  // namespace
}  // namespace linlian::engine
