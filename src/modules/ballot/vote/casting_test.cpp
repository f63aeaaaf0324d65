#include "kit/ballots.h"
#include "modules/ballot/electorate/speaker.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {
namespace {

TEST(Cast, counts_a_head_and_its_area_without_saying_what_was_chosen) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done().then_events({});
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 1U);
    EXPECT_EQ(s.area_voted(ballot), 10'000U);
    EXPECT_FALSE(s.row(turnouts, ballot, id("east"))) << "nobody is told before the close";
    EXPECT_EQ(s.counted(ballot, "ana")->enrolled_by(), reg::GENESIS);
    EXPECT_FALSE(s.row(verdicts, ballot, 0U));
}

TEST(Cast, may_be_changed_until_the_close_and_names_what_it_replaces) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    const auto held = s.vote(ballot, "ana", v1::DISAGREE);
    s.when("ana", s.vote(ballot, "ana", v1::AGREE)).then_done();
    s.when("ana", held).then_refused(v1::REPLACES_OTHER);
    s.when("ana", s.vote(ballot, "ana", v1::ABSTAIN)).then_done();
    EXPECT_EQ(s.counted(ballot, "ana")->choices(0).open().mark(), v1::ABSTAIN);
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 1U);
    s.close(ballot);
    s.when("ana", s.vote(ballot, "ana", v1::AGREE))
        .then_refused(v1::STAGE_WRONG, {{"stage", "PRELIMINARY"}});
}

TEST(Cast, is_refused_before_the_opening_and_of_a_ballot_that_is_not_there) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_refused(v1::STAGE_WRONG, {{"stage", "NOTICE"}});
    auto act = s.vote(ballot, "ana");
    act.set_ballot(id_bytes("no ballot"));
    s.when("ana", act).then_refused(v1::BALLOT_UNKNOWN);
}

TEST(Cast, is_refused_for_a_line_that_the_frozen_roll_does_not_have) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    auto forged = s.vote(ballot, "ana");
    forged.mutable_voter()->mutable_line()->set_area_centi(99'999);
    s.when("ana", forged).then_refused(v1::LINE_NOT_ON_ROLL);
    auto moved = s.vote(ballot, "ana");
    moved.mutable_voter()->set_index(moved.voter().index() + 1);
    s.when("ana", moved).then_refused(v1::LINE_NOT_ON_ROLL);
}

// The ballot stuffed for an owner whom nobody reached: a member votes for a line that is not
// theirs.
TEST(Cast, is_refused_for_the_line_of_somebody_else) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("bo", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.when("cai", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    EXPECT_FALSE(s.counted(ballot, "ana"));
}

TEST(Cast, of_the_first_co_owner_stands_and_the_other_is_told) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("dan", s.vote(ballot, "dan")).then_done().then_events({"CoownerVoted"});
    s.when("eve", s.vote(ballot, "eve", v1::DISAGREE)).then_refused(v1::COOWNER_VOTED);
    s.when("dan", s.vote(ballot, "dan", v1::DISAGREE)).then_done();
    EXPECT_EQ(s.voted(ballot, v1::PHONE), 1U);
    EXPECT_EQ(s.area_voted(ballot), 6'000U);
}

TEST(Cast, of_co_owners_is_the_named_voters_alone) {
    BallotTown s;
    s.four_flats();
    auto holding = *s.row(registry::holdings, id("flat of dan and eve"));
    holding.set_voter(id_bytes("eve"));
    s.given(registry::holdings, holding, id("flat of dan and eve"));
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("dan", s.vote(ballot, "dan")).then_refused(v1::VOTER_NAMED);
    s.when("eve", s.vote(ballot, "eve")).then_done();
}

TEST(Cast, answers_every_item_in_its_form) {
    BallotTown s;
    s.four_flats();
    auto manager = s.item("manager", v1::MANAGER);
    manager.set_form(v1::ONE_OF);
    s.add_options(manager, 3);
    auto committee = s.item("committee", v1::COMMITTEE);
    committee.set_form(v1::ELECT);
    committee.set_seats(2);
    s.add_options(committee, 4);
    const Id16 ballot = s.opened(s.call({s.item("roof"), manager, committee}));
    auto act = s.vote(ballot, "ana", v1::DISAGREE);
    s.when("ana", act).then_done();
    act = s.vote(ballot, "ana", v1::AGREE);
    s.when("ana", act).then_refused(v1::CHOICES_WRONG, {{"item", "2"}});
    act.mutable_choices(1)->mutable_open()->add_options(3);
    s.when("ana", act).then_refused(v1::CHOICES_WRONG, {{"item", "2"}});
    act.mutable_choices(1)->mutable_open()->set_options(0, 2);
    act.mutable_choices(2)->mutable_open()->add_options(1);
    act.mutable_choices(2)->mutable_open()->add_options(1);
    s.when("ana", act).then_refused(v1::CHOICES_WRONG, {{"item", "3"}});
    act.mutable_choices(2)->mutable_open()->set_options(1, 3);
    s.when("ana", act).then_done();
    act = s.vote(ballot, "ana", v1::INVALID);
    s.when("ana", act).then_refused(v1::CHOICES_WRONG, {{"item", "1"}});
    act.mutable_choices()->RemoveLast();
    s.when("ana", act).then_refused(v1::CHOICES_WRONG);
}

TEST(Cast, is_refused_where_the_phone_is_closed) {
    BallotTown s;
    s.four_flats();
    auto call = s.call({s.item("roof")});
    call.mutable_terms()->clear_channels();
    call.mutable_terms()->add_channels(v1::PAPER);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.vote(ballot, "ana")).then_refused(v1::CHANNEL_CLOSED, {{"channel", "PHONE"}});
}

TEST(Cast, of_the_wrong_shape_is_refused_before_anything_is_read) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    auto act = s.vote(ballot, "ana");
    act.clear_voter();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "voter"}});
    act = s.vote(ballot, "ana");
    act.clear_choices();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "choices"}});
    act = s.vote(ballot, "ana");
    act.set_replaces("short");
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "replaces"}});
}

// A row counted from a paper, as the acts on papers write it.
v1::CastRow paper_row(const BallotTown& s, const Id16& ballot, const std::string& owner) {
    v1::CastRow row;
    const auto line = s.voter(ballot, owner).line();
    BallotTown::add_choice(*row.mutable_choices(), v1::DISAGREE);
    row.set_channel(v1::PAPER);
    row.set_area_centi(line.area_centi());
    row.set_building(line.building());
    row.set_transaction(document('p'));
    return row;
}

// The ballot of another scenario as it stands there, with a paper counted for ana.
void give_with_paper(BallotTown& s, const BallotTown& from, const Id16& ballot) {
    const auto poll = from.poll(ballot);
    const auto call = *from.row(calls, ballot);
    const auto row = paper_row(from, ballot, "ana");
    v1::Live live;
    live.set_ballot(ballot.bytes());
    s.given(calls, call, ballot).given(polls, poll, ballot);
    s.given(casts, row, ballot, hash_of(from.voter(ballot, "ana").line().head()));
    for (const auto* name : {"east", "west"})
        s.given(rolls_of, *from.row(rolls_of, ballot, id(name)), ballot, id(name));
    s.given(by_estate, "stage: OPEN", id("garden"), Timestamp{call.called_ms()}, ballot);
    s.given(live_subjects, live, id("garden"), id("subject roof"));
    s.given(running, "ballots: 1", id("owners"));
    s.given_due(Timestamp{poll.due_ms()}, close_work, due_key(ballot));
    s.given_due(Timestamp{poll.turnout_due_ms()}, turnout_work, due_key(ballot));
}

// The double vote by two channels: the paper was counted, and the terms put it first.
TEST(Cast, by_phone_is_refused_where_the_paper_counts) {
    BallotTown before{""};
    before.four_flats();
    auto call = before.call({before.item("roof")});
    call.mutable_terms()->set_paper_displaces_phone(true);
    const Id16 ballot = before.opened(call);
    BallotTown s;
    s.four_flats();
    give_with_paper(s, before, ballot);
    s.when("ana", s.vote(ballot, "ana")).then_refused(v1::CHANNEL_COUNTS, {{"channel", "PAPER"}});
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).by_channel(0).by(), "paper");
    EXPECT_EQ(s.verdict(ballot).casts(), 1U);
}

TEST(Cast, by_phone_replaces_a_paper_unless_the_terms_say_otherwise) {
    BallotTown s{""};
    s.four_flats();
    auto call = s.call({s.item("roof")});
    call.mutable_terms()->set_paper_displaces_phone(true);
    const Id16 ballot = s.opened(call);
    const auto poll = s.poll(ballot);
    auto row = paper_row(s, ballot, "ana");
    const auto tries = [&](const v1::Poll& of) {
        return check_speaker(s.rows(), ballot, of, s.voter(ballot, "ana").line(), id("ana"), row);
    };
    EXPECT_EQ(tries(poll).error().code, "ballot.CHANNEL_COUNTS");
    auto other = poll;
    other.set_paper_displaces_phone(false);
    EXPECT_TRUE(tries(other));
    row.set_channel(v1::CITY_LIST);
    EXPECT_EQ(tries(other).error().code, "ballot.CHANNEL_COUNTS");
    row.set_struck(true);
    EXPECT_TRUE(tries(other)) << "what was struck by a correction may be voted anew";
    row.set_ruled_by(id_bytes("objection"));
    EXPECT_EQ(tries(other).error().code, "ballot.RULED_ALREADY");
}

}  // namespace
}  // namespace linlian::ballot
