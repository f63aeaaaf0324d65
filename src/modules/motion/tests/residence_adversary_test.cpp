// Who says that somebody lives somewhere gives them a voice in surveys and assemblies. One clerk
// cannot, nor take one away; the owner cannot take one away either.
#include "kit/code_of.h"
#include "kit/siege.h"

namespace linlian::registry {
namespace {

// Dan declares that they live in kim's flat. Joe is clerk of two offices.
struct Lodging : Siege {
    Lodging() {
        building("b1", "garden");
        flat("101", "b1", 9000, {"kim"});
        holder("joe", "residents", "clerk");
        v1::Role row;
        row.set_granted_by(given_by());
        given(roles, row, id("joe"), id("street"), "clerk");
    }
    void dan_declares() {
        v1::DeclareResidence declare;
        declare.set_premises(id_bytes("101"));
        declare.set_kind(v1::LIVES);
        when("dan", declare).then_done();
    }
    v1::Residence residence() const { return *row(residences, id("dan"), id("101")); }
    v1::ConfirmResidence confirming() const {
        v1::ConfirmResidence act;
        act.set_member(id_bytes("dan"));
        act.set_premises(id_bytes("101"));
        act.set_replaces(residence().written_by());
        return act;
    }
    v1::EndResidence ending() const {
        v1::EndResidence act;
        act.set_member(id_bytes("dan"));
        act.set_premises(id_bytes("101"));
        act.set_replaces(residence().written_by());
        return act;
    }
};

TEST(ResidenceByClerks, takes_two_kinds_of_office) {
    Lodging s;
    s.dan_declares();
    s.when("joe", s.confirming()).then_refused(v1::AUTHORITY_MISSING);
    s.when("rae", s.confirming()).then_refused(v1::RESIDENCE_NOT_YOURS);
    const auto motion = s.when_proposed("ana", "residents", s.confirming());
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
    s.when_supported("joe", "residents", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN) << "two of one kind";
    s.when_supported("bea", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::COMPLETED);
    EXPECT_NE(s.residence().confirmed_height(), 0U);
}

// Nobody signs what they were not shown, so the second clerk reads it; nobody else does.
TEST(ResidenceByClerks, is_read_by_those_whom_it_waits_for) {
    Lodging s;
    s.dan_declares();
    const auto motion = s.when_proposed("ana", "residents", s.confirming());
    motion::v1::MotionQuery query;
    query.set_motion(motion.bytes());
    for (const auto* name : {"ana", "joe", "bea", "ben"})
        EXPECT_TRUE(s.ask<motion::v1::MotionReply>(query, name)) << name;
    for (const auto* name : {"kim", "rae", "dan"})
        EXPECT_EQ(kit::code_of(s.ask<motion::v1::MotionReply>(query, name)), "motion.NOT_FOR_YOU")
            << name;
    const auto reply = s.ask<motion::v1::MotionReply>(query, "bea");
    EXPECT_GT(reply->still_missing_size(), 0) << "one clerk is not enough";
}

// The clerk of the street whom the other clerk made is no second pair of eyes.
TEST(ResidenceByClerks, takes_people_who_do_not_owe_their_role_to_each_other) {
    Lodging s;
    s.person("may");
    v1::Role made;
    made.set_granted_by(given_by());
    made.add_appointed_by(id_bytes("ana"));
    s.given(roles, made, id("may"), id("street"), "clerk");
    s.dan_declares();
    const auto motion = s.when_proposed("ana", "residents", s.confirming());
    s.when_supported("may", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
}

TEST(ResidenceByClerks, is_not_confirmed_with_the_member_as_one_of_the_two) {
    Lodging s;
    v1::Role row;
    row.set_granted_by(given_by());
    s.given(roles, row, id("dan"), id("street"), "clerk");
    s.dan_declares();
    const auto motion = s.when_proposed("ana", "residents", s.confirming());
    s.when_supported("dan", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::OPEN);
}

TEST(EndOfAResidence, is_the_members_or_takes_two_kinds_of_office) {
    Lodging s;
    s.dan_declares();
    s.when("kim", s.confirming()).then_done();
    s.when("kim", s.ending()).then_refused(v1::RESIDENCE_NOT_YOURS);
    s.when("ana", s.ending()).then_refused(v1::AUTHORITY_MISSING);
    const auto motion = s.when_proposed("ana", "residents", s.ending());
    s.when_supported("ben", "street", motion).then_done();
    EXPECT_EQ(s.state_of(motion), motion::v1::COMPLETED);
    EXPECT_FALSE(s.row(residences, id("dan"), id("101")));
}

}  // namespace
}  // namespace linlian::registry
