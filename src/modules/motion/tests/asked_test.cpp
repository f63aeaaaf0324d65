// An act about persons asks one to sixteen offices, and these alone stand behind it.
#include "kit/code_of.h"
#include "kit/motions.h"

#include <gtest/gtest.h>

namespace linlian::motion {
namespace {

using World = kit::MotionScenario;

// Confirming that dan lives somewhere takes two of three bodies here, and a notice; by itself it
// takes clerks of two of residents' committee, street and owners' committee.
struct Asking : World {
    Asking() {
        kit::seat_office(*this, "street", "street");
        asks<registry::v1::ConfirmResidence>("all_of { of { cosign { offices: 2 " + any_kind +
                                             "} } of { notice { days: 7 stopped_by { offices: 1 "
                                             "role: \"chair\" office_kinds: \"owners\" } } } }");
    }
    static v1::Propose confirming(const std::vector<std::string>& asked) {
        registry::v1::ConfirmResidence act;
        act.set_member(kit::member_of("dan").bytes());
        act.set_premises(kit::member_of("a flat").bytes());
        act.set_replaces(Bytes(Hash32::size, 'r'));
        auto propose = proposal("party", act);
        propose.clear_asks();
        for (const auto& office : asked) propose.add_asks(kit::office_of(office).bytes());
        return propose;
    }
};

TEST(AskedOffices, are_named_once_and_stand) {
    Asking s;
    s.when("ana", Asking::confirming({})).then_refused(v1::ASKS_NOBODY);
    s.when("ana", Asking::confirming({"nowhere"})).then_refused(v1::ASKED_UNKNOWN);
    s.when("ana", Asking::confirming({"owners", "owners"})).then_refused(v1::ASKED_UNKNOWN);
    s.when("ana", Asking::confirming({"residents", "street"})).then_done();
}

TEST(AskedOffices, could_have_the_authority_with_the_proposer) {
    Asking s;
    for (const auto* other : {"party", "owners"})
        s.when("ana", Asking::confirming({other})).then_refused(v1::ASKED_NOT_ENOUGH);
    s.when("ana", Asking::confirming({"residents", "street"})).then_done();
    auto for_themself = Asking::confirming({"residents", "street"});
    for_themself.clear_as_office();
    s.when("ana", for_themself).then_refused(v1::ASKED_NOT_ENOUGH);
    for_themself.add_asks(kit::office_of("owners").bytes());
    s.when("ana", for_themself).then_done();
}

TEST(AskedOffices, alone_stand_behind_it) {
    Asking s;
    s.when("ana", Asking::confirming({"residents", "street"})).then_done();
    const Id16 motion = s.motion_made();
    s.when("cai", s.support(motion, "owners")).then_refused(v1::NOT_ASKED);
    s.when("ben", s.support(motion, "residents")).then_done();
}

// So do the people of the proposer's office, and whoever may stop the notice.
TEST(AskedOffices, are_not_all_who_read_it) {
    Asking s;
    s.when("ana", Asking::confirming({"residents", "street"})).then_done();
    v1::MotionQuery query;
    query.set_motion(s.motion_made().bytes());
    for (const auto* who : {"ben", "gao", "cai"})
        EXPECT_TRUE(s.ask<v1::MotionReply>(query, who)) << who;
    EXPECT_EQ(kit::code_of(s.ask<v1::MotionReply>(query, "dan")), "motion.NOT_FOR_YOU");
}

// Everybody reads it: it asks whoever counts.
TEST(AskedOffices, are_none_of_an_act_about_nobody) {
    Asking s;
    auto propose = World::proposal("party", World::adopt("1"));
    propose.add_asks(kit::office_of("owners").bytes());
    s.when("ana", propose).then_refused(v1::VALUE_WRONG, {{"field", "asks"}});
}

}  // namespace
}  // namespace linlian::motion
