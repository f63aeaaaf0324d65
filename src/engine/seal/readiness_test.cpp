// A node and the amendments of its ledger: it says by itself which it knows, goes on with the new
// rules, and stops before a block whose rules it does not know.
#include "engine/seal/readiness.h"

#include "contract/amendments.h"
#include "kit/older_program.h"
#include "kit/solo_node.h"
#include "machine/machine.h"

#include <gtest/gtest.h>

namespace linlian::engine {
namespace {

struct Node : kit::SoloNode {
    Bytes plan(const std::string& amendment, std::int64_t after_ms) {
        kit::v1::Plan act;
        act.set_amendment(amendment);
        act.set_after_ms(after_ms);
        return kit::sign_act(kit::key_of("ana"), store->community(), act,
                             Timestamp{clock.wall().ms + 15 * ms_per_minute});
    }
    bool has_said(const std::string& amendment) const {
        const auto seat = machine::seat_key(kit::key_of("validator").public_key().encoded());
        return machine::ready.has(engine->committed()->rows(), amendment, seat);
    }
    void pass(std::int64_t ms) {
        clock.pass(ms);
        engine->look();
    }
    bool is_in_force(const std::string& amendment) const {
        return machine::is_amended(engine->committed()->rows(), amendment, height() + 1);
    }
    // Goes on with another program.
    bool restart_with(machine::Module module) {
        stop();
        program = std::move(machine::assemble({std::move(module)}).value());
        return start();
    }
};

TEST(Readiness, is_said_by_itself_and_brings_the_amendment_into_force) {
    Node node;
    node.record({node.plan("resets", ms_per_hour)});
    ASSERT_TRUE(node.wait_until([&] { return node.has_said("resets"); }));
    node.pass(ms_per_hour);
    ASSERT_TRUE(node.wait_until([&] { return node.is_in_force("resets"); }));
    EXPECT_EQ(node.engine->health().trouble, "");
    node.record({node.sign("ana", node.add("a", 1))});
    EXPECT_EQ(node.value("a"), 1);
}

TEST(Readiness, is_said_at_the_start_of_a_program_that_came_later) {
    const kit::OlderProgram release{kit::counter_module()};
    Node node;
    ASSERT_TRUE(node.restart_with(release.module())) << node.trouble;
    node.record({node.plan("resets", ms_per_hour)});
    ASSERT_TRUE(node.is_quiet());
    EXPECT_FALSE(node.has_said("resets")) << "it does not know it";
    ASSERT_TRUE(node.restart_with(kit::counter_module())) << node.trouble;
    EXPECT_TRUE(node.wait_until([&] { return node.has_said("resets"); }));
}

TEST(Readiness, is_said_again_where_it_expired_before_there_was_a_block) {
    const kit::OlderProgram release{kit::counter_module()};
    Node node;
    ASSERT_TRUE(node.restart_with(release.module())) << node.trouble;
    node.record({node.plan("resets", ms_per_day)});
    ASSERT_TRUE(node.is_quiet());
    // So that nothing is sealed.
    node.clock.set_wall(Timestamp{node.clock.wall().ms - ms_per_minute});
    ASSERT_TRUE(node.restart_with(kit::counter_module())) << node.trouble;
    ASSERT_TRUE(node.wait_until([&] { return node.engine->health().waiting == 1; }));
    node.pass(2 * ms_per_hour);
    EXPECT_TRUE(node.wait_until([&] { return node.has_said("resets"); }));
}

TEST(Readiness, is_not_said_of_what_the_program_does_not_know_and_the_amendment_lapses) {
    const kit::OlderProgram release{kit::counter_module()};
    Node node;
    ASSERT_TRUE(node.restart_with(release.module())) << node.trouble;
    node.record({node.plan("resets", ms_per_hour)});
    node.pass(ms_per_hour);
    ASSERT_TRUE(node.wait_until(
        [&] { return machine::scheduled_amendments(node.engine->committed()->rows()).empty(); }));
    node.record({node.sign("ana", node.add("a", 1))});
    EXPECT_EQ(node.value("a"), 1) << "nobody is stopped by an amendment that no program knows";
}

TEST(SoloEngine, stops_before_a_block_whose_rules_it_does_not_know_and_names_them) {
    const kit::OlderProgram release{kit::counter_module()};
    Node node;
    node.stop();
    node.options.proof_block_delay = std::chrono::hours{1};  // the first block of those rules
    ASSERT_TRUE(node.start()) << node.trouble;
    node.record({node.plan("resets", ms_per_hour)});
    ASSERT_TRUE(node.wait_until([&] { return node.has_said("resets"); }));
    node.pass(ms_per_hour);
    ASSERT_TRUE(node.wait_until([&] { return node.is_in_force("resets"); }));
    ASSERT_TRUE(node.restart_with(release.module())) << node.trouble;
    const auto height = node.height();
    node.engine->submit({node.sign("ana", node.add("a", 1))});
    ASSERT_TRUE(node.wait_until([&] { return !node.engine->health().trouble.empty(); }));
    EXPECT_NE(node.engine->health().trouble.find("'resets', scheduled for"), std::string::npos)
        << node.engine->health().trouble;
    EXPECT_EQ(node.height(), height);
}

// Its last block cannot be looked at by rules that are not known.
TEST(SoloEngine, does_not_start_after_a_block_whose_rules_it_does_not_know_and_names_them) {
    const kit::OlderProgram release{kit::counter_module()};
    Node node;
    node.record({node.plan("resets", ms_per_hour)});
    ASSERT_TRUE(node.wait_until([&] { return node.has_said("resets"); }));
    node.pass(ms_per_hour);
    ASSERT_TRUE(node.wait_until([&] { return node.is_in_force("resets"); }));
    node.record({node.sign("ana", node.add("a", 1))});
    EXPECT_FALSE(node.restart_with(release.module()));
    EXPECT_NE(node.trouble.find("'resets', scheduled for"), std::string::npos) << node.trouble;
    EXPECT_TRUE(node.restart_with(kit::counter_module())) << node.trouble;
}

}  // namespace
}  // namespace linlian::engine
