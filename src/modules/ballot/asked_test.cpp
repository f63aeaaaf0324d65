// Whoever proposes an act about single voters says whom they ask: these alone read it, and stand
// behind it.
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

using motion::v1::MotionQuery, motion::v1::MotionReply;

// Ben asks the street office alone to stand behind a delivery, though a clerk of a preparatory
// group could complete it too.
struct Asked : PaperTown {
    Id16 ballot;
    Id16 motion;
    Asked() {
        four_flats();
        third_kind();
        holder("rob", "residents", "clerk");
        ballot = opened(paper_call());
    }
    void asks(const std::vector<std::string>& offices) {
        when_proposed("ben", "residents", delivery(ballot, {"ana"}), offices);
    }
    bool reads(const std::string& who) {
        MotionQuery query;
        query.set_motion(motion.bytes());
        return ask<MotionReply>(query, who).has_value();
    }
};

TEST(AskedOffice, reads_what_waits_and_no_other_does) {
    Asked s;
    s.asks({"street"});
    s.then_done();
    s.motion = s.made();
    for (const auto* who : {"ben", "gus", "hua"}) EXPECT_TRUE(s.reads(who)) << who;
    for (const auto* who : {"pru", "rob", "ana", "cai"}) EXPECT_FALSE(s.reads(who)) << who;
    s.when_supported("gus", "street", s.motion).then_done();
    for (const auto* who : {"ben", "gus"}) EXPECT_TRUE(s.reads(who)) << who;
    for (const auto* who : {"hua", "pru", "rob"}) EXPECT_FALSE(s.reads(who)) << who;
}

TEST(AskedOffice, alone_stands_behind_it) {
    Asked s;
    s.asks({"street"});
    s.then_done();
    const Id16 motion = s.made();
    s.when_supported("pru", "group", motion).then_refused(motion::v1::NOT_ASKED);
    s.when_supported("gus", "street", motion).then_done();
    EXPECT_EQ(s.row(motion::motions, motion)->state(), motion::v1::COMPLETED);
}

TEST(AskedOffice, is_named_once_and_stands) {
    Asked s;
    s.asks({});
    s.then_refused(motion::v1::ASKS_NOBODY);
    s.asks({"street", "street"});
    s.then_refused(motion::v1::ASKED_UNKNOWN);
    motion::v1::Propose unknown;
    const auto act = s.delivery(s.ballot, {"ana"});
    unknown.set_act_type(act.GetDescriptor()->full_name());
    unknown.set_act(codec::encode(act));
    unknown.set_as_office(id_bytes("residents"));
    unknown.set_reason("the letter came in");
    unknown.set_days(9);
    unknown.add_asks(id_bytes("nowhere"));
    s.when("ben", unknown).then_refused(motion::v1::ASKED_UNKNOWN);
}

// Everybody reads a motion about nobody: it asks whoever counts.
TEST(AskedOffice, is_none_of_an_act_that_everybody_reads) {
    Asked s;
    motion::v1::Propose propose;
    reg::AddEstate act;
    act.set_name("meadow");
    propose.set_act_type(act.GetDescriptor()->full_name());
    propose.set_act(codec::encode(act));
    propose.set_as_office(id_bytes("residents"));
    propose.set_reason("it was built");
    propose.set_days(9);
    propose.add_asks(id_bytes("street"));
    s.when("ben", propose).then_refused(motion::v1::VALUE_WRONG, {{"field", "asks"}});
}

}  // namespace
}  // namespace linlian::ballot
