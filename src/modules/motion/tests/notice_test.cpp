// Motions whose act needs days of notice, and what their authors were shown.
#include "kit/motions.h"
#include "modules/motion/rules.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

// Founding needs Party chair and another office, and seven days in public.
struct World : kit::MotionScenario {
    explicit World(const std::string& vectors = "motion") : MotionScenario(0, vectors) {
        asks<registry::v1::FoundOffice>(R"(all_of {
            of { role { office_kind: "party" role: "chair" } }
            of { cosign { offices: 1 office_kinds: "residents" office_kinds: "owners" } }
            of { notice { days: 7 } } })");
    }
};

constexpr std::int64_t week = 7 * ms_per_day;

TEST(Notice, begins_when_the_rest_is_met_and_ends_with_the_act) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"));
    s.then_done().then_events({"Proposed"});
    s.when("ben", s.support(id, "residents")).then_done();
    s.then_events({"Supported", "NoticeBegun"});
    EXPECT_EQ(s.motion(id).notice_until_ms(), s.now().ms + week);
    s.when_passed(week - 1).then_events({});
    s.when_passed(1).then_events({"OfficeFounded", "RoleOffered", "Completed"});
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
    EXPECT_FALSE(s.expires(id));
}

// Whoever keeps the one node stops it for a week: those who would stop the notice have their day.
TEST(Notice, runs_a_day_longer_where_the_ledger_stood_still) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"));
    s.when("ben", s.support(id, "residents")).then_done();
    s.when_stood_still(week + 3 * ms_per_day).then_events({"NoticeGivenBack"});
    EXPECT_EQ(s.motion(id).notice_until_ms(), s.now().ms + ms_per_day);
    s.when_passed(ms_per_day - 1).then_events({});
    s.when_stood_still(5 * ms_per_day);
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED) << "once";
}

TEST(Notice, does_not_run_out_with_the_days_of_the_motion) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"), 1);
    s.when("ben", s.support(id, "residents")).then_done();
    s.when_passed(2 * ms_per_day).then_events({});
    s.when("cai", s.support(id, "owners")).then_done().then_events({"Supported"});
    s.when_passed(week - 2 * ms_per_day);
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Notice, stops_when_a_support_is_taken_back) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"), 30);
    s.when("ben", s.support(id, "residents")).then_done();
    s.when("ben", s.take_back(id)).then_done().then_events({"SupportTakenBack", "NoticeStopped"});
    s.when_passed(week + ms_per_day).then_events({});
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    s.when("cai", s.support(id, "owners", 2)).then_done();
    EXPECT_EQ(s.motion(id).notice_until_ms(), s.now().ms + week) << "it begins anew";
    s.when_passed(week);
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Notice, that_stops_after_the_motions_days_ends_it) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"), 1);
    s.when("ben", s.support(id, "residents")).then_done();
    s.when_passed(2 * ms_per_day);
    s.when("ben", s.take_back(id)).then_done();
    s.then_events({"SupportTakenBack", "NoticeStopped", "Expired"});
    EXPECT_EQ(s.motion(id).state(), v1::EXPIRED);
    EXPECT_FALSE(s.expires(id));
}

// Who loses a role or a key while it runs does not carry it any more.
TEST(Notice, is_checked_again_at_its_end) {
    World s;
    kit::seat_role(s, "dan", "owners", "worker", 1'780'000'000'000 + 2 * ms_per_day);
    const Id16 id = s.propose("ana", "party", World::found("chess club"), 30);
    s.when("dan", s.support(id, "owners")).then_done();
    s.when_passed(week).then_events({"NoticeStopped"});
    EXPECT_EQ(s.motion(id).state(), v1::OPEN);
    EXPECT_TRUE(s.expires(id));
}

TEST(Notice, goes_on_where_the_charter_asks_for_more_days_meanwhile) {
    World s;
    const Id16 id = s.propose("ana", "party", World::found("chess club"), 30);
    s.when("ben", s.support(id, "residents")).then_done();
    const std::int64_t from = s.now().ms;
    const Id16 change = s.propose(
        "ana", "party", World::set_authority("linlian.registry.v1.FoundOffice", R"(all_of {
        of { role { office_kind: "party" role: "chair" } } of { role { office_kind: "residents" } }
        of { notice { days: 9 stopped_by { offices: 2 office_kinds: "party" office_kinds: "street"
                                           office_kinds: "residents" office_kinds: "owners" } } }
        })"));
    s.when("ben", s.support(change, "residents")).then_done();
    s.when("cai", s.support(change, "owners")).then_done();
    EXPECT_EQ(s.motion(change).state(), v1::COMPLETED);
    s.when_passed(from + week - s.now().ms).then_events({});
    EXPECT_EQ(s.motion(id).notice_until_ms(), from + 9 * ms_per_day);
    s.when_passed(2 * ms_per_day);
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Notice, of_an_act_that_is_refused_at_its_end_fails) {
    World s;
    const Id16 first = s.propose("ana", "party", World::found("chess club"));
    s.when("ben", s.support(first, "residents")).then_done();
    const Id16 second = s.propose("ana", "party", World::found("chess club"));
    s.when("ben", s.support(second, "residents")).then_done();
    s.when_passed(week - ms_per_minute).then_events({"OfficeFounded", "RoleOffered", "Completed"});
    s.when_passed(2 * ms_per_minute).then_events({"Failed"});
    EXPECT_EQ(s.motion(second).state(), v1::FAILED);
}

TEST(Notice, is_not_passed_over_by_an_author_who_has_the_rest) {
    World s;
    s.asks<registry::v1::FoundOffice>(
        R"(all_of { of { role { office_kind: "party" role: "chair" } } of { notice { days: 7 } } })");
    s.when("ana", World::found("chess club")).then_refused(registry::v1::AUTHORITY_MISSING);
    const Id16 id = s.propose("ana", "party", World::found("chess club"));
    s.then_events({"Proposed", "NoticeBegun"});
    s.when_passed(week);
    EXPECT_EQ(s.motion(id).state(), v1::COMPLETED);
}

TEST(Shown, is_the_motion_itself_and_its_round) {
    World s;
    const Id16 id = s.propose("ana", "party", World::adopt());
    const Id16 other = s.propose("ana", "party", World::adopt("2"));
    auto act = s.support(id, "residents");
    act.set_shown(s.support(other, "residents").shown());
    s.when("ben", act).then_refused(v1::SHOWN_DIFFERS);
    act.set_shown(Bytes(Hash32::size, 'x'));
    s.when("ben", act).then_refused(v1::SHOWN_DIFFERS);
    auto decline = s.decline(id, "residents");
    decline.set_shown(s.decline(other, "residents").shown());
    s.when("ben", decline).then_refused(v1::SHOWN_DIFFERS);
    s.when("ben", s.decline(id, "residents")).then_done();
    auto back = s.about<v1::TakeBackDecline>(id, "residents", 2);
    back.set_shown(decline.shown());
    s.when("ben", back).then_refused(v1::SHOWN_DIFFERS);
    auto take_back = s.take_back(id, 2);
    take_back.set_shown(decline.shown());
    s.when("ana", take_back).then_refused(v1::SHOWN_DIFFERS);
    s.when("ana", s.withdraw(id)).then_refused(v1::SHOWN_DIFFERS);
    s.when("ana", s.withdraw(id, 2)).then_done();
}

TEST(OpenMotions, of_one_person_are_limited_in_number) {
    World s{""};
    const auto open = kit::text<v1::OpenOf>("motions: 127 bytes: 1000");
    s.given(open_of, open, kit::member_of("ana"));
    const auto one = World::proposal("party", World::adopt());
    state::Overlay overlay{s.rows()};
    const auto author =
        s.program().resolve_author(s.rows(), kit::key_of("ana").public_key().encoded(), s.now());
    const auto run = [&](const v1::Propose& act, std::uint8_t number) {
        Hash32 id;
        id.data[0] = number;
        machine::Context context{s.program(), overlay, {2, s.now()}, *author, id};
        return s.program().find_act("linlian.motion.v1.Propose")->run(context, act);
    };
    EXPECT_TRUE(run(one, 1));
    const auto refused = run(one, 2);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, "motion.MOTIONS_TOO_MANY");
}

TEST(OpenMotions, of_one_person_are_limited_in_bytes_and_freed_by_their_end) {
    World s{""};
    auto act = World::adopt();
    for (int i = 0; i < 40; ++i) {
        auto* setting = act.mutable_preset()->add_settings();
        setting->set_name("b" + std::to_string(100 + i));
        setting->set_text(std::string(480, 'x'));
    }
    const auto bytes = codec::encode(act).size();
    std::vector<Id16> made;
    for (std::uint64_t i = 0; (i + 1) * (bytes + 8) <= max_open_bytes; ++i) {
        act.mutable_preset()->set_version(std::to_string(100 + i));
        made.push_back(s.propose("ana", "party", act));
    }
    EXPECT_GT(made.size(), 64U);
    act.mutable_preset()->set_version("one-more");
    s.propose("ana", "party", act);
    s.propose("ana", "party", act);
    s.then_refused(v1::MOTIONS_TOO_LARGE, {{"limit", std::to_string(max_open_bytes)}});
    s.propose("gao", "party", act);
    s.then_done();
    s.when("ana", s.withdraw(made.front())).then_done();
    s.propose("ana", "party", act);
    s.then_done();
}

}  // namespace
}  // namespace linlian::motion
