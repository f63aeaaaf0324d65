// What clerks and voters are shown of papers, deliveries, mandates, sales and the city's list.
#include "kit/code_of.h"
#include "kit/papers.h"
#include "modules/ballot/read/subjects.h"

#include <algorithm>

namespace linlian::ballot {
namespace {

v1::PaperQuery about_paper(const Id16& ballot, const std::string& owner) {
    auto query = about<v1::PaperQuery>(ballot);
    query.set_serial(PaperTown::serial_of(owner));
    return query;
}

// How many choices the reader is told of each reading of the last round.
std::vector<int> choices_told(PaperTown& s, const v1::PaperQuery& query,
                              const std::string& reader) {
    std::vector<int> told;
    const auto reply = s.ask<v1::PaperReply>(query, reader);
    if (!reply || reply->rounds().empty()) return told;
    for (const auto& reading : reply->rounds().rbegin()->readings())
        told.push_back(reading.entry().choices_size());
    return told;
}

// Ana's paper was read in two ways by ben and gus, bo's counts.
struct Differing : PaperTown {
    Differing() {
        four_flats();
        third_kind();
        ballot = opened(paper_call());
        when("ben", issue(ballot, {"ana"})).then_done();
        when_counted(ballot, "bo");
        when_entered(ballot, "ana", entry(ballot, v1::AGREE), entry(ballot, v1::ABSTAIN));
    }
    Id16 ballot;
};

TEST(PaperQueries, tell_before_the_result_what_the_reader_read_and_nothing_of_others) {
    Differing s;
    for (const auto* owner : {"ana", "bo"}) {
        EXPECT_EQ(choices_told(s, about_paper(s.ballot, owner), "ben"), (std::vector{1, 0}));
        EXPECT_EQ(choices_told(s, about_paper(s.ballot, owner), "gus"), (std::vector{0, 1}));
        for (const auto* other : {"hua", "pru", "sun", "ren"}) {
            const auto query = about_paper(s.ballot, owner);
            EXPECT_EQ(choices_told(s, query, other), (std::vector{0, 0})) << other;
            EXPECT_TRUE(s.ask<v1::PaperReply>(query, other)->differences().empty()) << other;
        }
        EXPECT_EQ(choices_told(s, about_paper(s.ballot, owner), owner), (std::vector{0, 0}));
    }
    const auto bo = s.ask<v1::PaperReply>(about_paper(s.ballot, "bo"), "hua");
    EXPECT_EQ(bo->rounds(0).readings(0).entry().scan(), document('s'));
    EXPECT_FALSE(bo->rounds(0).readings(0).entry().is_signed());
    EXPECT_EQ(bo->rounds(0).readings(0).entry().received_ms(), 0);
    s.close(s.ballot);
    EXPECT_EQ(choices_told(s, about_paper(s.ballot, "bo"), "sun"), (std::vector{0, 0}));
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(choices_told(s, about_paper(s.ballot, "bo"), "sun"), (std::vector{1, 1}));
    EXPECT_EQ(kit::code_of(s.ask<v1::PaperReply>(about_paper(s.ballot, "chu"), "ben")),
              "ballot.PAPER_UNKNOWN");
}

TEST(PaperQueries, tell_whoever_read_a_paper_where_others_read_otherwise) {
    Differing s;
    const auto ben = s.ask<v1::PaperReply>(about_paper(s.ballot, "ana"), "ben");
    ASSERT_TRUE(ben);
    ASSERT_EQ(ben->differences_size(), 1);
    EXPECT_EQ(ben->differences(0).reading(), 1U);
    ASSERT_EQ(ben->differences(0).items_size(), 1);
    EXPECT_EQ(ben->differences(0).items(0), 0U);
    EXPECT_FALSE(ben->differences(0).signature() || ben->differences(0).receipt());
    auto page = about<v1::PapersQuery>(s.ballot);
    page.set_state(v1::DIFFERS);
    const auto gus = s.ask<v1::PapersReply>(page, "gus");
    ASSERT_TRUE(gus);
    ASSERT_EQ(gus->papers(0).differences_size(), 1);
    EXPECT_EQ(gus->papers(0).differences(0).reading(), 0U);
    EXPECT_EQ(s.ask<v1::PapersReply>(page, "pru")->papers(0).differences_size(), 0);
}

// Proofs of rows show what is in them.
TEST(PaperQueries, give_no_proofs_of_readings_to_coowners_and_proxies_before_the_result) {
    PaperTown s;
    s.four_flats();
    s.person("zoe");
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.mandate(ballot, "ana", "zoe")).then_done();
    s.when_counted(ballot, "ana");
    s.when_counted(ballot, "dan");
    const auto may_have = [&](const std::string& reader, const std::string& owner) {
        const machine::Author asker{{}, id(reader), machine::KeyStanding::active};
        const machine::Reading reading{s.rows(), {s.height(), s.now()}};
        const auto all = subjects();
        const auto readings = std::ranges::find(all, of_reading.kind, &machine::Subject::kind);
        return readings->entitled(reading, asker, ballot.bytes() + PaperTown::serial_of(owner));
    };
    for (const auto& [reader, owner] :
         {std::pair{"ana", "ana"}, {"zoe", "ana"}, {"dan", "dan"}, {"eve", "dan"}})
        EXPECT_FALSE(may_have(reader, owner)) << reader;
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_TRUE(may_have("dan", "dan") && may_have("eve", "dan") && may_have("zoe", "ana"));
    EXPECT_FALSE(may_have("bo", "ana"));
}

// Before a clerk opens a seal, they have proven to them that others sealed too.
TEST(PaperQueries, prove_how_a_paper_stands_to_the_clerks_who_sealed_it_and_no_reading) {
    Differing s;
    const auto may_have = [&](const auto& of, const std::string& reader, const std::string& owner) {
        const machine::Author asker{{}, id(reader), machine::KeyStanding::active};
        const machine::Reading reading{s.rows(), {s.height(), s.now()}};
        const auto all = subjects();
        const auto found = std::ranges::find(all, of.kind, &machine::Subject::kind);
        return found->entitled(reading, asker, s.ballot.bytes() + PaperTown::serial_of(owner));
    };
    for (const auto* clerk : {"ben", "gus"}) {
        EXPECT_TRUE(may_have(of_paper, clerk, "ana")) << clerk;
        EXPECT_FALSE(may_have(of_reading, clerk, "ana")) << clerk;
        EXPECT_FALSE(may_have(of_paper, clerk, "dan")) << "there is no such paper";
    }
    for (const auto* other : {"hua", "sun", "dan"})
        EXPECT_FALSE(may_have(of_paper, other, "ana")) << other;
    EXPECT_TRUE(may_have(of_paper, "ana", "ana"));
}

TEST(PaperQueries, list_papers_by_state_page_by_page) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana", "bo", "chu", "dan"})).then_done();
    s.when_entered(ballot, "bo");
    auto query = about<v1::PapersQuery>(ballot);
    query.set_state(v1::ISSUED);
    query.set_limit(2);
    auto page = s.ask<v1::PapersReply>(query, "ben");
    ASSERT_TRUE(page);
    EXPECT_EQ(page->papers_size(), 2);
    query.set_after(page->next_after());
    page = s.ask<v1::PapersReply>(query, "ben");
    EXPECT_EQ(page->papers_size(), 1);
    EXPECT_EQ(page->next_after(), "");
    auto of_bo = about<v1::PapersQuery>(ballot);
    of_bo.set_head(s.voter(ballot, "bo").line().head());
    page = s.ask<v1::PapersReply>(of_bo, "ben");
    ASSERT_EQ(page->papers_size(), 1);
    EXPECT_EQ(page->papers(0).serial(), PaperTown::serial_of("bo"));
    of_bo.set_state(v1::LATE);
    EXPECT_EQ(s.ask<v1::PapersReply>(of_bo, "ben")->papers_size(), 0);
    query.set_after("odd");
    EXPECT_EQ(kit::code_of(s.ask<v1::PapersReply>(query, "ben")), "ballot.VALUE_WRONG");
}

// The ballot stuffed for an owner whom nobody reached is shown as a figure.
TEST(PaperQueries, count_papers_of_voters_to_whom_nothing_was_delivered) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_cosigned(s.delivery(ballot, {"ana"})).then_done();
    s.when_counted(ballot, "ana");
    s.when_counted(ballot, "bo");
    auto figures = s.ask<v1::PaperFiguresReply>(about<v1::PaperFiguresQuery>(ballot));
    ASSERT_TRUE(figures);
    EXPECT_EQ(figures->issued(), 2U);
    EXPECT_EQ(figures->states_size(), 0) << "how many came back is turnout";
    EXPECT_EQ(figures->counted_without_delivery(), 0U);
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    figures = s.ask<v1::PaperFiguresReply>(about<v1::PaperFiguresQuery>(ballot));
    ASSERT_EQ(figures->states_size(), 1);
    EXPECT_EQ(figures->states(0).papers(), 2U);
    EXPECT_EQ(figures->counted_without_delivery(), 1U);
}

TEST(DeliveryQueries, count_whom_a_ballot_reached) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when_cosigned(s.delivery(ballot, {"ana", "bo"})).then_done();
    s.when_cosigned(s.delivery(ballot, {"chu"}, false, v1::POSTED_WITH_PHOTO)).then_done();
    const auto reply = s.ask<v1::DeliveriesReply>(about<v1::DeliveriesQuery>(ballot));
    ASSERT_TRUE(reply);
    ASSERT_EQ(reply->kinds_size(), 2);
    EXPECT_EQ(reply->kinds(0).heads(), 2U);
    EXPECT_EQ(reply->warned_heads(), 2U);
    EXPECT_EQ(reply->undelivered_heads(), 1U);
    auto of_one = about<v1::DeliveryQuery>(ballot);
    of_one.set_head(s.voter(ballot, "chu").line().head());
    EXPECT_TRUE(s.ask<v1::DeliveryReply>(of_one, "ben")->delivered());
    of_one.set_head(s.voter(ballot, "dan").line().head());
    EXPECT_FALSE(s.ask<v1::DeliveryReply>(of_one, "ben")->delivered());
}

TEST(MandateQueries, tell_what_a_member_gave_and_holds) {
    PaperTown s;
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_done();
    s.when("chu", s.mandate(ballot, "chu", "bo")).then_done();
    s.when("bo", s.vote(ballot, "ana")).then_done();
    auto query = about<v1::MandatesQuery>(ballot);
    query.set_member(id_bytes("bo"));
    const auto reply = s.ask<v1::MandatesReply>(query, "bo");
    ASSERT_TRUE(reply);
    ASSERT_EQ(reply->held_size(), 2);
    EXPECT_EQ(reply->held(0).used() + reply->held(1).used(), 1);
    EXPECT_EQ(reply->given_size(), 0);
    const auto to_clerk = s.ask<v1::MandatesReply>(query, "ben");
    ASSERT_EQ(to_clerk->held_size(), 2);
    EXPECT_FALSE(to_clerk->held(0).used() || to_clerk->held(1).used()) << "who has voted";
    auto lines = about<v1::MyLinesQuery>(ballot);
    lines.set_member(id_bytes("bo"));
    const auto of_bo = s.ask<v1::MyLinesReply>(lines, "bo");
    ASSERT_TRUE(of_bo);
    EXPECT_EQ(of_bo->lines_size(), 3) << "their own and two by mandate";
    int by_proxy = 0;
    for (const auto& line : of_bo->lines()) by_proxy += line.by_proxy() ? 1 : 0;
    EXPECT_EQ(by_proxy, 2);
}

// What became of a paper says that its voter, or an earlier proxy, handed one in.
TEST(PaperQueries, tell_a_proxy_of_papers_with_the_result) {
    PaperTown s{""};
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.mandate(ballot, "ana", "bo")).then_done();
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    auto of_ana = about<v1::PapersQuery>(ballot);
    of_ana.set_head(s.voter(ballot, "ana").line().head());
    const auto query = about_paper(ballot, "ana");
    EXPECT_TRUE(s.ask<v1::PapersReply>(of_ana, "ana"));
    EXPECT_TRUE(s.ask<v1::PaperReply>(query, "ana"));
    EXPECT_EQ(kit::code_of(s.ask<v1::PapersReply>(of_ana, "bo")), "ballot.NOT_FOR_YOU");
    EXPECT_EQ(kit::code_of(s.ask<v1::PaperReply>(query, "bo")), "ballot.NOT_FOR_YOU");
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    EXPECT_TRUE(s.ask<v1::PapersReply>(of_ana, "bo"));
    EXPECT_TRUE(s.ask<v1::PaperReply>(query, "bo"));
}

TEST(SuccessorQueries, tell_which_lines_were_sold) {
    PaperTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.sale("flat of ana", "bo")).then_done();
    s.when_cosigned(s.replacing(ballot, "ana", {"flat of ana"}, "bo")).then_done();
    const auto reply = s.ask<v1::SuccessorsReply>(about<v1::SuccessorsQuery>(ballot), "ben");
    ASSERT_TRUE(reply);
    ASSERT_EQ(reply->successors_size(), 1);
    EXPECT_EQ(reply->successors(0).row().owners(0), id_bytes("bo"));
    auto lines = about<v1::MyLinesQuery>(ballot);
    lines.set_member(id_bytes("ana"));
    const auto of_ana = s.ask<v1::MyLinesReply>(lines, "ana");
    ASSERT_EQ(of_ana->lines_size(), 1);
    EXPECT_EQ(of_ana->lines(0).refusal(), "ballot.NOT_YOUR_LINE");
}

TEST(CityListQuery, tells_chunks_and_doubles_without_choices) {
    PaperTown s{"ballot", "beijing"};
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->clear_channels();
    call.mutable_terms()->add_channels(v1::CITY_LIST);
    const Id16 ballot = s.opened(call);
    s.when_cosigned(s.city_list(ballot, 0, {"ana", "ana"})).then_done();
    const auto reply = s.ask<v1::CityListReply>(about<v1::CityListQuery>(ballot), "ben");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->chunks_size(), 1);
    EXPECT_EQ(reply->set_aside_size(), 0) << "it would tell who voted by another way";
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    const auto after = s.ask<v1::CityListReply>(about<v1::CityListQuery>(ballot), "ben");
    ASSERT_EQ(after->set_aside_size(), 1);
    EXPECT_EQ(after->set_aside(0).place(), 1U);
    EXPECT_EQ(after->set_aside(0).choices_size(), 0);
}

}  // namespace
}  // namespace linlian::ballot
