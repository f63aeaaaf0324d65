// Who may read what a ballot knows of persons: each query asked by everybody, before and after the
// close.
#include "kit/code_of.h"
#include "kit/papers.h"
#include "modules/ballot/read/subjects.h"

namespace linlian::ballot {
namespace {

// Ana, bo, chu, dan and eve own flats; zoe lives elsewhere; pia's key is not proven yet. Cai's
// office calls, ben's rules, gus enters papers for the street office, sun chairs it.
struct ReadersTown : PaperTown {
    Id16 ballot;

    ReadersTown() {
        four_flats();
        person("zoe");
        person("pia", registry::v1::KEY_PROVISIONAL);
        auto call = paper_call();
        call.mutable_terms()->set_proxy_owners_max(3);
        ballot = opened(call);
        when("ana", vote(ballot, "ana")).then_done();
        when("ben", issue(ballot, {"bo"})).then_done();
    }

    // What the query answers this reader: "" or the code of its refusal.
    template <class Reply, class Query>
    std::string answer(const Query& query, const std::string& reader) {
        const auto reply = ask<Reply>(query, reader);
        return reply ? "" : reply.error().code;
    }

    // Readers among all of them whom the query is not refused as readers.
    template <class Reply, class Query>
    std::vector<std::string> readers_of(const Query& query) {
        std::vector<std::string> readers;
        for (const auto* name :
             {"ana", "bo", "dan", "cai", "ben", "gus", "sun", "zoe", "pia", "stranger", ""}) {
            const auto code = answer<Reply>(query, name);
            if (code != "ballot.NOT_FOR_YOU" && code != "machine.ASKER_NEEDED" &&
                code != "machine.ASKER_INACTIVE")
                readers.emplace_back(name);
        }
        return readers;
    }
};

const std::vector<std::string> staff{"cai", "ben", "gus", "sun"};
// Before the result: without the office that calls. Sun may come to rule.
const std::vector<std::string> early{"ben", "gus", "sun"};

std::vector<std::string> early_and(std::vector<std::string> others) {
    others.insert(others.end(), early.begin(), early.end());
    return others;
}

std::vector<std::string> staff_and(std::vector<std::string> others) {
    others.insert(others.end(), staff.begin(), staff.end());
    return others;
}

TEST(Readers, of_all_choices_are_voters_and_the_offices_that_work_on_the_ballot) {
    ReadersTown s;
    const auto voters = staff_and({"ana", "bo", "dan"});
    s.close(s.ballot);
    auto one = about<v1::CastQuery>(s.ballot);
    one.set_head(s.voter(s.ballot, "ana").line().head());
    EXPECT_EQ(s.readers_of<v1::CastReply>(one), voters);
    EXPECT_EQ(s.readers_of<v1::RecountReply>(about<v1::RecountQuery>(s.ballot)), voters);
    EXPECT_EQ(s.readers_of<v1::ObjectionsReply>(about<v1::ObjectionsQuery>(s.ballot)), early)
        << "who objects to what counts for a head says that it has voted";
    EXPECT_EQ(s.readers_of<v1::SuccessorsReply>(about<v1::SuccessorsQuery>(s.ballot)), voters);
    EXPECT_EQ(s.readers_of<v1::CityListReply>(about<v1::CityListQuery>(s.ballot)), voters);
}

TEST(Readers, of_one_line_are_its_voter_and_those_offices) {
    ReadersTown s;
    auto paper = about<v1::PaperQuery>(s.ballot);
    paper.set_serial(PaperTown::serial_of("bo"));
    auto of_bo = about<v1::PapersQuery>(s.ballot);
    of_bo.set_head(s.voter(s.ballot, "bo").line().head());
    auto delivery = about<v1::DeliveryQuery>(s.ballot);
    delivery.set_head(of_bo.head());
    EXPECT_EQ(s.readers_of<v1::PaperReply>(paper), early_and({"bo"}));
    EXPECT_EQ(s.readers_of<v1::PapersReply>(of_bo), early_and({"bo"}));
    EXPECT_EQ(s.readers_of<v1::PapersReply>(about<v1::PapersQuery>(s.ballot)), early);
    EXPECT_EQ(s.readers_of<v1::DeliveryReply>(delivery), early_and({"bo"}));
    s.close(s.ballot);
    EXPECT_EQ(s.readers_of<v1::PaperReply>(paper), early_and({"bo"})) << "closed, not counted";
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.readers_of<v1::PaperReply>(paper), staff_and({"bo"}));
    EXPECT_EQ(s.readers_of<v1::PapersReply>(about<v1::PapersQuery>(s.ballot)), staff);
    EXPECT_EQ(s.readers_of<v1::DeliveryReply>(delivery), staff_and({"bo"}));
}

TEST(Readers, of_what_a_member_may_do_are_he_and_those_offices) {
    ReadersTown s;
    auto lines = about<v1::MyLinesQuery>(s.ballot);
    lines.set_member(id_bytes("dan"));
    auto mandates = about<v1::MandatesQuery>(s.ballot);
    mandates.set_member(id_bytes("dan"));
    // What a member may do says whether they have done it; what they instructed a proxy, how.
    EXPECT_EQ(s.readers_of<v1::MyLinesReply>(lines), (std::vector<std::string>{"dan"}));
    EXPECT_EQ(s.readers_of<v1::MandatesReply>(mandates),
              (std::vector<std::string>{"dan", "ben", "gus"}));
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.readers_of<v1::MyLinesReply>(lines), staff_and({"dan"}));
    EXPECT_EQ(s.readers_of<v1::MandatesReply>(mandates), staff_and({"dan"}));
}

// Proofs of the rows of a line show what was chosen for it.
TEST(Readers, of_a_vote_before_the_result_are_its_caster_alone) {
    ReadersTown s;
    const auto may_have = [&s](const std::string& reader, const std::string& owner) {
        const machine::Author asker{{}, id(reader), machine::KeyStanding::active};
        const machine::Reading reading{s.rows(), {s.height(), s.now()}};
        const auto head = s.voter(s.ballot, owner).line().head();
        return subjects().front().entitled(reading, asker, s.ballot.bytes() + head);
    };
    EXPECT_TRUE(may_have("eve", "eve") && may_have("dan", "dan")) << "nobody voted yet";
    s.when("dan", s.vote(s.ballot, "dan")).then_done();
    EXPECT_TRUE(may_have("dan", "dan"));
    EXPECT_FALSE(may_have("eve", "dan"));
    s.when("bo", s.mandate(s.ballot, "bo", "zoe")).then_done();
    s.when("zoe", s.vote(s.ballot, "bo")).then_done();
    EXPECT_TRUE(may_have("zoe", "bo"));
    s.when("bo", s.vote(s.ballot, "bo", v1::DISAGREE)).then_done();
    EXPECT_FALSE(may_have("zoe", "bo")) << "their own vote is gone";
    EXPECT_TRUE(may_have("bo", "bo"));
    s.when_counted(s.ballot, "chu");
    EXPECT_FALSE(may_have("chu", "chu")) << "a paper is cast by nobody in particular";
    EXPECT_FALSE(may_have("ben", "chu"));
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_TRUE(may_have("eve", "dan"));
    EXPECT_TRUE(may_have("chu", "chu"));
}

// Who objects to what counts for a head says by it that the head has voted.
TEST(Readers, of_objections_before_the_result_are_their_raisers_and_those_who_rule) {
    ReadersTown s;
    s.when("ana", s.dispute(s.ballot, "ana")).then_done();
    auto own = about<v1::ObjectionsQuery>(s.ballot);
    own.set_member(id_bytes("ana"));
    EXPECT_EQ(s.readers_of<v1::ObjectionsReply>(about<v1::ObjectionsQuery>(s.ballot)), early);
    EXPECT_EQ(s.readers_of<v1::ObjectionsReply>(own),
              (std::vector<std::string>{"ana", "ben", "gus", "sun"}));
    EXPECT_EQ(s.ask<v1::ObjectionsReply>(own, "ana")->objections_size(), 1);
    own.set_member(id_bytes("bo"));
    EXPECT_EQ(s.ask<v1::ObjectionsReply>(own, "bo")->objections_size(), 0);
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    EXPECT_EQ(s.readers_of<v1::ObjectionsReply>(about<v1::ObjectionsQuery>(s.ballot)),
              staff_and({"ana", "bo", "dan"}));
}

// As on the notice: others read why it was raised and what became of it.
TEST(Readers, of_an_objection_whole_are_its_raiser_and_those_who_rule) {
    ReadersTown s;
    s.when("ana", s.dispute(s.ballot, "ana", {v1::DISAGREE})).then_done();
    const auto query = about<v1::ObjectionsQuery>(s.ballot);
    const auto is_whole = [&](const std::string& reader) {
        const auto reply = s.ask<v1::ObjectionsReply>(query, reader);
        EXPECT_EQ(reply->objections(0).row().reason(), "as the minutes show") << reader;
        const auto& row = reply->objections(0).row();
        EXPECT_EQ(row.member().empty(), row.claim().empty());
        EXPECT_EQ(row.member().empty(), row.head().empty());
        return !row.member().empty();
    };
    s.close(s.ballot);
    s.pass_to(s.poll(s.ballot).due_ms());
    for (const auto* reader : {"ana", "ben", "sun"}) EXPECT_TRUE(is_whole(reader)) << reader;
    for (const auto* reader : {"bo", "cai"}) EXPECT_FALSE(is_whole(reader)) << reader;
    auto of_ana = query;
    of_ana.set_member(id_bytes("ana"));
    EXPECT_EQ(s.ask<v1::ObjectionsReply>(of_ana, "bo")->objections_size(), 0);
}

TEST(Readers, of_figures_are_everybody) {
    ReadersTown s;
    EXPECT_TRUE(s.ask<v1::TurnoutReply>(about<v1::TurnoutQuery>(s.ballot)));
    EXPECT_TRUE(s.ask<v1::RollReply>(about<v1::RollQuery>(s.ballot)));
    EXPECT_TRUE(s.ask<v1::RollLinesReply>(about<v1::RollLinesQuery>(s.ballot))) << "of owners";
    EXPECT_TRUE(s.ask<v1::PaperFiguresReply>(about<v1::PaperFiguresQuery>(s.ballot)));
    EXPECT_TRUE(s.ask<v1::DeliveriesReply>(about<v1::DeliveriesQuery>(s.ballot)));
}

TEST(Readers, are_told_why_not) {
    ReadersTown s;
    const auto query = about<v1::RecountQuery>(s.ballot);
    EXPECT_EQ(s.answer<v1::RecountReply>(query, ""), "machine.ASKER_NEEDED");
    EXPECT_EQ(s.answer<v1::RecountReply>(query, "stranger"), "machine.ASKER_INACTIVE");
    EXPECT_EQ(s.answer<v1::RecountReply>(query, "pia"), "machine.ASKER_INACTIVE");
    EXPECT_EQ(s.answer<v1::RecountReply>(query, "zoe"), "ballot.NOT_FOR_YOU");
    EXPECT_EQ(s.answer<v1::RecountReply>(query, "ana"), "ballot.STAGE_WRONG") << "not yet";
    EXPECT_EQ(s.answer<v1::RecountReply>(about<v1::RecountQuery>(Id16{}), "ana"),
              "ballot.BALLOT_UNKNOWN");
}

// Of motions the one about persons is for those whom it asks, not for every office: it may hold
// what voters chose. Of the other the whole is for everybody.
TEST(Readers, of_a_motion_about_persons_are_its_proposer_and_offices) {
    ReadersTown s;
    motion::v1::MotionQuery query;
    s.when_proposed("ben", "residents", s.delivery(s.ballot, {"ana"})).then_done();
    query.set_motion(s.made().bytes());
    const auto motion_readers = [&] {
        std::vector<std::string> readers;
        for (const auto* name : {"ana", "cai", "ben", "gus", "yan", "pia", ""})
            if (s.ask<motion::v1::MotionReply>(query, name)) readers.emplace_back(name);
        return readers;
    };
    EXPECT_EQ(motion_readers(), (std::vector<std::string>{"ben", "gus"}));
    EXPECT_EQ(s.ask<motion::v1::MotionReply>(query, "ana").error().code, "motion.NOT_FOR_YOU");
    EXPECT_EQ(s.ask<motion::v1::MotionReply>(query).error().code, "machine.ASKER_NEEDED");
    auto mark = s.mark(s.ballot, v1::CHALLENGED);
    s.when_proposed("ben", "residents", mark).then_done();
    query.set_motion(s.made().bytes());
    EXPECT_TRUE(s.ask<motion::v1::MotionReply>(query));
}

// A proxy reads of the line they vote for; the owner who sold reads no more of it than others.
TEST(Readers, include_whoever_holds_a_mandate) {
    PaperTown s;
    s.four_flats();
    s.person("zoe");
    auto call = s.paper_call();
    call.mutable_terms()->set_proxy_owners_max(3);
    const Id16 ballot = s.opened(call);
    auto delivery = about<v1::DeliveryQuery>(ballot);
    delivery.set_head(s.voter(ballot, "ana").line().head());
    EXPECT_EQ(kit::code_of(s.ask<v1::DeliveryReply>(delivery, "zoe")), "ballot.NOT_FOR_YOU");
    s.when("ana", s.mandate(ballot, "ana", "zoe")).then_done();
    EXPECT_TRUE(s.ask<v1::DeliveryReply>(delivery, "zoe"));
    EXPECT_EQ(kit::code_of(s.ask<v1::DeliveryReply>(delivery, "bo")), "ballot.NOT_FOR_YOU");
}

}  // namespace
}  // namespace linlian::ballot
