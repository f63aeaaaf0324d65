// Whoever proposes an act about single voters names whom they ask: these read it, and their own.
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
    bool reads(const std::string& who) {
        MotionQuery query;
        query.set_motion(motion.bytes());
        return ask<MotionReply>(query, who).has_value();
    }
};

TEST(AskedOffice, reads_what_waits_and_no_other_does) {
    Asked s;
    s.when_proposed("ben", "residents", s.delivery(s.ballot, {"ana"}), {"street"}).then_done();
    s.motion = s.made();
    for (const auto* who : {"ben", "gus", "hua", "rob"}) EXPECT_TRUE(s.reads(who)) << who;
    for (const auto* who : {"pru", "ana", "cai"}) EXPECT_FALSE(s.reads(who)) << who;
    s.when_supported("gus", "street", s.motion).then_done();
    for (const auto* who : {"ben", "gus"}) EXPECT_TRUE(s.reads(who)) << who;
    for (const auto* who : {"hua", "pru", "rob"}) EXPECT_FALSE(s.reads(who)) << who;
}

}  // namespace
}  // namespace linlian::ballot
