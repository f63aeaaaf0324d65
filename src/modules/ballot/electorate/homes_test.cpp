// What a ballot of residents tells of who lives where and how they voted, by ways beside its roll:
// leaves of votes, counts of buildings, readers with no work, a roll that was never frozen.
#include "kit/code_of.h"
#include "kit/community.h"
#include "kit/papers.h"
#include "machine/prove.h"
#include "modules/ballot/count/count.h"

#include <set>

namespace linlian::ballot {
namespace {

// Cora and pru are clerks of offices of the garden alone, pat of one for all.
struct Homes : Community {
    Homes() : Community("") {
        holder("cora", "owners", "clerk");
        office("group", "preparatory", "garden");
        holder("pru", "group", "clerk");
        office("all", "preparatory");
        holder("pat", "all", "clerk");
        people_move_in();
    }
    // Why this asker gets no proof of it.
    std::string unproven(const Bytes& key, const Bytes& asker = {}) const {
        const machine::Reading reading{rows(), {height(), now()}};
        return kit::code_of(machine::may_prove(program(), reading, key, asker));
    }
};

const std::vector<std::string> all_names{"ana", "bo", "chu", "dan", "eve", "yu", "zoe"};

// The leaf of a vote by phone, as somebody guesses it who knows the history, and even the head.
v1::CastLeaf guessed(const std::string& who, const Bytes& head, const std::string& building,
                     v1::Mark mark, const machine::v1::Receipt& receipt) {
    v1::CastLeaf leaf;
    leaf.set_head(head);
    auto& row = *leaf.mutable_cast();
    BallotTown::add_choice(*row.mutable_choices(), mark);
    row.set_channel(v1::PHONE);
    row.set_member(id_bytes(who));
    row.set_enrolled_by(reg::GENESIS);
    row.set_building(id_bytes(building));
    row.set_transaction(receipt.leaf().id());
    row.set_time_ms(receipt.leaf().time_ms());
    return leaf;
}

bool is_found(const Homes& s, const Id16& ballot, const Bytes& hash) {
    for (const auto& who : all_names) {
        const auto head = s.voter(ballot, who).line().head();
        for (const auto* building : {"east", "west", "pond"})
            for (const auto mark : {v1::AGREE, v1::DISAGREE, v1::ABSTAIN})
                for (const auto& receipt : s.receipts())
                    if (leaf_bytes_hash(guessed(who, head, building, mark, receipt)).view() == hash)
                        return true;
    }
    return false;
}

}  // namespace

TEST(Homes, are_not_found_by_trying_votes_against_the_path_of_another) {
    Homes s;
    const Id16 ballot = s.held(s.assembly(reg::RESIDENTS, v1::SURVEY));
    s.when("zoe", s.vote(ballot, "zoe")).then_done();
    s.when("ana", s.vote(ballot, "ana", v1::DISAGREE)).then_done();
    s.close(ballot);
    auto query = about<v1::CastQuery>(ballot);
    query.set_head(s.voter(ballot, "zoe").line().head());
    const auto mine = s.ask<v1::CastReply>(query, "zoe");
    ASSERT_TRUE(mine);
    ASSERT_EQ(mine->path_size(), 1);
    EXPECT_FALSE(is_found(s, ballot, mine->path(0)));
    EXPECT_FALSE(mine->leaf().salt().empty());
    // Of owners it is public, and anybody may try.
    const Id16 owners = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(owners, "ana")).then_done();
    s.close(owners);
    query = about<v1::CastQuery>(owners);
    query.set_head(s.voter(owners, "ana").line().head());
    EXPECT_TRUE(s.ask<v1::CastReply>(query, "ana")->leaf().salt().empty());
}

TEST(Homes, of_a_building_are_counted_for_nobody) {
    Homes s;
    const Id16 ballot = s.held(s.assembly(reg::RESIDENTS, v1::SURVEY));
    ASSERT_TRUE(s.row(rolls_of, ballot, id("pond")));
    for (const auto* building : {"east", "west", "pond"}) {
        const auto key = rolls_of.key(ballot, id(building));
        EXPECT_EQ(s.unproven(key), "machine.ASKER_NEEDED") << building;
        for (const auto* who : {"zoe", "ren"})
            EXPECT_EQ(s.unproven(key, kit::key_of(who).public_key().encoded()),
                      "machine.ROW_OF_OTHER")
                << building << " " << who;
    }
    auto part = s.assembly(reg::RESIDENTS, v1::SURVEY);
    part.mutable_electorate()->set_estate(id_bytes("garden"));
    part.mutable_electorate()->set_building(id_bytes("east"));
    s.when("ren", part).then_refused(v1::ELECTORATE_WRONG, {{"matter", "SURVEY"}});
}

// Block by block a count would tell of each who moves in; a building of few, whether each voted.
TEST(Homes, are_told_in_tens_before_the_roll_is_frozen_and_by_no_building) {
    Homes s;
    s.when("ren", s.assembly(reg::RESIDENTS, v1::SURVEY)).then_done();
    const Id16 ballot = s.made();
    const auto query = about<v1::RollQuery>(ballot);
    EXPECT_EQ(s.ask<v1::RollReply>(query)->totals().heads(), 0U) << "three live there";
    EXPECT_EQ(s.ask<v1::RollReply>(query)->root(), "");
    s.pass_to(s.poll(ballot).opens_ms());
    EXPECT_EQ(s.ask<v1::RollReply>(query)->totals().heads(), 3U);
    s.when("zoe", s.vote(ballot, "zoe")).then_done();
    s.close(ballot);
    EXPECT_EQ(s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot))->buildings_size(), 0);
}

TEST(Homes, are_read_by_no_clerk_who_has_nothing_to_enter) {
    for (const auto electors : {reg::RESIDENTS, reg::HOUSEHOLDS}) {
        Homes s;
        const Id16 ballot = s.held(s.assembly(electors, v1::SURVEY));
        s.when("zoe", s.vote(ballot, "zoe", v1::DISAGREE)).then_done();
        // Of each reading, why it is refused.
        const auto refusals = [&](const std::string& who) {
            return std::set{
                kit::code_of(s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(ballot), who)),
                kit::code_of(s.ask<v1::RecountReply>(about<v1::RecountQuery>(ballot), who)),
                kit::code_of(s.ask<v1::PapersReply>(about<v1::PapersQuery>(ballot), who)),
                kit::code_of(s.ask<v1::ObjectionsReply>(about<v1::ObjectionsQuery>(ballot), who))};
        };
        const std::set<std::string> all_of_them{"ballot.NOT_FOR_YOU"};
        for (const auto* who : {"cora", "pru", "cai"}) EXPECT_EQ(refusals(who), all_of_them) << who;
        s.close(ballot);
        for (const auto* who : {"cora", "pru", "cai"}) EXPECT_EQ(refusals(who), all_of_them) << who;
        EXPECT_TRUE(refusals("gus").contains("")) << "who rules reads";
    }
}

// Nor where paper is taken, of estates that are not theirs.
TEST(Homes, of_all_estates_are_read_by_no_clerk_of_one) {
    Homes s;
    auto act = s.assembly(reg::RESIDENTS, v1::SURVEY);
    act.mutable_terms()->add_channels(v1::PAPER);
    act.mutable_terms()->set_paper_entry_days(2);
    const Id16 ballot = s.held(act);
    const auto query = about<v1::RollLinesQuery>(ballot);
    EXPECT_EQ(kit::code_of(s.ask<v1::RollLinesReply>(query, "cora")), "ballot.NOT_FOR_YOU");
    EXPECT_EQ(kit::code_of(s.ask<v1::RollLinesReply>(query, "pru")), "ballot.NOT_FOR_YOU");
    EXPECT_TRUE(s.ask<v1::RollLinesReply>(query, "pat"));
}

TEST(Homes, are_told_by_no_ballot_that_was_withdrawn_before_it_opened) {
    Homes s;
    s.when("ren", s.assembly(reg::RESIDENTS, v1::SURVEY)).then_done();
    const Id16 ballot = s.made();
    EXPECT_TRUE(s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(ballot), "sun"));
    s.when("ren", s.withdrawal(ballot)).then_done();
    EXPECT_EQ(s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(ballot), "sun").error().code,
              "ballot.STAGE_WRONG");
    EXPECT_EQ(s.ask<v1::RollReply>(about<v1::RollQuery>(ballot)).error().code,
              "ballot.STAGE_WRONG");
}

}  // namespace linlian::ballot
