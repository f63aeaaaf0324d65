// Only whoever holds the node's own key tells it that its clock is right, and only of this moment.
#include "api/routes/ask.h"
#include "api/routes/fake_engine_for_tests.h"
#include "api/routes/operator.h"
#include "api/routes/routes.h"
#include "codec/wire.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::api {
namespace {

struct OperatorTest : testing::Test {
    FakeNode node;
    int confirmed = 0;
    std::unique_ptr<Routes> routes = std::move(
        *Routes::make({node.program,
                       node.engine,
                       node.clock,
                       nullptr,
                       {kit::key_of("node").public_key().encoded(), [this] { ++confirmed; }}},
                      codec::encode(node.genesis)));

    static std::string clock_target(Timestamp time) {
        return "/operator/clock?wall_ms=" + std::to_string(time.ms);
    }
    std::string sign(const std::string& who, const std::string& target) const {
        return *sign_ask(kit::key_of(who), node.community, target,
                         Timestamp{node.clock.wall().ms + ask_lifetime_ms});
    }
    // "200", or "403 api.OPERATOR_ONLY"
    std::string post(const std::string& target, const std::string& authorization,
                     const std::string& method = "POST") const {
        const auto response = routes->handle({.method = method,
                                              .target = target,
                                              .content_type = bytes_type,
                                              .accept = "",
                                              .authorization = authorization,
                                              .body = ""});
        if (response.status == 200) return "200";
        return std::to_string(response.status) + " " +
               nlohmann::json::parse(response.body)["code"].get<std::string>();
    }
};

TEST_F(OperatorTest, confirms_the_clock_with_the_nodes_own_key_alone) {
    const auto target = clock_target(node.clock.wall());
    EXPECT_EQ(post(target, ""), "403 api.OPERATOR_ONLY");
    EXPECT_EQ(post(target, sign("ana", target)), "403 api.OPERATOR_ONLY");
    EXPECT_EQ(post(target, "Linlian-Ask 00"), "401 api.ASK_MALFORMED");
    EXPECT_EQ(confirmed, 0);
    EXPECT_EQ(post(target, sign("node", target)), "200");
    EXPECT_EQ(confirmed, 1);
    EXPECT_EQ(post(target, sign("node", target), "GET"), "405 api.METHOD_WRONG");
}

// The words name folders of the operator and their user name; strangers get one word.
TEST_F(OperatorTest, alone_is_told_why_the_node_stands_still) {
    node.engine.set_trouble("/srv/wang/ledger is full");
    for (const std::string target : {"/health", "/ready"}) {
        const auto ask = [&](const std::string& authorization) {
            return routes
                ->handle({.method = "GET",
                          .target = target,
                          .content_type = "",
                          .accept = "",
                          .authorization = authorization,
                          .body = ""})
                .body;
        };
        for (const auto& stranger : {std::string{}, sign("ana", target), sign("node", "/head")}) {
            EXPECT_EQ(ask(stranger).find("wang"), std::string::npos);
            EXPECT_NE(ask(stranger).find("STOPPED"), std::string::npos);
        }
        EXPECT_NE(ask(sign("node", target)).find("/srv/wang/ledger is full"), std::string::npos);
    }
}

TEST_F(OperatorTest, cannot_be_repeated_for_another_time) {
    const auto target = clock_target(node.clock.wall());
    const auto signature = sign("node", target);
    node.clock.set_wall(Timestamp{node.clock.wall().ms + confirmed_clock_tolerance_ms + 1});
    EXPECT_EQ(post(target, signature), "409 api.CLOCK_MOVED");
    const auto later = clock_target(node.clock.wall());
    EXPECT_EQ(post(later, signature), "401 api.ASK_OTHER_TARGET");
    for (const std::string wrong : {"/operator/clock", "/operator/clock?wall_ms=x",
                                    "/operator/clock?wall_ms=", "/operator/clock?day=1"})
        EXPECT_EQ(post(wrong, sign("node", wrong)), "400 api.PARAMETER_WRONG") << wrong;
    EXPECT_EQ(confirmed, 0);
}

// The clock stands behind the ledger: an ask that is made by it is not expired.
TEST_F(OperatorTest, is_heard_while_the_clock_is_behind_the_ledger) {
    node.clock.set_wall(Timestamp{FakeNode::start.ms - 30 * ms_per_day});
    const auto target = clock_target(node.clock.wall());
    EXPECT_EQ(post(target, sign("node", target)), "200");
}

TEST_F(OperatorTest, is_nobody_where_the_node_names_none) {
    const auto without = std::move(
        *Routes::make({node.program, node.engine, node.clock}, codec::encode(node.genesis)));
    const auto target = clock_target(node.clock.wall());
    const auto response = without->handle({.method = "POST",
                                           .target = target,
                                           .content_type = bytes_type,
                                           .accept = "",
                                           .authorization = sign("node", target),
                                           .body = ""});
    EXPECT_EQ(response.status, 403U);
}

}  // namespace
}  // namespace linlian::api
