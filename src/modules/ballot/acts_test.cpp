#include "kit/papers.h"

namespace linlian::ballot {
namespace {

TEST(CallBallot, says_everything_beforehand_and_holds_to_it) {
    BallotTown s;
    s.four_flats();
    const auto act = s.call({s.item("roof")});
    const Id16 ballot = s.called(act);
    s.then_events({"BallotCalled"});
    EXPECT_EQ(s.row(calls, ballot)->call().DebugString(), act.DebugString());
    EXPECT_EQ(s.poll(ballot).stage(), v1::NOTICE);
    EXPECT_EQ(s.poll(ballot).due_ms(), act.terms().opens_ms() - 5 * ms_per_day);
}

TEST(CallBallot, is_the_act_of_the_convenors_head) {
    BallotTown s;
    s.four_flats();
    const auto act = s.call({s.item("roof")});
    s.when("ana", act).then_refused(reg::AUTHORITY_MISSING);
    s.when("sun", act).then_refused(reg::AUTHORITY_MISSING);
}

TEST(CallBallot, asks_that_the_office_is_what_it_calls_as) {
    BallotTown s;
    s.four_flats();
    s.party_office();
    auto act = s.call({s.item("roof")});
    BallotTown::by_phone_alone(act);
    act.set_convenor(v1::STREET_STANDING_IN);
    s.when("cai", act)
        .then_refused(v1::CONVENOR_DIFFERS,
                      {{"kind", "owners"}, {"convenor", "STREET_STANDING_IN"}});
    act.set_as_office(id_bytes("street"));
    s.when("sun", act).then_done();
    act.set_as_office(id_bytes("residents"));
    act.set_convenor(v1::RESIDENTS_COMMITTEE);
    act.set_ruling_office(id_bytes("street"));
    s.when("ren", act)
        .then_refused(v1::CONVENOR_MAY_NOT,
                      {{"convenor", "RESIDENTS_COMMITTEE"}, {"matter", "OTHER_MAJOR"}});
}

// Else two bodies found a committee of residents or a street office that calls in the same hour.
TEST(CallBallot, is_for_a_founded_office_once_it_counts_for_its_kind) {
    BallotTown s;
    s.four_flats();
    s.party_office();
    auto act = s.call({s.item("roof")});
    BallotTown::by_phone_alone(act);
    auto street = *s.row(registry::offices, id("street"));
    street.set_counts_from_ms(s.now().ms + ms_per_day);
    s.given(registry::offices, street, id("street"));
    reg::Office second;
    second.set_kind("street");
    second.set_name("second street");
    second.set_second(true);
    s.given(registry::offices, second, id("second street"));
    s.holder("dan's friend", "second street", "chair");
    act.set_convenor(v1::STREET_STANDING_IN);
    act.set_as_office(id_bytes("street"));
    s.when("sun", act).then_refused(v1::CONVENOR_DIFFERS);
    act.set_as_office(id_bytes("second street"));
    s.when("dan's friend", act).then_refused(v1::CONVENOR_DIFFERS);
    s.when_passed(2 * ms_per_day);
    act.set_as_office(id_bytes("street"));
    act.mutable_terms()->set_opens_ms(act.terms().opens_ms() + 2 * ms_per_day);
    act.mutable_terms()->set_closes_ms(act.terms().closes_ms() + 2 * ms_per_day);
    s.when("sun", act).then_done();
}

TEST(CallBallot, is_for_those_whom_the_local_rule_names) {
    BallotTown s{"ballot", "shenzhen"};
    s.four_flats();
    s.office("managing", "management");
    s.holder("mei", "managing", "chair");
    auto act = s.call({s.item("roof")});
    act.set_as_office(id_bytes("managing"));
    act.set_convenor(v1::PROPERTY_MANAGEMENT_COMMITTEE);
    s.when("mei", act)
        .then_refused(v1::CONVENOR_MAY_NOT,
                      {{"convenor", "PROPERTY_MANAGEMENT_COMMITTEE"}, {"matter", "OTHER_MAJOR"}});
    s.when("cai", s.call({s.item("roof")})).then_done();
}

TEST(CallBallot, names_another_office_to_rule_on_objections) {
    BallotTown s;
    s.four_flats();
    auto act = s.call({s.item("roof")});
    act.set_ruling_office(act.as_office());
    s.when("cai", act).then_refused(v1::VALUE_WRONG, {{"field", "ruling_office"}});
    act.set_ruling_office(id_bytes("nobody"));
    s.when("cai", act).then_refused(v1::RULING_OFFICE_UNKNOWN);
}

// Else nobody could rule, and all objections would count as rejected one day.
TEST(CallBallot, is_refused_where_all_who_could_rule_are_the_convenors) {
    BallotTown s;
    s.four_flats();
    auto act = s.call({s.item("roof")});
    BallotTown::by_phone_alone(act);
    act.set_convenor(v1::STREET_STANDING_IN);
    act.set_as_office(id_bytes("street"));
    for (const auto& [name, role] : {std::pair{"ren", "chair"}, {"ben", "clerk"}}) {
        auto made = *s.row(registry::roles, id(name), id("residents"), role);
        made.add_appointed_by_kinds("street");
        s.given(registry::roles, made, id(name), id("residents"), role);
    }
    s.when("sun", act).then_refused(v1::NOBODY_RULES);
}

// Else every false vote would stay, for one kind of office alone changes none.
TEST(CallBallot, is_refused_where_no_two_kinds_could_uphold_an_objection) {
    for (const std::string there : {"nobody", "the convenor's", "another"}) {
        BallotTown s{there == "nobody" ? "ballot" : ""};
        s.four_flats();
        if (there != "nobody") s.party_office();
        reg::Role of_the_convenors;
        of_the_convenors.set_granted_by(registry::given_by());
        if (there != "nobody")
            s.given(registry::roles, of_the_convenors, id("pam"), id("street"), "worker");
        if (there == "another") s.holder("pat", "party", "clerk");
        auto act = s.call({s.item("roof")});
        BallotTown::by_phone_alone(act);
        act.set_convenor(v1::STREET_STANDING_IN);
        act.set_as_office(id_bytes("street"));
        s.when("sun", act);
        if (there == "another")
            s.then_done();
        else
            s.then_refused(v1::NOBODY_UPHOLDS);
    }
}

// A paper counts when two kinds of office read it.
TEST(CallBallot, has_papers_only_where_two_kinds_of_office_can_read_them) {
    PaperTown s;
    s.four_flats();
    s.party_office();
    auto act = s.paper_call();
    auto street = *s.row(registry::offices, id("street"));
    street.set_counts_from_ms(s.now().ms + 40 * ms_per_day);
    s.given(registry::offices, street, id("street"));
    s.when("cai", act).then_refused(v1::CHANNEL_CLOSED, {{"channel", "PAPER"}});
    BallotTown::by_phone_alone(act);
    s.when("cai", act).then_done();
}

TEST(CallBallot, asks_those_whom_the_matter_concerns) {
    BallotTown s;
    s.four_flats();
    auto act = s.call({s.item("roof")});
    act.mutable_electorate()->set_building(id_bytes("east"));
    s.when("cai", act).then_refused(v1::ELECTORATE_WRONG, {{"matter", "OTHER_MAJOR"}});
    act.mutable_items(0)->set_matter(v1::USE_REPAIR_FUND);
    s.when("cai", act).then_done();
    act = s.call({s.item("colours", v1::SURVEY)});
    act.mutable_electorate()->set_estate(id_bytes("no estate"));
    s.when("cai", act).then_refused(reg::AUTHORITY_MISSING);  // nor has the committee a say there
}

TEST(CallBallot, of_an_office_among_its_own_members_is_its_own) {
    BallotTown s;
    s.four_flats();
    auto act = s.call({s.item("chair", v1::SURVEY)});
    act.mutable_electorate()->Clear();
    act.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    act.mutable_electorate()->set_office(id_bytes("owners"));
    s.when("cai", act).then_refused(v1::ELECTORATE_WRONG, {{"matter", "SURVEY"}});
    act.set_convenor(v1::OFFICE_ITSELF);
    const Id16 ballot = s.opened(act);
    EXPECT_EQ(s.poll(ballot).roll_lines(), 1U);
    s.when("cai", s.vote(ballot, "cai")).then_done();
}

// The convenor's own edition of the rules, with a shorter notice in it.
TEST(CallBallot, carries_the_presets_in_use_byte_for_byte) {
    BallotTown s{"ballot", "hangzhou"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    auto edited = act;
    for (auto& setting : *edited.mutable_presets(0)->mutable_settings())
        if (setting.name() == "notice_days_regular") setting.set_number(1);
    s.when("cai", edited).then_refused(v1::PRESET_DIFFERS, {{"name", "hangzhou"}});
    edited = act;
    edited.mutable_presets(1)->mutable_settings(0)->set_number(2);
    s.when("cai", edited).then_refused(v1::PRESET_DIFFERS, {{"name", national}});
    edited = act;
    edited.mutable_presets()->RemoveLast();
    s.when("cai", edited).then_refused(v1::PRESET_MISSING, {{"name", national}});
    edited = act;
    *edited.add_presets() = act.presets(1);
    s.when("cai", edited).then_refused(v1::PRESET_DIFFERS, {{"name", national}});
    edited = act;
    edited.mutable_presets()->SwapElements(0, 1);
    s.when("cai", edited).then_refused(v1::PRESET_DIFFERS, {{"name", national}});
    edited.clear_presets();
    s.when("cai", edited).then_refused(v1::VALUE_WRONG, {{"field", "presets"}});
    s.when("cai", act).then_done();
}

TEST(CallBallot, needs_a_preset_in_use_for_what_the_law_rules) {
    BallotTown s;
    s.four_flats();
    s.party_office();
    auto act = s.call({s.item("fence", v1::RESIDENTS_ASSEMBLY)});
    act.set_as_office(id_bytes("residents"));
    act.set_convenor(v1::RESIDENTS_COMMITTEE);
    act.set_ruling_office(id_bytes("street"));
    BallotTown::by_phone_alone(act);
    act.mutable_electorate()->set_electors(reg::RESIDENTS);
    s.when("ren", act).then_refused(v1::PRESET_MISSING, {{"name", "residents_assembly"}});
}

TEST(CallBallot, keeps_the_notice_that_the_law_asks) {
    BallotTown s;
    s.four_flats();
    auto act = s.call({s.item("roof")});
    // The day of the notice does not count: fifteen whole days in Beijing lie between.
    const auto sent_ms = s.now().ms + ms_per_minute;
    const auto earliest =
        ((sent_ms + beijing_offset_ms) / ms_per_day + 16) * ms_per_day - beijing_offset_ms;
    act.mutable_terms()->set_opens_ms(earliest - 1);
    s.when("cai", act).then_refused(v1::NOTICE_TOO_SHORT, {{"needed", "15"}});
    act.mutable_terms()->set_opens_ms(earliest);
    s.when("cai", act).then_done();
    act = s.call({s.item("other")});
    act.mutable_terms()->set_opens_ms(s.now().ms + 400 * ms_per_day);
    act.mutable_terms()->set_closes_ms(s.now().ms + 410 * ms_per_day);
    s.when("cai", act).then_refused(v1::VALUE_WRONG, {{"field", "opens_ms"}});
}

TEST(CallBallot, keeps_to_the_windows_of_its_place) {
    BallotTown s{"ballot", "hangzhou"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    auto& terms = *act.mutable_terms();
    terms.set_closes_ms(terms.opens_ms() + 5 * ms_per_day - 1);
    s.when("cai", act).then_refused(v1::WINDOW_WRONG, {{"least", "5"}, {"most", "60"}});
    terms.set_closes_ms(terms.opens_ms() + 60 * ms_per_day + 1);
    s.when("cai", act).then_refused(v1::WINDOW_WRONG);
    terms.set_closes_ms(terms.opens_ms() + 50 * ms_per_day);
    terms.set_extend_days(11);
    s.when("cai", act).then_refused(v1::EXTENSION_TOO_LONG, {{"limit", "10"}});
    terms.set_extend_days(10);
    terms.clear_channels();
    terms.add_channels(v1::PHONE);
    s.when("cai", act).then_refused(v1::CHANNEL_NEEDED, {{"channel", "PAPER"}});
    terms.add_channels(v1::PAPER);
    s.when("cai", act).then_done();
    act = s.call({s.item("extraordinary")});
    act.mutable_terms()->set_extraordinary(true);
    act.mutable_terms()->set_opens_ms(s.now().ms + 9 * ms_per_day);
    act.mutable_terms()->set_closes_ms(s.now().ms + 19 * ms_per_day);
    s.when("cai", act).then_done();
}

TEST(CallBallot, leaves_the_phone_closed_where_a_city_prescribes_its_system) {
    BallotTown s{"ballot", "beijing"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    s.when("cai", act).then_refused(v1::CHANNEL_CLOSED, {{"channel", "PHONE"}});
    auto& terms = *act.mutable_terms();
    terms.set_channels(0, v1::PAPER);
    terms.set_channels(1, v1::CITY_LIST);
    s.when("cai", act).then_done();
    act.mutable_items(0)->set_subject(id_bytes("another"));
    act.mutable_terms()->mutable_channels()->RemoveLast();
    s.when("cai", act).then_refused(v1::CHANNEL_NEEDED, {{"channel", "CITY_LIST"}});
}

TEST(CallBallot, leaves_the_time_to_object_that_its_place_asks) {
    BallotTown s{"ballot", "qingyuan"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    act.mutable_terms()->set_objection_days(14);
    s.when("cai", act).then_refused(v1::OBJECTION_TOO_SHORT, {{"needed", "15"}});
    act.mutable_terms()->set_objection_days(15);
    s.when("cai", act).then_done();
}

TEST(CallBallot, lets_the_silent_follow_only_where_the_rules_say_so) {
    BallotTown s{"ballot", "liaocheng"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    act.mutable_terms()->set_silence_follows_majority(true);
    s.when("cai", act).then_refused(v1::VALUE_WRONG, {{"field", "silence_document"}});
    act.mutable_terms()->set_silence_document(document());
    s.when("cai", act).then_done();
    auto survey = s.call({s.item("colours", v1::SURVEY)});
    *survey.mutable_terms() = act.terms();
    s.when("cai", survey).then_refused(v1::SILENCE_NOT_ALLOWED);
}

TEST(CallBallot, keeps_the_cap_on_proxies) {
    BallotTown s{"ballot", "weifang"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    act.mutable_terms()->set_proxy_owners_max(4);
    s.when("cai", act).then_refused(v1::PROXY_CAP_TOO_HIGH, {{"limit", "3"}});
    act.mutable_terms()->set_proxy_owners_max(3);
    s.when("cai", act).then_done();
}

TEST(CallBallot, is_refused_while_its_subject_is_in_another_ballot) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.called(s.call({s.item("roof")}));
    s.when("cai", s.call({s.item("roof")})).then_refused(v1::SUBJECT_LIVE);
    s.when("cai", s.withdrawal(ballot)).then_done();
    s.when("cai", s.call({s.item("roof")})).then_done();
}

TEST(CallBallot, asks_for_items_that_can_be_answered) {
    BallotTown s;
    s.four_flats();
    const auto refused = [&s](const v1::Item& item, const char* field) {
        s.when("cai", s.call({item})).then_refused(v1::VALUE_WRONG, {{"field", field}});
    };
    auto item = s.item("roof");
    item.set_form(v1::ONE_OF);
    refused(item, "options");
    s.add_options(item, 1);
    refused(item, "options");
    s.add_options(item, 1);
    refused(item, "options.title");
    item.mutable_options(1)->mutable_title()->set_zh("另一选项");
    item.set_seats(1);
    refused(item, "seats");
    item.set_form(v1::ELECT);
    item.set_seats(3);
    refused(item, "seats");
    item.set_form(v1::YES_OR_NO);
    refused(item, "options");
    item.clear_options();
    refused(item, "seats");
    item.clear_seats();
    item.mutable_rule();
    refused(item, "rule");
    item = s.item("roof");
    item.set_subject(Id16{}.bytes());
    refused(item, "subject");
    s.when("cai", s.call({})).then_refused(v1::VALUE_WRONG, {{"field", "items"}});
    s.when("cai", s.call({s.item("roof"), s.item("roof")}))
        .then_refused(v1::VALUE_WRONG, {{"field", "subject"}});
    s.when("cai", s.call({s.item("roof"), s.item("fence", v1::RESIDENTS_ASSEMBLY)}))
        .then_refused(v1::VALUE_WRONG, {{"field", "matter"}});
}

TEST(WithdrawBallot, ends_it_with_a_reason_before_it_closes) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    auto act = s.withdrawal(ballot);
    act.clear_reason();
    s.when("cai", act).then_refused(v1::VALUE_WRONG, {{"field", "reason"}});
    act.set_reason("the offer was withdrawn");
    s.when("sun", act).then_refused(v1::OFFICE_NOT_YOURS);
    s.when("cai", act).then_done().then_events({"BallotWithdrawn"});
    s.when("cai", act).then_refused(v1::STAGE_WRONG, {{"stage", "WITHDRAWN"}});
    s.when("ana", s.vote(ballot, "ana")).then_refused(v1::STAGE_WRONG);
    s.when_passed(20 * ms_per_day).then_events({});
}

// Who knows the count does not make it vanish.
TEST(WithdrawBallot, is_refused_once_it_is_closed) {
    BallotTown s;
    s.four_flats();
    const Id16 ballot = s.opened(s.call({s.item("roof")}));
    s.close(ballot);
    auto act = s.withdrawal(ballot);
    s.when("cai", act).then_refused(v1::STAGE_WRONG, {{"stage", "PRELIMINARY"}});
    act.set_ballot(id_bytes("no ballot"));
    s.when("sun", act).then_refused(v1::BALLOT_UNKNOWN);
}

}  // namespace
}  // namespace linlian::ballot
