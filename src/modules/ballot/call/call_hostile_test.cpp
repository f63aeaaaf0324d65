// Calls by which a convenor, or another office, would keep a matter from being decided.
#include "kit/community.h"
#include "kit/papers.h"
#include "kit/siege.h"

namespace linlian::ballot {

TEST(CallBallot, asks_one_text_once) {
    BallotTown s;
    s.four_flats();
    auto other = s.item("roof");
    other.set_subject(id_bytes("subject other"));
    s.when("cai", s.call({s.item("roof"), other}))
        .then_refused(v1::VALUE_WRONG, {{"field", "document"}});
    s.when("cai", s.call({s.item("roof")})).then_done();
}

// What is asked, or rests, is asked under no other form either.
TEST(Text, of_an_option_is_one_that_is_asked) {
    BallotTown s{""};
    s.four_flats();
    auto choice = s.item("lift");
    choice.set_form(v1::ONE_OF);
    BallotTown::add_options(choice, 2);
    choice.mutable_options(0)->set_document(s.item("roof").document());
    s.when("cai", s.call({s.item("roof"), choice}))
        .then_refused(v1::VALUE_WRONG, {{"field", "document"}});
    s.when("cai", s.call({s.item("roof")})).then_done();
    s.when("cai", s.call({choice})).then_refused(v1::SUBJECT_LIVE);
}

// Else what failed comes back at once as somebody to be elected.
TEST(Text, of_a_candidate_is_one_that_is_asked) {
    BallotTown s;
    s.four_flats();
    auto election = s.item("lift");
    election.set_form(v1::ELECT);
    election.set_seats(1);
    BallotTown::add_options(election, 2);
    election.mutable_options(0)->set_document(s.item("roof").document());
    s.when("cai", s.call({s.item("roof"), election}))
        .then_refused(v1::VALUE_WRONG, {{"field", "document"}});
    s.when("cai", s.call({s.item("roof")})).then_done();
    s.when("cai", s.call({election})).then_refused(v1::SUBJECT_LIVE);
    auto committee = election;
    committee.set_matter(v1::COMMITTEE);
    s.when("cai", s.call({committee})).then_refused(v1::SUBJECT_LIVE);
    // Who stands for the committee stands again.
    committee.mutable_options(0)->set_document(s.item("a candidate").document());
    s.when("cai", s.call({committee})).then_done();
    committee.set_subject(s.item("next").subject());
    committee.set_document(s.item("next").document());
    s.when("cai", s.call({committee})).then_done();
    election.mutable_options(0)->set_document(s.item("plan").document());
    s.when("cai", s.call({election})).then_refused(v1::SUBJECT_LIVE);
    election.set_subject(s.item("plans").subject());
    election.set_document(s.item("plans").document());
    s.when("cai", s.call({election})).then_done();
    s.when("cai", s.call({s.item("plan")})).then_refused(v1::SUBJECT_LIVE);
}

TEST(Options, have_names_that_differ) {
    BallotTown s{""};
    s.four_flats();
    auto choice = s.item("chairs", v1::COMMITTEE);
    choice.set_form(v1::ELECT);
    choice.set_seats(1);
    BallotTown::add_options(choice, 2);
    choice.mutable_options(1)->mutable_title()->set_zh("选项 0");
    s.when("cai", s.call({choice})).then_refused(v1::VALUE_WRONG, {{"field", "options.title"}});
}

// Two of one text would share its votes, and both fail beside another with fewer.
TEST(Options, have_texts_that_differ) {
    BallotTown s{""};
    s.four_flats();
    auto choice = s.item("colour");
    choice.set_form(v1::ONE_OF);
    BallotTown::add_options(choice, 3);
    for (int i = 0; i < 3; ++i)
        choice.mutable_options(i)->set_document(document(static_cast<char>('p' + i / 2)));
    s.when("cai", s.call({choice})).then_refused(v1::VALUE_WRONG, {{"field", "document"}});
    choice.mutable_options(1)->set_document(choice.document());
    s.when("cai", s.call({choice})).then_refused(v1::VALUE_WRONG, {{"field", "document"}});
    choice.mutable_options(1)->set_document(document('r'));
    s.when("cai", s.call({choice})).then_done();
}

TEST(Survey, keeps_no_owners_from_deciding) {
    BallotTown s;
    s.four_flats();
    s.party_office();
    auto survey = s.call({s.item("roof", v1::SURVEY)});
    survey.set_as_office(id_bytes("residents"));
    survey.set_convenor(v1::RESIDENTS_COMMITTEE);
    survey.set_ruling_office(id_bytes("street"));
    BallotTown::by_phone_alone(survey);
    s.when("ren", survey).then_done();
    s.when("ren", survey).then_refused(v1::SUBJECT_LIVE);
    s.when("cai", s.call({s.item("roof")})).then_done();
}

// The street stands in; ben alone of another office would be there to enter anything.
TEST(CallBallot, has_a_citys_list_only_where_clerks_of_two_kinds_can_enter_it) {
    for (const bool has_two : {false, true}) {
        BallotTown s{"", "beijing"};
        s.four_flats();
        s.party_office();
        if (has_two) s.holder("cora", "owners", "clerk");
        auto call = s.call({s.item("roof")});
        call.set_as_office(id_bytes("street"));
        call.set_convenor(v1::STREET_STANDING_IN);
        call.mutable_terms()->clear_channels();
        call.mutable_terms()->add_channels(v1::CITY_LIST);
        call.mutable_terms()->set_paper_entry_days(3);
        s.when("sun", call);
        if (has_two)
            s.then_done();
        else
            s.then_refused(v1::CHANNEL_CLOSED, {{"channel", "CITY_LIST"}});
    }
}

// Whom the other body made what they are counts beside nobody of it: two such clerks may seal every
// paper, and none would ever count.
TEST(CallBallot, offers_paper_only_where_two_who_are_independent_can_read_it) {
    for (const bool owes : {false, true}) {
        BallotTown s{""};
        s.four_flats();
        auto gus = *s.row(registry::roles, id("gus"), id("street"), "clerk");
        if (owes) gus.add_appointed_by_kinds("residents");
        s.given(registry::roles, gus, id("gus"), id("street"), "clerk");
        auto call = s.call({s.item("roof")});
        s.when("cai", call);
        if (owes)
            s.then_refused(v1::CHANNEL_CLOSED, {{"channel", "PAPER"}});
        else
            s.then_done();
        BallotTown::by_phone_alone(call);
        call.mutable_items(0)->set_subject(id_bytes("another"));
        call.mutable_items(0)->set_document(document('n'));
        s.when("cai", call).then_done();
    }
}

// Party organisation and street found a management committee beside an elected one.
TEST(CallBallot, is_for_who_stands_in_for_a_committee_only_where_there_is_none) {
    for (const bool is_over : {false, true}) {
        BallotTown s{is_over ? "" : "ballot"};
        s.four_flats();
        s.office("managing", "management", "garden");
        s.holder("mei", "managing", "chair");
        auto chair = *s.row(registry::roles, id("cai"), id("owners"), "chair");
        chair.set_until_ms(is_over ? s.now().ms : s.now().ms + ms_per_day);
        s.given(registry::roles, chair, id("cai"), id("owners"), "chair");
        auto call = s.call({s.item("roof")});
        BallotTown::by_phone_alone(call);
        call.set_as_office(id_bytes("managing"));
        call.set_convenor(v1::PROPERTY_MANAGEMENT_COMMITTEE);
        s.when("mei", call);
        if (is_over)
            s.then_done();
        else
            s.then_refused(v1::COMMITTEE_STANDS, {{"convenor", "PROPERTY_MANAGEMENT_COMMITTEE"}});
    }
}

TEST(WithdrawBallot, of_the_whole_community_is_not_by_a_chair_of_one_estate) {
    Community s;
    s.office("shop", "shop");
    reg::Role role;
    role.set_granted_by(registry::given_by());
    s.given(registry::roles, role, id("pia"), id("shop"), "chair");
    s.people_move_in();
    s.when("ren", s.assembly(reg::RESIDENTS, v1::SURVEY)).then_done();
    const Id16 ballot = s.made();
    s.when("pia", s.withdrawal(ballot)).then_refused(v1::OFFICE_NOT_YOURS);
    s.when("ren", s.withdrawal(ballot)).then_done();
}

// Two bodies appoint the chair of a third, who would end what that one called, and let it rest.
TEST(WithdrawBallot, of_an_earlier_chair_is_not_by_whom_others_appointed) {
    BallotTown s;
    s.four_flats();
    s.office("party", "party");
    s.holder("pam", "party", "chair");
    s.person("nat");
    auto call = s.call({s.item("hire")});
    call.set_as_office(id_bytes("street"));
    call.set_convenor(v1::STREET_STANDING_IN);
    BallotTown::by_phone_alone(call);
    const auto lead = [&s](const char* who) {
        const auto offer = s.row(registry::offers, id(who), id("street"), "chair");
        ASSERT_TRUE(offer);
        Hash32 granted;
        ASSERT_TRUE(Hash32::parse(offer->granted_by(), granted));
        s.when(who, registry::accept(id("street"), "chair", granted)).then_done();
    };
    s.when("sun", call).then_done();
    const Id16 ballot = s.made();
    s.when("sun", registry::leave("street")).then_done();
    s.when_proposed("pam", "party", registry::grant("street", "nat", "chair")).then_done();
    s.when_supported("ren", "residents", s.made()).then_done();
    lead("nat");
    s.when("nat", s.withdrawal(ballot)).then_refused(v1::CALLED_BY_ANOTHER);
    auto own = s.call({s.item("roof")});
    own.set_as_office(id_bytes("street"));
    own.set_convenor(v1::STREET_STANDING_IN);
    BallotTown::by_phone_alone(own);
    s.when("nat", own).then_done();
    s.when("nat", s.withdrawal(s.made())).then_done();
    EXPECT_EQ(s.poll(ballot).stage(), v1::NOTICE);
}

// So it is in every body that calls.
TEST(WithdrawBallot, is_not_for_an_appointed_chair_of_what_owners_decide) {
    BallotTown s("");
    s.four_flats();
    s.office("party", "party");
    s.holder("pam", "party", "chair");
    s.person("nat");
    s.office("managing", "management", "garden");
    s.holder("mei", "managing", "chair");
    auto chair = *s.row(registry::roles, id("cai"), id("owners"), "chair");
    chair.set_until_ms(s.now().ms);
    s.given(registry::roles, chair, id("cai"), id("owners"), "chair");
    auto call = s.call({s.item("hire")});
    BallotTown::by_phone_alone(call);
    call.set_as_office(id_bytes("managing"));
    call.set_convenor(v1::PROPERTY_MANAGEMENT_COMMITTEE);
    s.when("mei", call).then_done();
    const Id16 ballot = s.made();
    s.when("mei", registry::leave("managing")).then_done();
    s.when_proposed("pam", "party", registry::grant("managing", "nat", "chair")).then_done();
    s.when_supported("sun", "street", s.made()).then_done();
    const auto offer = s.row(registry::offers, id("nat"), id("managing"), "chair");
    ASSERT_TRUE(offer);
    Hash32 granted;
    ASSERT_TRUE(Hash32::parse(offer->granted_by(), granted));
    s.when("nat", registry::accept(id("managing"), "chair", granted)).then_done();
    s.when("nat", s.withdrawal(ballot)).then_refused(v1::CALLED_BY_ANOTHER);
}

// A court annuls the covenant after the call that rests on it.
TEST(Silence, follows_the_majority_by_no_covenant_that_fell_since_the_call) {
    PaperTown s{""};
    s.four_flats();
    s.office("party", "party");
    s.holder("pam", "party", "chair");
    auto covenant = s.paper_call();
    covenant.mutable_items(0)->set_matter(v1::COVENANT);
    covenant.mutable_items(0)->set_silence_follows_majority(true);
    const Id16 passed = s.opened(covenant);
    for (const auto* owner : {"ana", "bo", "chu", "dan"})
        s.when(owner, s.vote(passed, owner)).then_done();
    s.close(passed);
    s.pass_to(s.poll(passed).due_ms());
    s.settle(passed);
    ASSERT_EQ(s.poll(passed).stage(), v1::FINAL);
    auto call = s.call({s.item("lift")});
    call.mutable_terms()->set_silence_follows_majority(true);
    call.mutable_terms()->set_silence_document(covenant.items(0).document());
    const Id16 ballot = s.opened(call);
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when_cosigned(s.delivery(ballot, {"bo", "chu"})).then_done();
    s.when_proposed("sun", "street", s.mark(passed, v1::ANNULLED)).then_done();
    s.when_supported("pam", "party", s.made()).then_done();
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).delivered_silent(), 0U);
    EXPECT_EQ(s.verdict(ballot).input().participating().heads().value(), 1U);
}

// Invalid ballots that do not take part keep no ballot from going on.
TEST(Extension, counts_no_invalid_ballot_that_does_not_take_part) {
    PaperTown s{""};
    s.four_flats();
    auto call = s.paper_call();
    call.mutable_terms()->set_extend_days(5);
    const Id16 ballot = s.opened(call);
    s.when("ana", s.vote(ballot, "ana")).then_done();
    for (const auto* owner : {"bo", "chu"}) s.when_counted(ballot, owner, v1::INVALID);
    const auto closes = s.poll(ballot).closes_ms();
    s.pass_to(closes);
    EXPECT_TRUE(s.poll(ballot).extended());
}

}  // namespace linlian::ballot
