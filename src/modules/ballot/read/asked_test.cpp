// Whoever proposes an act about single voters names whom they ask: these read it, and their own.
#include "kit/code_of.h"
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
    // Why they do not read the motion; empty: they do.
    std::string unread_by(const std::string& who) {
        MotionQuery query;
        query.set_motion(motion.bytes());
        return kit::code_of(ask<MotionReply>(query, who));
    }
};

TEST(AskedOffice, reads_what_waits_and_no_other_does) {
    Asked s;
    s.when_proposed("ben", "residents", s.delivery(s.ballot, {"ana"}), {"street"}).then_done();
    s.motion = s.made();
    for (const auto* who : {"ben", "gus", "hua", "rob"}) EXPECT_EQ(s.unread_by(who), "") << who;
    for (const auto* who : {"pru", "ana", "cai"})
        EXPECT_EQ(s.unread_by(who), "motion.NOT_FOR_YOU") << who;
    s.when_supported("gus", "street", s.motion).then_done();
    for (const auto* who : {"ben", "gus"}) EXPECT_EQ(s.unread_by(who), "") << who;
    for (const auto* who : {"hua", "pru", "rob"})
        EXPECT_EQ(s.unread_by(who), "motion.NOT_FOR_YOU") << who;
}

}  // namespace
}  // namespace linlian::ballot
