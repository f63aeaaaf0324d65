#include "client/result/recount.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "light/bundle/bundle_for_tests.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"
#include "modules/registry/registry.h"
#include "tally/tally.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

namespace bal = ballot::v1;

// Ten voters, eight of whom voted on one item.
class RecountTest : public ::testing::Test {
  protected:
    RecountTest() {
        auto& call = *rows_.call.mutable_call();
        call.mutable_electorate()->set_electors(registry::v1::OWNERS);
        auto& item = *call.add_items();
        item.set_matter(bal::USE_REPAIR_FUND);
        item.set_form(bal::YES_OR_NO);
        *rows_.poll.add_asks() = ballot::ask_of(item);
        for (int i = 0; i < 10; ++i) {
            auto& line = *roll_.Add();
            line.set_head(Bytes(Hash32::size, static_cast<char>(i + 1)));
            line.set_area_centi(1'000);
        }
        freeze();
        for (int i = 0; i < 8; ++i) {
            bal::CastRow row;
            row.add_choices()->mutable_open()->set_mark(i < 6 ? bal::AGREE : bal::DISAGREE);
            row.set_channel(bal::PHONE);
            row.set_area_centi(1'000);
            Hash32 head;
            EXPECT_TRUE(Hash32::parse(roll_[i].head(), head));
            *casts_.Add() = ballot::leaf_of(head, row);
        }
        count();
    }

    void freeze() {
        const std::vector<registry::v1::RollLine> lines{roll_.begin(), roll_.end()};
        rows_.poll.set_roll_root(registry::roll_root(lines).bytes());
        rows_.poll.set_roll_lines(lines.size());
        rows_.poll.set_roll_area_centi(registry::roll_totals(lines).area_centi());
    }
    void count() {
        ballot::Counter counter{rows_.call.call()};
        for (const auto& leaf : casts_) counter.add(leaf);
        rows_.verdicts = counter.verdicts(
            rows_.call.call(), ballot::roll_figures(rows_.call.call(), rows_.poll, {}), {});
        // What the count does not decide.
        rows_.verdicts[0].set_height(77);
        rows_.verdicts[0].set_stage(bal::FINAL);
        rows_.verdicts[0].set_objections(2);
        rows_.poll.set_stage(bal::FINAL);
        rows_.poll.set_objections(2);
    }
    // What does not hold, in English; "holds" when all does.
    std::string said() {
        const auto counted = count_again(rows_, roll_, casts_);
        if (counted) return "holds";
        EXPECT_EQ(counted.error().code, "client.RECOUNT_WRONG");
        return counted.error().figures.at(1).value;
    }

    RecountRows rows_;
    RollLines roll_;
    CastLeaves casts_;
};

TEST_F(RecountTest, of_an_honest_file_holds) { EXPECT_EQ(said(), "holds"); }

TEST_F(RecountTest, sees_a_changed_choice) {
    casts_[7].mutable_cast()->mutable_choices(0)->mutable_open()->set_mark(bal::AGREE);
    EXPECT_NE(said().find("do not hash"), std::string::npos);
}

TEST_F(RecountTest, sees_a_ballot_that_was_left_out) {
    casts_.RemoveLast();
    EXPECT_NE(said().find("do not hash"), std::string::npos);
}

TEST_F(RecountTest, sees_a_ballot_of_nobody_on_the_roll) {
    casts_[7].set_head(Bytes(Hash32::size, 'z'));
    EXPECT_NE(said().find("no head on the roll"), std::string::npos);
}

TEST_F(RecountTest, sees_a_head_that_voted_twice) {
    casts_[7] = casts_[6];
    EXPECT_NE(said().find("voted twice"), std::string::npos);
}

TEST_F(RecountTest, sees_an_area_that_is_not_the_lines) {
    casts_[3].mutable_cast()->set_area_centi(9'000);
    count();
    EXPECT_NE(said().find("with another area"), std::string::npos);
}

TEST_F(RecountTest, sees_a_roll_that_is_not_the_frozen_one) {
    roll_[9].set_area_centi(2'000);
    EXPECT_NE(said().find("root that was frozen"), std::string::npos);
    freeze();
    EXPECT_NE(said().find("another roll"), std::string::npos);
}

TEST_F(RecountTest, sees_a_verdict_that_the_ballots_do_not_give) {
    rows_.verdicts[0].set_outcome(tally::v1::FAILED);
    EXPECT_NE(said().find("another outcome"), std::string::npos);
}

TEST_F(RecountTest, sees_an_answer_that_fits_no_item) {
    casts_[2].mutable_cast()->add_choices();
    EXPECT_NE(said().find("does not answer"), std::string::npos);
}

TEST_F(RecountTest, of_a_disputed_result_takes_the_dispute_as_it_stands) {
    auto& row = rows_.verdicts[0];
    row.set_disputed(1);
    auto& disputed = *row.mutable_input()->add_disputed();
    disputed.set_heads(1);
    disputed.set_area_centi(1'000);
    disputed.set_counted_as(tally::v1::CHOICE_AGREE);
    disputed.set_would_become(tally::v1::CHOICE_DISAGREE);
    *row.mutable_verdict() = *tally::decide(row.rule(), row.input());
    row.mutable_input()->clear_disputed();
    EXPECT_EQ(said(), "holds");
    row.mutable_verdict()->mutable_checks(0)->mutable_have()->set_value(9);
    EXPECT_NE(said(), "holds");
}

TEST_F(RecountTest, refuses_rows_of_different_stages) {
    const auto said_of_stages = [this] {
        const auto checked = check_one_stage(rows_);
        return checked ? "holds" : checked.error().figures.at(1).value;
    };
    rows_.poll.set_stage(bal::FINAL);
    EXPECT_EQ(said_of_stages(), "holds");
    rows_.poll.set_stage(bal::PRELIMINARY);
    EXPECT_NE(said_of_stages().find("mixed"), std::string::npos);
    rows_.poll.set_stage(bal::COUNTING);
    EXPECT_NE(said_of_stages().find("no result"), std::string::npos);
}

// A ledger that holds these rows at a height, and the proofs of them.
light::TestLedger ledger_with(const RecountRows& rows, const Id16& id, Height height) {
    auto ledger = light::test_ledger();
    ledger.tip.height = height;
    ledger.tree = light::test_tree(
        {{ballot::calls.key(id), codec::encode(rows.call)},
         {ballot::polls.key(id), codec::encode(rows.poll)},
         {ballot::verdicts.key(id, std::uint64_t{0}), codec::encode(rows.verdicts[0])}});
    ledger.tip.state_root = ledger.tree.root();
    light::seal_tip(ledger);
    return ledger;
}

template <class Row>
Bytes proof_of(const light::TestLedger& ledger, const Bytes& key, const Row& row) {
    return light::encode_bundle(light::row_bundle(ledger, key, codec::encode(row)));
}

TEST_F(RecountTest, refuses_a_file_whose_parts_are_of_different_heights) {
    Id16 id;
    id.data.fill(7);
    rows_.poll.set_stage(bal::FINAL);
    const auto now = ledger_with(rows_, id, 20);
    const auto later = ledger_with(rows_, id, 21);
    v1::Recount file;
    file.set_kind(recount_kind);
    file.set_format(1);
    file.set_ballot(id.bytes());
    *file.mutable_roll() = roll_;
    *file.mutable_casts() = casts_;
    file.set_call(proof_of(now, ballot::calls.key(id), rows_.call));
    file.set_poll(proof_of(now, ballot::polls.key(id), rows_.poll));
    file.add_verdicts(proof_of(now, ballot::verdicts.key(id, std::uint64_t{0}), rows_.verdicts[0]));
    const auto honest = verify_recount(codec::encode(file), now.community);
    ASSERT_TRUE(honest) << honest.error().code;
    EXPECT_EQ(honest->height, 20U);
    EXPECT_EQ(honest->log_root, now.tip.log.root());
    // Each part is true by itself; together they tell what never was.
    file.set_poll(proof_of(later, ballot::polls.key(id), rows_.poll));
    const auto mixed = verify_recount(codec::encode(file), now.community);
    ASSERT_FALSE(mixed);
    EXPECT_EQ(mixed.error().code, "client.RECOUNT_WRONG");
    EXPECT_NE(mixed.error().figures.at(1).value.find("heights 20 and 21"), std::string::npos);
}

// Empty lines of two bytes each would be objects of a hundred.
TEST(RecountFile, of_lines_without_a_head_is_refused_before_it_is_read) {
    v1::Recount file;
    file.set_kind(recount_kind);
    file.set_format(1);
    file.set_ballot(Bytes(Id16::size, 'b'));
    file.add_roll()->set_head(Bytes(Hash32::size, 'h'));
    const auto code = [&file] {
        return verify_recount(codec::encode(file), std::nullopt).error().code;
    };
    EXPECT_NE(code(), "client.RECOUNT_MALFORMED") << "it is the proofs that are missing";
    file.add_roll();
    EXPECT_EQ(code(), "client.RECOUNT_MALFORMED");
}

TEST(RecountFile, of_garbage_is_refused_and_told_from_a_bundle) {
    EXPECT_EQ(verify_recount("", std::nullopt).error().code, "client.RECOUNT_MALFORMED");
    EXPECT_EQ(verify_recount(Bytes(100, '\x0A'), std::nullopt).error().code,
              "client.RECOUNT_MALFORMED");
    v1::Recount file;
    file.set_kind(recount_kind);
    file.set_format(1);
    EXPECT_TRUE(is_recount(codec::encode(file)));
    EXPECT_FALSE(is_recount("\x08\x01"));
    EXPECT_EQ(verify_recount(codec::encode(file), std::nullopt).error().code,
              "client.RECOUNT_MALFORMED");
}

}  // namespace
}  // namespace linlian::client
