// The city's signed list as a third channel, and the voters who stand in it twice.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Beijing: votes on the internet only through the city's system.
v1::CallBallot city_call(const PaperTown& s) {
    auto call = s.paper_call();
    call.mutable_terms()->clear_channels();
    call.mutable_terms()->add_channels(v1::PAPER);
    call.mutable_terms()->add_channels(v1::CITY_LIST);
    return call;
}

struct City : PaperTown {
    City() : PaperTown("ballot", "beijing") {
        four_flats();
        ballot = opened(city_call(*this));
    }
    std::optional<v1::CityDouble> aside(const std::string& name) const {
        return row(city_doubles, ballot, hash_of(voter(ballot, name).line().head()));
    }
    Id16 ballot;
};

// By phone and paper too. Ana's flat is sold to fay while the ballot is open.
struct Buyer : PaperTown {
    Buyer() : PaperTown("") {
        four_flats();
        person("fay");
        auto call = paper_call();
        call.mutable_terms()->add_channels(v1::CITY_LIST);
        ballot = opened(call);
        when("ben", sale("flat of ana", "fay")).then_done();
        when_cosigned(replacing(ballot, "ana", {"flat of ana"}, "fay")).then_done();
    }
    Hash32 head_of(const std::string& name) const {
        return hash_of(voter(ballot, name).line().head());
    }
    Id16 ballot;
};

TEST(CityList, counts_as_a_third_channel) {
    City s;
    s.when("ana", s.vote(s.ballot, "ana")).then_refused(v1::CHANNEL_CLOSED, {{"channel", "PHONE"}});
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana", "bo"}))
        .then_done()
        .then_events({"CityListEntered", "Supported", "Completed"});
    s.when_counted(s.ballot, "dan", v1::DISAGREE);
    EXPECT_EQ(s.voted(s.ballot, v1::CITY_LIST), 2U);
    s.close(s.ballot);
    s.when_cosigned(s.city_list(s.ballot, 1, {"chu"})).then_done();
    s.pass_to(s.poll(s.ballot).due_ms());
    const auto row = s.verdict(s.ballot);
    EXPECT_EQ(row.by_channel(0).by(), "city_list");
    EXPECT_EQ(row.by_channel(0).heads(), 3U);
    EXPECT_EQ(row.outcome(), tally::v1::PASSED);
}

TEST(CityList, keeps_doubles_aside_and_on_record) {
    City s;
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana", "bo", "bo"}))
        .then_done()
        .then_events({"CityListEntered", "Supported", "Completed"});
    EXPECT_EQ(s.counted(s.ballot, "ana")->channel(), v1::PAPER);
    EXPECT_EQ(s.row(city_chunks, s.ballot, 0U)->lines(), 3U);
    EXPECT_EQ(s.aside("ana")->because(), v1::PAPER);
    EXPECT_EQ(s.aside("bo")->because(), v1::CITY_LIST);
    EXPECT_EQ(s.aside("bo")->place(), 2U);
    // The other way round the paper stands back.
    s.when_counted(s.ballot, "bo").then_events({"PaperSettled"});
    EXPECT_EQ(s.voted(s.ballot, v1::CITY_LIST) + s.voted(s.ballot, v1::PAPER), 2U);
}

// However often it is sent: the first of a voter stays on record, with who entered it.
TEST(CityList, keeps_one_double_of_a_voter) {
    City s;
    s.when_counted(s.ballot, "ana", v1::DISAGREE);
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana", "ana"})).then_done();
    s.when_cosigned(s.city_list(s.ballot, 1, {"ana"})).then_done();
    EXPECT_EQ(s.aside("ana")->number(), 0U);
    EXPECT_EQ(s.aside("ana")->place(), 0U);
    EXPECT_EQ(s.aside("ana")->because(), v1::PAPER);
}

// The list comes when the flat is sold already: it is ana's vote, and fay has the line.
TEST(CityList, counts_for_no_buyer_what_the_seller_chose) {
    Buyer s;
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana", "bo"}, v1::DISAGREE)).then_done();
    EXPECT_FALSE(s.counted(s.ballot, "ana"));
    EXPECT_TRUE(s.row(city_doubles, s.ballot, s.head_of("ana"))->sold());
    EXPECT_EQ(s.counted(s.ballot, "bo")->channel(), v1::CITY_LIST);
    s.when("fay", s.vote(s.ballot, "ana")).then_done();
}

// Two clerks who enter a list learn from it of nobody whether, or how, they voted.
TEST(CityList, tells_its_clerks_the_same_whoever_voted) {
    std::set<std::string> told;
    for (const bool votes : {false, true}) {
        Buyer s;
        if (votes) s.when("bo", s.vote(s.ballot, "bo")).then_done();
        s.when_cosigned(s.city_list(s.ballot, 0, {"bo", "chu"}, v1::DISAGREE)).then_done();
        std::string events;
        for (const auto& event : s.receipts().back().effects().events())
            events += event.type() + " ";
        told.insert(events);
        const auto reply = s.ask<v1::CityListReply>(about<v1::CityListQuery>(s.ballot), "ben");
        EXPECT_EQ(reply->set_aside_size(), 0);
    }
    EXPECT_EQ(told.size(), 1U);
}

TEST(CityList, is_of_the_voters_whose_papers_it_names) {
    City s;
    s.when("ben", s.issue(s.ballot, {"ana", "bo"})).then_done();
    auto list = s.city_list(s.ballot, 0, {"ana", "bo"});
    list.mutable_lines(0)->set_serial(PaperTown::serial_of("bo"));
    list.mutable_lines(1)->set_serial(PaperTown::serial_of("ana"));
    s.when_cosigned(list).then_refused(v1::SERIAL_OF_OTHER, {{"number", "1"}});
    list.mutable_lines()->SwapElements(0, 1);
    std::swap(*list.mutable_lines(0)->mutable_voter(), *list.mutable_lines(1)->mutable_voter());
    s.when_cosigned(list).then_done();
}

TEST(CityList, comes_chunk_after_chunk) {
    City s;
    s.when_cosigned(s.city_list(s.ballot, 1, {"ana"}))
        .then_refused(v1::CHUNK_WRONG, {{"needed", "0"}});
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana"})).then_done();
    s.when_cosigned(s.city_list(s.ballot, 0, {"ana"}))
        .then_refused(v1::CHUNK_WRONG, {{"needed", "1"}});
    auto forged = s.city_list(s.ballot, 1, {"bo"});
    forged.mutable_lines(0)->mutable_voter()->mutable_line()->set_area_centi(1);
    s.when_cosigned(forged).then_refused(v1::LINE_NOT_ON_ROLL);
    auto empty = s.city_list(s.ballot, 1, {"bo"});
    empty.mutable_lines(0)->clear_choices();
    s.when_cosigned(empty).then_refused(v1::CHOICES_WRONG, {{"item", "1"}});
}

TEST(CityList, is_entered_by_two_offices_where_the_call_said_so) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.city_list(ballot, 0, {"ana"}))
        .then_refused(reg::AUTHORITY_MISSING,
                      {{"needed", "cosign:2:clerk:residents:street:owners:preparatory"}});
}

TEST(CityList, has_no_place_where_the_call_did_not_name_it) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_cosigned(s.city_list(ballot, 0, {"ana"}))
        .then_refused(v1::CHANNEL_CLOSED, {{"channel", "CITY_LIST"}});
}

}  // namespace
}  // namespace linlian::ballot
