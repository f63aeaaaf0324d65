// What a call needs before it lays work on every node or silence on owners: who can read its
// papers, how many ballots its office has, what it pays, and the rule that it names.
#include "kit/community.h"
#include "kit/papers.h"
#include "modules/ballot/acts.h"

namespace linlian::ballot {
namespace {

// By the street office, which stands in: its own clerks read none of the papers.
v1::CallBallot by_street(const BallotTown& s) {
    auto act = s.call({s.item("roof")});
    act.set_as_office(id_bytes("street"));
    act.set_convenor(v1::STREET_STANDING_IN);
    return act;
}

// A committee that works for another estate only is no second kind here.
TEST(CallBallot, has_papers_only_where_clerks_of_two_kinds_work_for_its_estate) {
    BallotTown s;
    s.four_flats();
    s.party_office();
    s.estate("park");
    s.office("park committee", "owners", "park");
    s.holder("oda", "park committee", "clerk");
    s.when("sun", by_street(s)).then_refused(v1::CHANNEL_CLOSED, {{"channel", "PAPER"}});
    BallotTown other{""};
    other.four_flats();
    other.party_office();
    other.holder("oki", "owners", "clerk");
    other.when("sun", by_street(other)).then_done();
}

// One person with a hat in each kind reads no paper twice.
TEST(CallBallot, has_papers_only_where_two_people_can_read_them) {
    reg::Role clerk;
    clerk.set_granted_by(registry::given_by());
    for (const bool alone : {true, false}) {
        BallotTown s{alone ? "ballot" : ""};
        s.four_flats();
        s.party_office();
        s.given(registry::roles, clerk, id("ben"), id("owners"), "clerk");
        if (!alone) s.holder("oki", "owners", "clerk");
        s.when("sun", by_street(s));
        if (alone)
            s.then_refused(v1::CHANNEL_CLOSED, {{"channel", "PAPER"}});
        else
            s.then_done();
    }
}

// Each lays work on every node, for 300 bytes.
TEST(CallBallot, is_for_an_office_with_fewer_than_sixteen_that_are_not_over) {
    BallotTown s;
    s.four_flats();
    s.party_office();
    Id16 last;
    for (int i = 0; i < 16; ++i)
        last = s.called(s.call({s.item("survey " + std::to_string(i), v1::SURVEY)}));
    EXPECT_EQ(s.row(running, id("owners"))->ballots(), 16U);
    auto one_more = s.call({s.item("one more", v1::SURVEY)});
    s.when("cai", one_more).then_refused(v1::BALLOTS_TOO_MANY, {{"limit", "16"}});
    BallotTown::by_phone_alone(one_more);
    one_more.set_as_office(id_bytes("street"));
    one_more.set_convenor(v1::STREET_STANDING_IN);
    s.when("sun", one_more).then_done();  // that of each office is its own
    s.when("cai", s.withdrawal(last)).then_done();
    s.when("cai", s.call({s.item("instead", v1::SURVEY)})).then_done();
    const Id16 ballot = s.made();
    s.pass_to(s.poll(ballot).opens_ms());
    s.close(ballot);
    s.settle(ballot);
    EXPECT_EQ(s.row(running, id("owners"))->ballots(), 0U) << "all are over";
}

// Each leaves rows for good, withdrawn or not.
TEST(CallBallot, is_for_an_office_that_called_fewer_than_thirty_two_within_a_day) {
    BallotTown s{""};
    s.four_flats();
    s.party_office();
    for (int i = 0; i < 32; ++i)
        s.when("cai", s.withdrawal(s.called(s.call({s.item(std::to_string(i), v1::SURVEY)}))))
            .then_done();
    const auto one_more = [&s] { return s.call({s.item("one more", v1::SURVEY)}); };
    s.when("cai", one_more()).then_refused(v1::CALLED_TOO_OFTEN, {{"limit", "32"}});
    s.when_passed(ms_per_day);
    s.when("cai", one_more()).then_done();
    EXPECT_EQ(s.row(running, id("owners"))->called(), 1U);
}

// One large committee, and street and Party organisation beside it.
TEST(CallBallot, finds_who_could_uphold_beside_a_hundred_clerks_of_one_office) {
    BallotTown s{""};
    s.four_flats();
    s.party_office();
    for (int i = 0; i < 100; ++i) s.holder("clerk " + std::to_string(i), "residents", "clerk");
    s.when("cai", s.call({s.item("roof")})).then_done();
}

TEST(CallBallot, pays_for_opening_and_counting_by_the_premises_behind_it) {
    Community s{""};
    for (int i = 0; i < 95; ++i) s.owner("owner " + std::to_string(i), 5'000);
    EXPECT_EQ(cost_of_call(s.rows(), s.call({s.item("roof")})), 10U)
        << "99 premises in two buildings";
    auto assembly = s.assembly(reg::RESIDENTS, v1::RESIDENTS_ASSEMBLY);
    EXPECT_EQ(cost_of_call(s.rows(), assembly), 15U)
        << "100 in three, and all dwellings are looked at";
    assembly.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    assembly.mutable_electorate()->set_office(id_bytes("owners"));
    EXPECT_EQ(cost_of_call(s.rows(), assembly), 0U);
    auto many = s.call({s.item("roof")});
    BallotTown::add_options(*many.mutable_items(0), 40);
    for (int i = 1; i < 20; ++i) *many.add_items() = many.items(0);
    EXPECT_EQ(cost_of_call(s.rows(), many), 502U) << "820 items and options, each with a verdict";
}

// What an act of the convenor names as the covenant: the text that owners passed, or any other.
struct Covenant : BallotTown {
    Covenant() { four_flats(); }
    v1::CallBallot silent_call(const v1::Item& rules, const std::string& subject) const {
        auto act = call({item(subject)});
        act.mutable_terms()->set_silence_follows_majority(true);
        act.mutable_terms()->set_silence_document(rules.document());
        return act;
    }
    v1::Item rules_on_silence(const std::string& subject, v1::Matter matter) const {
        auto rules = item(subject, matter);
        rules.set_silence_follows_majority(true);
        return rules;
    }
    // The owners of these flats agree to the rules.
    Id16 decided(const v1::Item& rules, const std::vector<std::string>& agreeing) {
        const Id16 ballot = opened(call({rules}));
        for (const auto& owner : agreeing) when(owner, vote(ballot, owner)).then_done();
        close(ballot);
        settle(ballot);
        return ballot;
    }
};

// One vote of four passed what a convenor asked, with 32 bytes that nobody could read as its
// ground.
TEST(Silence, follows_the_majority_by_a_covenant_that_passed_here_and_stands) {
    Covenant s;
    const auto rules = s.rules_on_silence("covenant", v1::COVENANT);
    s.when("cai", s.silent_call(rules, "roof")).then_refused(v1::SILENCE_NOT_ALLOWED);
    const Id16 ballot = s.decided(rules, {"ana", "bo", "chu"});
    s.when("cai", s.silent_call(rules, "roof")).then_done();
    s.when("cai", s.silent_call(s.item("another text"), "lift"))
        .then_refused(v1::SILENCE_NOT_ALLOWED);
    s.when("sun", s.mark(ballot, v1::SUSPENDED)).then_done();
    s.when("cai", s.silent_call(rules, "lift")).then_refused(v1::SILENCE_NOT_ALLOWED);
    s.when("sun", s.mark(ballot, v1::RESTORED)).then_done();
    s.when("cai", s.silent_call(rules, "lift")).then_done();
}

TEST(Silence, follows_the_majority_by_no_text_that_failed_or_is_no_rule_of_the_owners) {
    Covenant s;
    const auto failed = s.rules_on_silence("covenant", v1::COVENANT);
    s.decided(failed, {"ana"});
    s.when("cai", s.silent_call(failed, "roof")).then_refused(v1::SILENCE_NOT_ALLOWED);
    const auto other = s.item("swings", v1::OTHER_MAJOR);
    s.decided(other, {"ana", "bo", "chu"});
    s.when("cai", s.silent_call(other, "roof")).then_refused(v1::SILENCE_NOT_ALLOWED);
    const auto rules = s.rules_on_silence("rules of the assembly", v1::ASSEMBLY_RULES);
    s.decided(rules, {"ana", "bo", "chu"});
    s.when("cai", s.silent_call(rules, "roof")).then_done();
    auto survey = s.silent_call(rules, "colours");
    survey.mutable_items(0)->set_matter(v1::SURVEY);
    survey.clear_presets();
    s.when("cai", survey).then_refused(v1::SILENCE_NOT_ALLOWED);
}

// A text on dogs and bicycles, which nobody who voted for it took for more.
TEST(Silence, follows_the_majority_by_no_covenant_whose_item_did_not_say_so) {
    Covenant s;
    const auto dogs = s.item("dogs", v1::COVENANT);
    s.decided(dogs, {"ana", "bo", "chu"});
    s.when("cai", s.silent_call(dogs, "roof")).then_refused(v1::SILENCE_NOT_ALLOWED);
    auto of_another = s.item("fence");
    of_another.set_silence_follows_majority(true);
    s.when("cai", s.call({of_another}))
        .then_refused(v1::VALUE_WRONG, {{"field", "items.silence_follows_majority"}});
}

}  // namespace
}  // namespace linlian::ballot
