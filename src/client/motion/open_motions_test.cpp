#include "client/motion/open_motions.h"

#include "client/tests/hostile_ledger_for_tests.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::client {
namespace {

// A motion about persons of another ballot, which this clerk may not read, ends no search.
TEST(OpenMotions, that_are_not_for_the_reader_are_passed_over) {
    const auto type = ballot::v1::WithdrawBallot::descriptor()->full_name();
    HostileLedger ledger;
    motion::v1::MotionsReply list;
    auto* summary = list.add_motions();
    summary->set_id(Bytes(Id16::size, 'm'));
    summary->set_act_type(type);
    ledger.say(list);
    const auto visited = [&ledger, &type] {
        int count = 0;
        const auto done = visit_open_motions(ledger, type, [&count](const auto&) {
            ++count;
            return true;
        });
        EXPECT_EQ(count, 0);
        return done;
    };
    ledger.refuse_all(motion::v1::MotionReply{}, codec::make_refusal(motion::v1::NOT_FOR_YOU));
    EXPECT_TRUE(visited());
    ledger.refuse_all(motion::v1::MotionReply{}, codec::make_refusal(motion::v1::MOTION_UNKNOWN));
    EXPECT_FALSE(visited());
}

}  // namespace
}  // namespace linlian::client
