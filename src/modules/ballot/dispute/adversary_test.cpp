// Those who would bend a ballot: the office that calls it and wants to enter papers or to rule, a
// property company with clerks of its own, a clerk who rules on what they read, strangers who hold
// up another estate, an operator who shows one thing and has another signed.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Oli is clerk of the owners' committee, which calls; pam of the property company; tom of a second
// street office. Zoe owns a flat in another estate.
struct Bent : PaperTown {
    explicit Bent(const std::string& vectors = "ballot") : PaperTown(vectors) {
        office("second street", "street");
        holder("oli", "owners", "clerk");
        holder("pam", "company", "clerk");
        holder("tom", "second street", "clerk");
        four_flats();
        estate("orchard");
        building("north", "orchard");
        person("zoe");
        flat("flat of zoe", "north", 4'000, {"zoe"});
    }
    void add_role(const std::string& name, const std::string& of_office, const std::string& role,
                  std::int64_t until_ms = 0) {
        reg::Role row;
        row.set_until_ms(until_ms);
        row.set_granted_by(registry::given_by());
        given(registry::roles, row, id(name), id(of_office), role);
    }
    v1::EnterPapers sealed_for(const Id16& ballot, const std::string& of_office,
                               const std::string& clerk) const {
        auto act = sealed(ballot, clerk, "ana", entry(ballot));
        act.set_as_office(id_bytes(of_office));
        return act;
    }
};

TEST(Convenor, works_on_none_of_the_papers_of_its_own_ballot) {
    Bent s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("oli", s.issue(ballot, {"ana"})).then_refused(v1::WORKER_NOT_NEUTRAL);
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("oli", s.sealed_for(ballot, "owners", "oli")).then_refused(v1::WORKER_NOT_NEUTRAL);
    s.when_proposed("ben", "residents", s.voiding(ballot, "ana")).then_done();
    const Id16 voiding = s.made();
    s.when_supported("oli", "owners", voiding).then_refused(v1::WORKER_NOT_NEUTRAL);
    // Nor does its clerk count as the second kind behind what two sign.
    s.when_proposed("ben", "residents", s.delivery(ballot, {"ana"})).then_done();
    const Id16 motion = s.made();
    s.when_supported("oli", "owners", motion).then_refused(v1::WORKER_NOT_NEUTRAL);
    s.when_supported("gus", "street", motion).then_done();
}

// A second role does not wash the first one off.
TEST(Convenor, lends_its_people_to_no_other_office_at_work) {
    Bent s;
    s.add_role("oli", "street", "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("oli", s.sealed_for(ballot, "street", "oli")).then_refused(v1::WORKER_NOT_NEUTRAL);
}

TEST(PropertyCompany, works_on_no_papers_by_whatever_office) {
    Bent s;
    s.add_role("hua", "company", "worker");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("pam", s.issue(ballot, {"ana"})).then_refused(registry::v1::AUTHORITY_MISSING);
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    s.when("pam", s.sealed_for(ballot, "company", "pam"))
        .then_refused(registry::v1::AUTHORITY_MISSING);
    s.when("hua", s.sealed_for(ballot, "street", "hua")).then_refused(v1::WORKER_NOT_NEUTRAL);
    s.when_proposed("pam", "company", s.delivery(ballot, {"ana"})).then_done();
    // Their support is none, so the motion waits.
    s.when_supported("ben", "residents", s.made()).then_done().then_events({"Supported"});
}

// Mia is clerk of the residents' committee, which rules, and of the company that may be dismissed.
TEST(PropertyCompany, rules_on_nothing_and_reads_no_claims_by_whatever_office) {
    Bent s;
    s.holder("mia", "company", "clerk");
    s.add_role("mia", "residents", "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("ana", s.dispute(ballot, "ana", {v1::DISAGREE})).then_done();
    const Id16 objection = s.made();
    v1::ObjectionQuery query;
    query.set_objection(objection.bytes());
    EXPECT_EQ(s.ask<v1::ObjectionReply>(query, "mia").error().code, "ballot.NOT_FOR_YOU");
    s.when("mia", s.ruling(objection, v1::UPHELD)).then_refused(v1::COMPANY_CANNOT_RULE);
    EXPECT_TRUE(s.ask<v1::ObjectionReply>(query, "ben"));
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done();
}

TEST(PropertyCompany, reads_no_choices) {
    Bent s;
    const Id16 ballot = s.opened(s.paper_call());
    const auto papers = s.ask<v1::PapersReply>(about<v1::PapersQuery>(ballot), "pam");
    ASSERT_FALSE(papers);
    EXPECT_EQ(papers.error().code, "ballot.NOT_FOR_YOU");
}

TEST(TwoClerks, are_of_two_kinds_of_office_and_not_of_two_streets) {
    Bent s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    const auto read = s.entry(ballot);
    auto of_second = s.sealed(ballot, "tom", "ana", read);
    of_second.set_as_office(id_bytes("second street"));
    s.when("gus", s.sealed(ballot, "gus", "ana", read)).then_done();
    s.when("tom", of_second).then_done();
    s.when("tom", s.shown(ballot, "tom", "ana", read))
        .then_refused(v1::OTHER_OFFICE_NEEDED, {{"number", "1"}});
    s.when("ben", s.sealed(ballot, "ben", "ana", read)).then_done();
    s.when("gus", s.shown(ballot, "gus", "ana", read)).then_done();
    s.when("tom", s.shown(ballot, "tom", "ana", read)).then_done();
    EXPECT_FALSE(s.counted(ballot, "ana")) << "two streets are one kind";
    s.when_proposed("gus", "street", s.delivery(ballot, {"ana"}), {"residents", "second street"})
        .then_done();
    const Id16 motion = s.made();
    s.when_supported("tom", "second street", motion).then_done().then_events({"Supported"});
    s.when_supported("ben", "residents", motion).then_done();
}

TEST(RulingOffice, is_the_residents_committee_or_else_the_street) {
    Bent s;
    auto call = s.call({s.item("roof")});
    for (const auto* other : {"company", "street", "second street"}) {
        call.set_ruling_office(id_bytes(other));
        s.when("cai", call)
            .then_refused(v1::RULING_OFFICE_WRONG, {{"office", to_hex(id("residents").view())}});
    }
    call.set_ruling_office(id_bytes("residents"));
    s.when("cai", call).then_done();
}

// Nobody of the committee is left but people of the convenor's office.
TEST(RulingOffice, gives_way_where_the_residents_committee_does_not_stand) {
    Bent s;
    s.office("party", "party");
    s.holder("pat", "party", "chair");
    s.add_role("ren", "owners", "worker");
    s.add_role("ben", "owners", "worker");
    auto call = s.call({s.item("roof")});
    BallotTown::by_phone_alone(call);
    s.when("cai", call).then_refused(v1::RULING_OFFICE_WRONG);
    call.set_ruling_office(id_bytes("street"));
    s.when("cai", call).then_done();
}

TEST(RulingOffice, is_missed_when_the_ballot_is_called_and_not_later) {
    BallotTown s;
    s.four_flats();
    for (const auto* name : {"ren", "ben", "sun", "gus"}) {
        reg::Role helps_the_convenor;
        helps_the_convenor.set_granted_by(registry::given_by());
        s.given(registry::roles, helps_the_convenor, id(name), id("owners"), "worker");
    }
    auto call = s.call({s.item("roof")});
    BallotTown::by_phone_alone(call);
    s.when("cai", call).then_refused(v1::NOBODY_RULES);
}

// The term of the only clerk who may rule ends while an objection waits, for the chair helps the
// convenor: the ballot does not wait for ever.
TEST(RulingOffice, whose_last_ruler_is_gone_gives_way_to_the_next) {
    Bent s{""};
    const auto until = s.now().ms + 18 * ms_per_day;
    s.add_role("ren", "owners", "worker");
    s.add_role("ben", "residents", "clerk", until);
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    const Id16 objection = s.made();
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    s.pass_to(until);
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_refused(reg::AUTHORITY_MISSING);
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_done();
}

// It is closed while an objection waits: that of its kind that stands comes to it, and nobody of
// the closed one.
TEST(RulingOffice, that_closed_gives_way_to_the_next) {
    Bent s{""};
    s.office("second residents", "residents");
    s.holder("rob", "second residents", "chair");
    s.holder("rut", "second residents", "clerk");
    s.by_kind<reg::CloseOffice>("street", "chair");
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    const Id16 objection = s.made();
    s.when("rob", s.ruling(objection, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    reg::CloseOffice close;
    close.set_office(id_bytes("residents"));
    close.set_document(document());
    s.when("sun", close).then_done();
    s.when("ren", s.ruling(objection, v1::REJECTED)).then_refused(reg::AUTHORITY_MISSING);
    s.when("gus", s.ruling(objection, v1::REJECTED)).then_refused(v1::NOT_RULING_OFFICE);
    s.when("rut", s.ruling(objection, v1::REJECTED)).then_done();
}

TEST(Ruling, is_not_by_whoever_read_the_disputed_paper) {
    Bent s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_counted(ballot, "ana");
    s.when("ana", s.dispute(ballot, "ana")).then_done();
    s.expect_ruled_by_other({"ben"}, "ren", v1::UPHELD);
}

TEST(Ruling, is_not_by_whoever_stood_behind_the_disputed_delivery) {
    Bent s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_cosigned(s.delivery(ballot, {"ana"})).then_done();
    auto act = s.dispute(ballot, "ana");
    act.set_about(v1::DELIVERY);
    s.when("ana", act).then_done();
    s.expect_ruled_by_other({"ben"}, "ren", v1::UPHELD);
}

TEST(Stranger, holds_up_no_ballot_of_another_estate) {
    Bent s;
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.when("zoe", s.objection(ballot, v1::ROLL)).then_refused(v1::NOT_CONCERNED);
    auto through = s.objection(ballot, v1::ROLL);
    through.set_premises(id_bytes("flat of zoe"));
    s.when("zoe", through).then_refused(v1::NOT_CONCERNED);
    through.set_premises(id_bytes("flat of ana"));
    s.when("zoe", through).then_refused(v1::NOT_CONCERNED);
    s.when("ana", through).then_done();
    s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    through.set_premises("short");
    s.when("ana", through).then_refused(v1::VALUE_WRONG, {{"field", "premises"}});
    s.pass_to(s.poll(ballot).opens_ms());
    s.close(ballot);
    s.when("zoe", s.objection(ballot, v1::RESULT)).then_refused(v1::NOT_CONCERNED);
}

TEST(Objector, raises_a_dozen_objections_and_no_more) {
    Bent s;
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    for (int i = 0; i < 12; ++i) {
        s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
        s.when("ben", s.ruling(s.made(), v1::REJECTED)).then_done();
    }
    s.when("ana", s.objection(ballot, v1::ROLL))
        .then_refused(v1::OBJECTED_TOO_OFTEN, {{"limit", "12"}});
}

// Whoever should rule sits still: the ballot opens after fifteen days, and the objection waits on.
TEST(Objector, does_not_postpone_an_opening_for_ever) {
    Bent s{""};
    const auto call = s.call({s.item("roof")});
    const Id16 ballot = s.called(call);
    s.when("ana", s.objection(ballot, v1::ROLL)).then_done();
    const Id16 objection = s.made();
    for (int day = 0; day < 15; ++day) {
        s.pass_to(s.poll(ballot).opens_ms());
        if (day > 0) s.then_events({"BallotPostponed"});
    }
    s.pass_to(s.poll(ballot).opens_ms());
    s.then_events({"BallotOpened"});
    EXPECT_EQ(s.poll(ballot).opens_ms(), call.terms().opens_ms() + 15 * ms_per_day);
    s.close(ballot);
    s.settle(ballot);
    EXPECT_EQ(s.poll(ballot).stage(), v1::PRELIMINARY) << "final no earlier than the ruling";
    s.when("ben", s.ruling(objection, v1::REJECTED)).then_done();
    EXPECT_EQ(s.poll(ballot).stage(), v1::FINAL);
}

}  // namespace
}  // namespace linlian::ballot
