// Subjects that failed in Shenzhen and come back within the year because the committee agrees.
#include "kit/ballots.h"

namespace linlian::ballot {
namespace {

// An owners' committee of cai and `others` more, and a ballot on the roof that failed.
struct Shenzhen : BallotTown {
    explicit Shenzhen(int others, const std::string& vectors = "ballot",
                      const std::string& local = "shenzhen")
        : BallotTown(vectors, local) {
        four_flats();
        party_office();
        for (int i = 0; i < others; ++i) holder(member(i), "owners", "member");
        for (int i = others; i < 12; ++i) person(member(i));
        failed = opened(call({item("roof")}));
        close(failed);
        settle(failed);
        then_events({"ResultFinal"});
    }
    static std::string member(int number) { return "member " + std::to_string(number); }

    // The chair takes somebody in, alone as always.
    void taken_in(const std::string& name) {
        reg::GrantRole grant;
        grant.set_office(id_bytes("owners"));
        grant.set_member(id_bytes(name));
        grant.set_role("member");
        when("cai", grant).then_done();
        reg::AcceptRole accept;
        accept.set_office(grant.office());
        accept.set_role(grant.role());
        accept.set_granted_by(last_id().bytes());
        when(name, accept).then_done();
    }
    void let_go(const std::string& name) {
        reg::RevokeRole revoke;
        revoke.set_office(id_bytes("owners"));
        revoke.set_member(id_bytes(name));
        revoke.set_role("member");
        revoke.set_granted_by(registry::given_by());
        when("cai", revoke).then_done();
    }
    // What the committee is asked about the roof, among itself.
    v1::CallBallot question() const {
        auto act = call({item("roof", v1::CHARTER_DEFINED)});
        *act.mutable_items(0)->mutable_rule() = kit::text<tally::v1::Rule>(R"(
            checks {
              name: "agreement.heads" counted: AGREEING measure: HEADS of: ALL
              threshold { num: 1 den: 2 strict: true }
            })");
        act.set_convenor(v1::OFFICE_ITSELF);
        act.clear_electorate();
        act.clear_presets();  // those of owners' votes
        act.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
        act.mutable_electorate()->set_office(id_bytes("owners"));
        return act;
    }
    // Of the committee, cai and so many of the others agree.
    Id16 decided(const v1::CallBallot& act, int agreeing) {
        const Id16 ballot = opened(act);
        when("cai", vote(ballot, "cai")).then_done();
        for (int i = 0; i + 1 < agreeing; ++i) when(member(i), vote(ballot, member(i))).then_done();
        close(ballot);
        settle(ballot);
        return ballot;
    }
    Id16 decided(int agreeing) { return decided(question(), agreeing); }
    v1::CallBallot anew(const Id16& decision) const {
        auto act = call({item("roof")});
        act.mutable_items(0)->set_returned_by(decision.bytes());
        act.mutable_items(0)->set_returned_shown(shown_of(decision));
        return act;
    }
    Id16 failed;
};

TEST(Return, takes_two_thirds_of_all_members_of_the_committee) {
    {
        Shenzhen s{2, ""};
        s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_RESTS);
        s.when("cai", s.anew(s.decided(2))).then_done().then_events({"BallotCalled"});
    }
    {
        Shenzhen s{4};
        s.when("cai", s.anew(s.decided(3)))
            .then_refused(v1::RETURN_NOT_AGREED,
                          {{"have", "3"}, {"members", "5"}, {"needed", "4"}});
    }
    Shenzhen s{5, ""};
    s.when("cai", s.anew(s.decided(4))).then_done();
}

// The chair alone decides who the members are: who came since then agrees in vain, who was let go
// stays one who did not agree.
TEST(Return, counts_those_who_were_members_when_the_matter_was_called) {
    {
        Shenzhen s{5, ""};
        for (int i = 5; i < 12; ++i) s.taken_in(Shenzhen::member(i));
        const Id16 ballot = s.opened(s.question());
        s.when("cai", s.vote(ballot, "cai")).then_done();
        for (int i = 4; i < 12; ++i)
            s.when(Shenzhen::member(i), s.vote(ballot, Shenzhen::member(i))).then_done();
        s.close(ballot);
        s.settle(ballot);
        s.when("cai", s.anew(ballot))
            .then_refused(v1::RETURN_NOT_AGREED,
                          {{"have", "2"}, {"members", "6"}, {"needed", "4"}});
    }
    Shenzhen s{5, ""};
    for (int i = 2; i < 5; ++i) s.let_go(Shenzhen::member(i));
    s.when("cai", s.anew(s.decided(3)))
        .then_refused(v1::RETURN_NOT_AGREED, {{"have", "3"}, {"members", "6"}, {"needed", "4"}});
}

// Nor do those of old decide against the members of now.
TEST(Return, counts_the_members_of_now_too) {
    Shenzhen s{2, ""};
    for (int i = 2; i < 6; ++i) s.taken_in(Shenzhen::member(i));
    s.when("cai", s.anew(s.decided(3)))
        .then_refused(v1::RETURN_NOT_AGREED, {{"have", "3"}, {"members", "7"}, {"needed", "5"}});
}

// Whoever calls chooses the number of what is decided; who votes reads its title and full text.
TEST(Return, takes_a_decision_on_what_comes_back_and_on_nothing_else) {
    for (const bool by_title : {false, true}) {
        Shenzhen s{2, ""};
        auto act = s.question();
        if (by_title)
            act.mutable_items(0)->mutable_title()->set_en("buy a printer");
        else
            act.mutable_items(0)->set_document(sha256("buy a printer").bytes());
        s.when("cai", s.anew(s.decided(act, 3))).then_refused(v1::RETURN_BALLOT_WRONG);
    }
}

TEST(Return, uses_the_decision_up) {
    Shenzhen s{2};
    const Id16 decision = s.decided(3);
    s.when("cai", s.anew(decision)).then_done();
    const Id16 again = s.made();
    EXPECT_EQ(s.poll(decision).let_back(), again.bytes());
    s.when("cai", s.withdrawal(again)).then_done();
    EXPECT_EQ(s.poll(decision).let_back(), "") << "nobody could vote on it";
    s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_RESTS);
    const Id16 opened = s.opened(s.anew(decision));
    s.when("cai", s.withdrawal(opened)).then_done();
    EXPECT_EQ(s.poll(decision).let_back(), opened.bytes());
    s.when("cai", s.anew(decision)).then_refused(v1::RETURN_BALLOT_WRONG);
}

// What passed then may be asked anew by a newer decision alone.
TEST(Return, uses_the_decision_up_where_it_passes) {
    Shenzhen s{2};
    const Id16 decision = s.decided(3);
    const Id16 again = s.opened(s.anew(decision));
    for (const auto* owner : {"ana", "bo", "chu", "dan"})
        s.when(owner, s.vote(again, owner)).then_done();
    s.close(again);
    s.settle(again);
    s.then_events({"ResultFinal"});
    s.when("cai", s.anew(decision)).then_refused(v1::RETURN_USED);
}

// What a vote that was held wrongly gave closes nothing; it does again where the mark is lifted.
TEST(Rest, ends_where_the_result_is_revoked) {
    Shenzhen s{2, ""};
    s.when("sun", s.mark(s.failed, v1::SUSPENDED)).then_done();
    s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_RESTS);
    s.when("sun", s.mark(s.failed, v1::REVOKED)).then_done();
    s.when("cai", s.call({s.item("roof")})).then_done();
}

// Its chair alone is not the office.
TEST(OfficeItself, decides_by_more_than_half_of_all_its_members) {
    Shenzhen s{2, ""};
    auto act = s.question();
    auto& check = *act.mutable_items(0)->mutable_rule()->mutable_checks(0);
    check.set_of(tally::v1::CAST);
    s.when("cai", act).then_refused(v1::RULE_BELOW_LAW, {{"check", "agreement.heads"}});
    check.set_of(tally::v1::ALL);
    check.mutable_threshold()->set_den(3);
    s.when("cai", act).then_refused(v1::RULE_BELOW_LAW, {{"check", "agreement.heads"}});
    s.when("cai", s.question()).then_done();
}

// Else the chair lets go before the opening whoever would object.
TEST(OfficeItself, hears_who_was_let_go_lately) {
    Shenzhen s{2, ""};
    const Id16 ballot = s.called(s.question());
    const auto who = Shenzhen::member(0);
    s.when(Shenzhen::member(5), s.objection(ballot, v1::ROLL)).then_refused(v1::NOT_CONCERNED);
    s.let_go(who);
    s.when(who, s.objection(ballot, v1::ROLL)).then_done();
}

TEST(Return, asks_for_a_final_decision_on_this_subject_that_stands) {
    Shenzhen s{2};
    const auto expect_wrong = [&s](const Id16& ballot) {
        s.when("cai", s.anew(ballot)).then_refused(v1::RETURN_BALLOT_WRONG);
    };
    s.when("cai", s.anew(id("no ballot"))).then_refused(v1::BALLOT_UNKNOWN);
    expect_wrong(s.failed);
    auto survey = s.question();
    survey.mutable_items(0)->set_matter(v1::SURVEY);
    survey.mutable_items(0)->clear_rule();
    expect_wrong(s.decided(survey, 3));
    auto other = s.question();
    other.mutable_items(0)->set_subject(id_bytes("another"));
    expect_wrong(s.decided(other, 3));
    const Id16 open = s.opened(s.question());
    expect_wrong(open);
    s.close(open);
    s.settle(open);
    s.when("cai", s.anew(open)).then_refused(v1::RETURN_NOT_AGREED);
    const Id16 decision = s.decided(3);
    s.when("sun", s.mark(decision, v1::SUSPENDED)).then_done();
    expect_wrong(decision);
    s.when("sun", s.mark(decision, v1::RESTORED)).then_done();
    s.when("cai", s.anew(decision)).then_done();
}

// The street's members agree as much as they like.
TEST(Return, is_not_for_another_office_to_decide) {
    Shenzhen s{2};
    auto act = s.question();
    BallotTown::by_phone_alone(act);
    act.set_as_office(id_bytes("street"));
    act.mutable_electorate()->set_office(id_bytes("street"));
    s.when("sun", act).then_done();
    const Id16 ballot = s.made();
    s.pass_to(s.poll(ballot).opens_ms());
    s.when("sun", s.vote(ballot, "sun")).then_done();
    s.close(ballot);
    s.settle(ballot);
    s.when("cai", s.anew(ballot)).then_refused(v1::RETURN_BALLOT_WRONG);
}

// A second failure rests anew: what was decided before it says nothing about it.
TEST(Return, is_decided_after_the_failure) {
    Shenzhen s{2};
    const Id16 unused = s.decided(3);
    const Id16 again = s.opened(s.anew(s.decided(3)));
    s.close(again);
    s.settle(again);
    s.when("cai", s.anew(unused)).then_refused(v1::RETURN_BALLOT_WRONG);
    s.when("cai", s.anew(s.decided(3))).then_done();
}

TEST(Return, needs_a_local_rule_and_a_rest) {
    Shenzhen s{2};
    const Id16 decision = s.decided(3);
    auto fresh = s.call({s.item("lift")});
    fresh.mutable_items(0)->set_returned_by(decision.bytes());
    fresh.mutable_items(0)->set_returned_shown(s.shown_of(decision));
    s.when("cai", fresh).then_refused(v1::RETURN_NOT_ALLOWED);
    auto twice = s.call({s.item("roof"), s.item("lift")});
    for (auto& item : *twice.mutable_items()) {
        item.set_returned_by(decision.bytes());
        item.set_returned_shown(s.shown_of(decision));
    }
    s.when("cai", twice).then_refused(v1::VALUE_WRONG, {{"field", "returned_by"}});
    Shenzhen elsewhere{2, "", national};
    elsewhere.when("cai", elsewhere.anew(elsewhere.decided(3)))
        .then_refused(v1::RETURN_NOT_ALLOWED);
}

}  // namespace
}  // namespace linlian::ballot
