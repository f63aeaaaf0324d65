// What no local rule gives a length takes its time all the same: under every preset that is shipped
// whoever is asked can answer, and whoever was counted wrongly can object.
#include "kit/papers.h"
#include "tally/tally.h"

namespace linlian::ballot {
namespace {

const std::vector<std::string> shipped{national,   "beijing",   "dongguan", "hangzhou",
                                       "huzhou",   "liaocheng", "qingyuan", "rizhao",
                                       "shanghai", "shenzhen",  "weifang",  "zhoushan"};

// By the channels that are open under every preset.
v1::CallBallot roof(const BallotTown& town) {
    auto act = town.call({town.item("roof")});
    act.mutable_terms()->set_channels(0, v1::PAPER);
    act.mutable_terms()->set_channels(1, v1::CITY_LIST);
    return act;
}

void last(v1::CallBallot& act, std::int64_t ms) {
    act.mutable_terms()->set_closes_ms(act.terms().opens_ms() + ms);
}

TEST(LeastPeriods, hold_under_every_preset_that_is_shipped) {
    for (const auto& name : shipped) {
        SCOPED_TRACE(name);
        BallotTown s{"", name};
        s.four_flats();
        auto act = roof(s);
        for (const auto ms : {std::int64_t{1}, 10 * ms_per_minute, 5 * ms_per_day - 1}) {
            last(act, ms);
            s.when("cai", act).then_refused(v1::WINDOW_WRONG);
        }
        last(act, 5 * ms_per_day);
        act.mutable_terms()->set_objection_days(2);
        s.when("cai", act).then_refused(v1::OBJECTION_TOO_SHORT);
        act.mutable_terms()->set_objection_days(15);
        s.when("cai", act).then_done();
    }
}

// Paper that reached somebody must be able to come back, whatever the place says.
TEST(LeastPeriods, are_longer_where_the_silent_follow_the_majority) {
    BallotTown s{"ballot", "liaocheng"};
    s.four_flats();
    auto act = s.call({s.item("roof")});
    act.mutable_terms()->set_silence_follows_majority(true);
    act.mutable_terms()->set_silence_document(document('c'));
    last(act, 7 * ms_per_day - 1);
    s.when("cai", act).then_refused(v1::WINDOW_WRONG, {{"least", "7"}, {"most", "366"}});
    last(act, 7 * ms_per_day);
    s.when("cai", act).then_done();
}

TEST(LeastPeriods, of_a_survey_and_of_an_office_among_its_members_are_a_day) {
    BallotTown s;
    s.four_flats();
    auto survey = s.call({s.item("swings", v1::SURVEY)});
    survey.mutable_terms()->set_objection_days(1);
    last(survey, ms_per_day - 1);
    s.when("cai", survey).then_refused(v1::WINDOW_WRONG, {{"least", "1"}, {"most", "366"}});
    last(survey, ms_per_day);
    s.when("cai", survey).then_done();
    auto own = s.call({s.item("minutes", v1::CHARTER_DEFINED)});
    auto& rule = *own.mutable_items(0)->mutable_rule();
    rule = tally::rule_of_matter("278.9").value();
    for (auto& check : *rule.mutable_checks()) check.set_of(tally::v1::ALL);
    own.set_convenor(v1::OFFICE_ITSELF);
    own.mutable_electorate()->Clear();
    own.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    own.mutable_electorate()->set_office(id_bytes("owners"));
    own.clear_presets();
    BallotTown::by_phone_alone(own);
    last(own, 5 * ms_per_minute);
    s.when("cai", own).then_refused(v1::WINDOW_WRONG);
    last(own, ms_per_day);
    s.when("cai", own).then_done();
}

}  // namespace
}  // namespace linlian::ballot
