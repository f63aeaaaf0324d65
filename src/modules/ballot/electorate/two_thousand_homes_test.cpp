// A vote of a whole estate run by one clerk: all that waits for a second office fits into what one
// person may have open.
#include "contract/opening/limits.h"
#include "kit/papers.h"

namespace linlian::ballot {
namespace {

constexpr int homes = 2'000;

struct Estate : PaperTown {
    Estate() : PaperTown("") {
        for (int i = 0; i < homes; ++i) owner("owner " + std::to_string(i), 9'000);
        ballot = opened(paper_call());
        const auto frozen = poll(ballot);
        roll = registry::roll_at(rows(), row(calls, ballot)->call().electorate(),
                                 frozen.roll_height(), Timestamp{frozen.roll_ms()});
    }
    // As many as one act holds.
    v1::RecordDeliveries deliveries_from(std::size_t first, std::size_t count) const {
        v1::RecordDeliveries act;
        act.set_ballot(ballot.bytes());
        act.set_shown(shown_of(ballot));
        for (std::size_t i = first; i < first + count; ++i) {
            auto* made = act.add_deliveries();
            *made->mutable_voter()->mutable_line() = roll[i];
            made->mutable_voter()->set_index(i);
            made->mutable_voter()->set_path(join_path(registry::roll_proof(roll, i)));
            made->mutable_proof()->set_kind(v1::HANDED_OVER);
            made->mutable_proof()->set_document(document('p'));
            made->mutable_proof()->set_time_ms(poll(ballot).opens_ms());
            made->mutable_proof()->set_warned(true);
        }
        return act;
    }
    reg::IssueSlips slips_from(int first, int count) const {
        reg::IssueSlips act;
        act.set_batch(id_bytes("batch " + std::to_string(first)));
        act.set_expires_ms(now().ms + 30 * ms_per_day);
        for (int i = first; i < first + count; ++i) {
            auto* line = act.add_slips();
            line->set_member(id_bytes("owner " + std::to_string(i)));
            line->set_key(registry::key_bytes("slip " + std::to_string(i)));
            line->set_number(static_cast<std::uint32_t>(i));
        }
        return act;
    }
    Id16 ballot;
    std::vector<registry::v1::RollLine> roll;
};

TEST(TwoThousandHomes, are_served_by_one_clerk_before_anybody_else_comes_to_it) {
    Estate s;
    std::vector<Id16> waiting;
    const auto propose = [&](const google::protobuf::Message& act) {
        s.when_proposed("ben", "residents", act).then_done();
        waiting.push_back(s.made());
    };
    for (int i = 0; i < homes; i += 400) propose(s.slips_from(i, 400));
    for (std::size_t i = 0; i < homes; i += 40) propose(s.deliveries_from(i, 40));
    EXPECT_EQ(waiting.size(), 55U);
    const auto open = s.row(motion::open_of, id("ben"));
    ASSERT_TRUE(open);
    EXPECT_LE(open->motions(), 64U);

    for (const Id16& motion : waiting) s.when_supported("gus", "street", motion).then_done();
    std::size_t delivered = 0;
    deliveries.scan(
        s.rows(), [&](const auto&, const auto&) { return ++delivered > 0; }, s.ballot);
    EXPECT_EQ(delivered, static_cast<std::size_t>(homes));
    EXPECT_FALSE(s.row(motion::open_of, id("ben"))) << "nothing of theirs is open any more";
}

TEST(TwoThousandHomes, are_counted_again_for_an_objection_that_pays_for_it) {
    Estate s;
    s.close(s.ballot);
    while (s.poll(s.ballot).stage() != v1::PRELIMINARY) s.when_passed(ms_per_day);
    s.when("owner 7", s.dispute(s.ballot, "owner 7", {v1::DISAGREE})).then_done();
    s.then_events({"Objected", "ResultRecounted"});
    EXPECT_GE(s.paid(), homes / machine::rows_per_cost);
    const Id16 objection = s.made();
    s.when("ben", s.objection(s.ballot, v1::RESULT)).then_refused(v1::NOT_CONCERNED);
    EXPECT_LT(s.paid(), homes / machine::rows_per_cost) << "nothing is counted";
    s.when_upheld("ben", objection).then_done();
    s.then_events({"ObjectionRuled", "ResultRecounted", "Supported", "Completed"});
    EXPECT_GE(s.paid(), homes / machine::rows_per_cost);
}

}  // namespace
}  // namespace linlian::ballot
