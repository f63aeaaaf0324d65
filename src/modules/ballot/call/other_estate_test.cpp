// The committee of the park and the ballot of the garden: its people enter no papers there, prove
// no deliveries, read no choices, and its chair calls nothing there.
#include "kit/code_of.h"
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

// Oda and ode are clerks and pia is chair of the committee of the park; ode is clerk of the street
// office too.
struct Park : PaperTown {
    Park() {
        four_flats();
        estate("park");
        office("park committee", "owners", "park");
        holder("oda", "park committee", "clerk");
        holder("pia", "park committee", "chair");
        holder("ode", "park committee", "clerk");
        make_clerk("ode", "street");
    }
};

TEST(OtherEstate, works_on_no_papers) {
    Park s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("oda", s.issue(ballot, {"ana"})).then_refused(registry::v1::AUTHORITY_MISSING);
    s.when("ben", s.issue(ballot, {"ana", "bo"})).then_done();
    const auto read = s.entry(ballot);
    s.when("ben", s.sealed(ballot, "ben", "ana", read)).then_done();
    auto second = s.sealed(ballot, "oda", "ana", read);
    second.set_as_office(id_bytes("park committee"));
    s.when("oda", second).then_refused(registry::v1::AUTHORITY_MISSING);
    // Nor in their name, where another office of theirs gives them the authority.
    s.when("ode", second).then_refused(v1::WORKER_NOT_NEUTRAL);
    second.set_as_office(id_bytes("street"));
    s.when("ode", second).then_done();
}

TEST(OtherEstate, is_no_second_kind_behind_a_delivery) {
    Park s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when_proposed("ben", "residents", s.delivery(ballot, {"ana"}), {"park committee", "street"})
        .then_done();
    const Id16 motion = s.made();
    s.when_supported("oda", "park committee", motion).then_done();
    EXPECT_EQ(s.row(motion::motions, motion)->state(), motion::v1::OPEN);
    s.when_supported("gus", "street", motion).then_done();
    EXPECT_EQ(s.row(motion::motions, motion)->state(), motion::v1::COMPLETED);
}

// Nor does a street office of one estate read the votes of another, nor one that counts only later.
TEST(OtherEstate, has_no_street_office_that_reads_votes_here) {
    Park s;
    s.office("street of the park", "street", "park");
    s.holder("xia", "street of the park", "clerk");
    s.office("new street", "street");
    s.holder("nia", "new street", "clerk");
    auto fresh = *s.row(registry::offices, id("new street"));
    fresh.set_counts_from_ms(s.now().ms + 90 * ms_per_day);
    s.given(registry::offices, fresh, id("new street"));
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.close(ballot);
    s.pass_to(s.poll(ballot).due_ms());
    for (const auto* reader : {"xia", "nia"}) {
        EXPECT_EQ(kit::code_of(s.ask<v1::RecountReply>(about<v1::RecountQuery>(ballot), reader)),
                  "ballot.NOT_FOR_YOU")
            << reader;
        EXPECT_EQ(kit::code_of(s.ask<v1::PapersReply>(about<v1::PapersQuery>(ballot), reader)),
                  "ballot.NOT_FOR_YOU")
            << reader;
    }
    EXPECT_TRUE(s.ask<v1::RecountReply>(about<v1::RecountQuery>(ballot), "gus"));
}

TEST(OtherEstate, reads_no_choices) {
    Park s;
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.close(ballot);
    const auto query = about<v1::RecountQuery>(ballot);
    const auto is_kept_from = [&](const std::string& reader) {
        const auto reply = s.ask<v1::RecountReply>(query, reader);
        return !reply && reply.error().code == "ballot.NOT_FOR_YOU";
    };
    EXPECT_FALSE(is_kept_from("gus"));
    EXPECT_TRUE(is_kept_from("oda"));
    EXPECT_TRUE(is_kept_from("pia"));
}

TEST(OtherEstate, has_no_ballot_called_for_it) {
    Park s;
    auto call = s.paper_call();
    call.set_as_office(id_bytes("park committee"));
    s.when("pia", call).then_refused(registry::v1::AUTHORITY_MISSING);
    // Nor does one estate's committee ask the whole community.
    auto survey = s.call({s.item("fence", v1::SURVEY)});
    survey.mutable_electorate()->set_electors(reg::RESIDENTS);
    survey.mutable_electorate()->clear_estate();
    s.when("cai", survey).then_refused(registry::v1::AUTHORITY_MISSING);
}

// Blind entries by two who are one will: the clerk of the street was made by the other one.
TEST(SecondClerk, owes_their_role_to_nobody_who_read_the_paper_first) {
    Park s;
    s.person("may");
    reg::Role made;
    made.set_granted_by(registry::given_by());
    made.add_appointed_by(id_bytes("ben"));
    s.given(registry::roles, made, id("may"), id("street"), "clerk");
    const Id16 ballot = s.opened(s.paper_call());
    s.when("ben", s.issue(ballot, {"ana"})).then_done();
    const auto read = s.entry(ballot);
    s.when("ben", s.sealed(ballot, "ben", "ana", read)).then_done();
    s.when("may", s.sealed(ballot, "may", "ana", read)).then_done();
    s.when("may", s.shown(ballot, "may", "ana", read))
        .then_refused(v1::OTHER_OFFICE_NEEDED, {{"number", "1"}});
    s.when("gus", s.sealed(ballot, "gus", "ana", read)).then_done();
    s.when("ben", s.shown(ballot, "ben", "ana", read)).then_done();
    EXPECT_FALSE(s.counted(ballot, "ana")) << "what may sealed makes no second kind";
    s.when("gus", s.shown(ballot, "gus", "ana", read)).then_done();
    EXPECT_TRUE(s.counted(ballot, "ana"));
}

}  // namespace
}  // namespace linlian::ballot
