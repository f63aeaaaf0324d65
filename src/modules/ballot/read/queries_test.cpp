#include "codec/refusal.h"
#include "crypto/merkle_log.h"
#include "kit/ballots.h"
#include "modules/ballot/count/count.h"

namespace linlian::ballot {
namespace {

TEST(BallotQueries, show_what_was_called_and_list_it_by_estate) {
    BallotTown s;
    s.four_flats();
    const Id16 first = s.called(s.call({s.item("roof")}));
    const Id16 second = s.called(s.call({s.item("lift")}));
    const auto reply = s.ask<v1::BallotReply>(about<v1::BallotQuery>(first));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->call().call().items(0).title().en(), "roof");
    v1::BallotsQuery query;
    query.set_estate(id_bytes("garden"));
    query.set_limit(1);
    auto page = s.ask<v1::BallotsReply>(query);
    ASSERT_EQ(page->ballots_size(), 1);
    EXPECT_EQ(page->ballots(0).ballot(), first.bytes());
    query.set_after(page->next_after());
    page = s.ask<v1::BallotsReply>(query);
    EXPECT_EQ(page->ballots(0).ballot(), second.bytes());
    EXPECT_EQ(page->next_after(), "");
    query.clear_after();
    query.set_stage(v1::FINAL);
    EXPECT_EQ(s.ask<v1::BallotsReply>(query)->ballots_size(), 0);
    query.set_after("short");
    EXPECT_EQ(s.ask<v1::BallotsReply>(query).error().code, "ballot.VALUE_WRONG");
    query.set_after(id_bytes("no ballot"));
    EXPECT_EQ(s.ask<v1::BallotsReply>(query).error().code, "ballot.BALLOT_UNKNOWN");
    query.set_limit(201);
    EXPECT_EQ(s.ask<v1::BallotsReply>(query).error().code, "ballot.VALUE_WRONG");
    EXPECT_EQ(s.ask<v1::BallotReply>(about<v1::BallotQuery>(id("no ballot"))).error().code,
              "ballot.BALLOT_UNKNOWN");
}

TEST(BallotQueries, publish_the_roll_before_and_after_it_is_frozen) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    auto query = about<v1::RollQuery>(ballot);
    auto reply = s.ask<v1::RollReply>(query);
    EXPECT_FALSE(reply->frozen());
    EXPECT_EQ(reply->height(), s.height());
    EXPECT_EQ(reply->totals().area_centi(), 33'000U);
    s.pass_to(s.poll(ballot).opens_ms());
    reply = s.ask<v1::RollReply>(query);
    EXPECT_TRUE(reply->frozen());
    EXPECT_EQ(reply->root(), s.poll(ballot).roll_root());
}

TEST(BallotQueries, publish_the_lines_of_owners_by_pages) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    auto query = about<v1::RollLinesQuery>(ballot);
    query.set_limit(3);
    auto reply = s.ask<v1::RollLinesReply>(query);
    EXPECT_EQ(reply->lines_size(), 3);
    EXPECT_EQ(reply->next_after(), 3U);
    query.set_after(3);
    reply = s.ask<v1::RollLinesReply>(query);
    EXPECT_EQ(reply->lines_size(), 1);
    EXPECT_EQ(reply->next_after(), 0U);
    query.set_after(~0ULL);
    EXPECT_EQ(s.ask<v1::RollLinesReply>(query)->lines_size(), 0);
    query.set_ballot(id_bytes("no ballot"));
    EXPECT_EQ(s.ask<v1::RollLinesReply>(query, "ana").error().code, "ballot.BALLOT_UNKNOWN");
}

TEST(BallotQueries, give_a_member_what_his_vote_needs) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    auto query = about<v1::MyLinesQuery>(ballot);
    query.set_member(id_bytes("dan"));
    auto reply = s.ask<v1::MyLinesReply>(query, "dan");
    ASSERT_EQ(reply->lines_size(), 1);
    v1::Cast act;
    act.set_ballot(ballot.bytes());
    act.set_shown(s.shown_of(ballot));
    *act.mutable_voter() = reply->lines(0).voter();
    s.add_choice(*act.mutable_choices(), v1::AGREE);
    s.when("dan", act).then_done();
    reply = s.ask<v1::MyLinesReply>(query, "dan");
    EXPECT_TRUE(reply->lines(0).voted());
    EXPECT_EQ(reply->lines(0).replaces(), s.last_id().bytes());
    EXPECT_EQ(reply->lines(0).refusal(), "");
    query.set_member(id_bytes("eve"));
    reply = s.ask<v1::MyLinesReply>(query, "eve");
    EXPECT_EQ(reply->lines(0).refusal(), "ballot.COOWNER_VOTED");
    query.set_member(id_bytes("cai"));
    EXPECT_EQ(s.ask<v1::MyLinesReply>(query, "cai")->lines_size(), 0);
}

TEST(BallotQueries, name_every_figure_of_why_a_member_may_not_vote) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    auto query = about<v1::MyLinesQuery>(ballot);
    query.set_member(id_bytes("dan"));
    const auto refused = [&] {
        const auto reply = s.ask<v1::MyLinesReply>(query, "cai");
        Refusal refusal{reply->lines(0).refusal(), {}};
        for (const auto& figure : reply->lines(0).figures())
            refusal.figures.push_back({figure.name(), figure.value()});
        return refusal;
    };
    s.close(ballot);
    EXPECT_EQ(refused().code, "ballot.STAGE_WRONG");
    EXPECT_EQ(codec::refusal_text(refused(), codec::Language::en),
              "the ballot is at stage PRELIMINARY; this is not the time for it");
}

TEST(BallotQueries, tell_the_turnout_of_buildings_with_the_result_where_ten_heads_stand_together) {
    BallotTown s;
    s.four_flats();
    for (int i = 0; i < 7; ++i) s.owner("neighbour " + std::to_string(i), 5'000);
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("dan", s.vote(ballot, "dan")).then_done();
    auto reply = s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot));
    EXPECT_EQ(reply->buildings_size(), 0);
    EXPECT_EQ(reply->total().heads(), 0U);
    s.close(ballot);
    reply = s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(ballot));
    EXPECT_EQ(reply->total().heads(), 2U);
    ASSERT_EQ(reply->buildings_size(), 1);
    EXPECT_EQ(reply->buildings(0).building(), "") << "the west has one head";
    EXPECT_EQ(reply->buildings(0).roll().heads(), 11U);
    EXPECT_EQ(reply->buildings(0).turnout().heads(), 2U);
    EXPECT_EQ(reply->buildings(0).turnout().area_centi(), 0U) << "it would name them";
}

TEST(BallotQueries, tell_no_choice_before_the_close) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    auto query = about<v1::CastQuery>(ballot);
    query.set_head(s.voter(ballot, "ana").line().head());
    EXPECT_EQ(s.ask<v1::CastReply>(query, "cai").error().code, "ballot.STAGE_WRONG");
    EXPECT_EQ(s.ask<v1::RecountReply>(about<v1::RecountQuery>(ballot), "cai").error().code,
              "ballot.STAGE_WRONG");
    EXPECT_EQ(s.ask<v1::VerdictsReply>(about<v1::VerdictsQuery>(ballot))->verdicts_size(), 0);
}

TEST(BallotQueries, prove_after_the_close_what_was_counted) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    for (const auto* name : {"ana", "bo", "dan"}) s.when(name, s.vote(ballot, name)).then_done();
    s.close(ballot);
    auto query = about<v1::CastQuery>(ballot);
    for (const auto* name : {"ana", "bo", "dan"}) {
        query.set_head(s.voter(ballot, name).line().head());
        const auto reply = s.ask<v1::CastReply>(query, "cai");
        ASSERT_TRUE(reply && reply->counted());
        std::vector<Hash32> path;
        for (const auto& step : reply->path()) path.push_back(hash_of(step));
        EXPECT_TRUE(verify_inclusion(leaf_bytes_hash(reply->leaf()), reply->index(), 3, path,
                                     hash_of(s.verdict(ballot).casts_root())));
    }
    query.set_head(s.voter(ballot, "chu").line().head());
    EXPECT_FALSE(s.ask<v1::CastReply>(query, "cai")->counted());
    auto recount = about<v1::RecountQuery>(ballot);
    recount.set_limit(2);
    auto page = s.ask<v1::RecountReply>(recount, "cai");
    EXPECT_EQ(page->casts_size(), 2);
    recount.set_after(page->next_after());
    page = s.ask<v1::RecountReply>(recount, "cai");
    EXPECT_EQ(page->casts_size(), 1);
    EXPECT_EQ(page->next_after(), "");
    recount.set_after("short");
    EXPECT_EQ(s.ask<v1::RecountReply>(recount, "cai").error().code, "ballot.VALUE_WRONG");
    EXPECT_EQ(s.ask<v1::VerdictsReply>(about<v1::VerdictsQuery>(ballot))->verdicts_size(), 1);
}

// With two objections: eve's is rejected, ana's waits.
Id16 disputed_ballot(BallotTown& s) {
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("dan", s.vote(ballot, "dan")).then_done();
    s.when("eve", s.dispute(ballot, "eve", {v1::DISAGREE})).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    s.when("ana", s.dispute(ballot, "ana", {v1::AGREE})).then_done();
    return ballot;
}

TEST(BallotQueries, list_objections_with_their_rulings) {
    BallotTown s;
    const Id16 ballot = disputed_ballot(s);
    auto query = about<v1::ObjectionsQuery>(ballot);
    auto reply = s.ask<v1::ObjectionsReply>(query, "ren");
    ASSERT_EQ(reply->objections_size(), 2);
    for (const auto& entry : reply->objections()) EXPECT_EQ(entry.row().claim_size(), 1);
    EXPECT_EQ(s.ask<v1::VerdictsReply>(about<v1::VerdictsQuery>(ballot))->objections_size(), 0);
    query.set_limit(1);
    reply = s.ask<v1::ObjectionsReply>(query, "ren");
    query.set_after(reply->next_after());
    EXPECT_EQ(s.ask<v1::ObjectionsReply>(query, "ren")->objections_size(), 1);
    query.set_after("short");
    EXPECT_EQ(s.ask<v1::ObjectionsReply>(query, "ren").error().code, "ballot.VALUE_WRONG");
}

// The notice of a result says what was objected and ruled, and not who did or what they claimed.
TEST(BallotQueries, publish_objections_with_the_verdicts) {
    BallotTown s;
    const Id16 ballot = disputed_ballot(s);
    s.close(ballot);
    const auto reply = s.ask<v1::VerdictsReply>(about<v1::VerdictsQuery>(ballot));
    ASSERT_EQ(reply->objections_size(), 2);
    int rejected = 0;
    for (const auto& objection : reply->objections()) {
        EXPECT_EQ(objection.about(), v1::BALLOT);
        EXPECT_NE(objection.reason(), "");
        rejected += objection.ruling() == v1::REJECTED ? 1 : 0;
    }
    EXPECT_EQ(rejected, 1);
    const auto full = s.ask<v1::ObjectionsReply>(about<v1::ObjectionsQuery>(ballot), "cai");
    ASSERT_EQ(full->objections_size(), 2);
    for (const auto& entry : full->objections()) {
        EXPECT_NE(entry.row().reason(), "");
        EXPECT_TRUE(entry.row().claim().empty() && entry.row().member().empty());
    }
}

TEST(BallotVectors, hold_every_act_event_and_refusal) {
    // Vectors of these would be long (call_test.cpp and sales_chain_test.cpp show them).
    EXPECT_EQ(kit::missing_from_golden(ballot::module()),
              (std::vector<std::string>{"ballot.CALLED_TOO_OFTEN", "ballot.PEOPLE_TOO_MANY",
                                        "ballot.SOLD_TOO_OFTEN"}));
}

TEST(VerdictsQuery, says_when_and_why_a_ballot_was_withdrawn_and_not_what_was_chosen) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("cai", s.withdrawal(ballot)).then_done();
    const auto reply = s.ask<v1::VerdictsReply>(about<v1::VerdictsQuery>(ballot));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->verdicts_size(), 0);
    EXPECT_EQ(reply->stage(), v1::WITHDRAWN);
    EXPECT_EQ(reply->withdrawal().time_ms(), s.now().ms);
    EXPECT_EQ(reply->withdrawal().reason(), "the offer was withdrawn");
    EXPECT_EQ(reply->withdrawal().document(), document());
    EXPECT_FALSE(reply->withdrawal().no_voters());
    EXPECT_EQ(reply->heads(), 0U) << "one would be named by it";
    auto of_ana = about<v1::CastQuery>(ballot);
    of_ana.set_head(s.voter(ballot, "ana").line().head());
    EXPECT_EQ(s.ask<v1::CastReply>(of_ana, "cai").error().code, "ballot.STAGE_WRONG");
}

}  // namespace
}  // namespace linlian::ballot
