#include "contract/amendments.h"
#include "modules/charter/charter_for_tests.h"
#include "modules/charter/state.h"

namespace linlian::charter {
namespace {

v1::ScheduleAmendment amendment(const CharterScenario& s, std::int64_t days) {
    v1::ScheduleAmendment act;
    act.set_name("fairer-rounding");
    // The block that carries it comes a minute later.
    act.set_time_ms(s.now().ms + ms_per_minute + days * ms_per_day);
    return act;
}

v1::CancelAmendment cancelling(std::int64_t time_ms) {
    v1::CancelAmendment act;
    act.set_name("fairer-rounding");
    act.set_time_ms(time_ms);
    return act;
}

TEST(ScheduleAmendment, takes_a_time_that_nodes_can_prepare_for) {
    CharterScenario s;
    auto act = amendment(s, 30);
    act.set_time_ms(act.time_ms() - 1);
    s.when("ana", act).then_refused(v1::NOTICE_TOO_SHORT, {{"days", "30"}});
    act = amendment(s, 400);
    act.set_time_ms(act.time_ms() + 1);
    s.when("ana", act).then_refused(v1::AMENDMENT_TOO_FAR, {{"days", "400"}});
    act = amendment(s, 30);
    s.when("ana", act).then_done().then_events({"AmendmentScheduled"});
    EXPECT_EQ(machine::scheduled_for(s.rows(), "fairer-rounding"), Timestamp{act.time_ms()});
    EXPECT_FALSE(machine::is_amended(s.rows(), "fairer-rounding", UINT64_MAX));
}

TEST(ScheduleAmendment, refuses_a_time_that_is_none) {
    CharterScenario s;
    auto act = amendment(s, 30);
    act.set_time_ms(INT64_MIN);
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "time_ms"}});
}

TEST(ScheduleAmendment, refuses_to_move_what_is_scheduled) {
    CharterScenario s;
    s.when("ana", amendment(s, 40)).then_done();
    s.when("ana", amendment(s, 50))
        .then_refused(v1::AMENDMENT_SCHEDULED, {{"name", "fairer-rounding"}});
}

TEST(ScheduleAmendment, may_try_again_after_it_lapsed) {
    CharterScenario s;
    s.when("ana", amendment(s, 31)).then_done();
    s.when_passed(40 * ms_per_day).then_events({"AmendmentLapsed"});
    s.when("ana", amendment(s, 31)).then_done();
}

TEST(CancelAmendment, takes_back_what_is_scheduled_until_its_time) {
    CharterScenario s;
    const auto act = amendment(s, 31);
    s.when("ana", act).then_done();
    s.when("ana", cancelling(act.time_ms() + 1))
        .then_refused(v1::AMENDMENT_NOT_SCHEDULED, {{"name", "fairer-rounding"}});
    s.when("ana", cancelling(act.time_ms())).then_done().then_events({"AmendmentCancelled"});
    s.when("ana", cancelling(act.time_ms())).then_refused(v1::AMENDMENT_NOT_SCHEDULED);
    s.when_passed(40 * ms_per_day).then_events({});
    auto wrong = cancelling(1);
    wrong.set_name("No Slug");
    s.when("ana", wrong).then_refused(v1::VALUE_WRONG, {{"field", "name"}});
}

}  // namespace
}  // namespace linlian::charter
