#include "api/routes/routes_for_tests.h"

#include <sys/resource.h>

namespace linlian::api {
namespace {

using nlohmann::json;

struct TransactionsTest : RoutesTest {};

TEST_F(TransactionsTest, a_transaction_is_recorded_with_a_receipt_spelled_out) {
    const auto response = post("/transactions?wait=1000", bytes_type, node.add(1, 5));
    ASSERT_EQ(response.status, 200U) << response.body;
    const auto reply = json::parse(response.body);
    EXPECT_EQ(reply["status"], "recorded");
    EXPECT_EQ(reply["leaf_index"], "0");
    EXPECT_EQ(reply["receipt"]["leaf"]["id"], reply["id"]);
    EXPECT_EQ(reply["receipt"]["effects"]["events"][0]["fields"]["value"], "5");
    EXPECT_EQ(reply["receipt"]["effects"]["events"][0]["en"], "a is 5 now");
    const auto again = get("/transactions/" + reply["id"].get<std::string>());
    EXPECT_EQ(again.body, response.body);
}

TEST_F(TransactionsTest, a_refusal_in_a_receipt_is_spelled_out) {
    const auto response = post("/transactions", bytes_type, node.add(1, -5));
    ASSERT_EQ(response.status, 200U) << response.body;
    const auto receipt = json::parse(response.body)["receipt"];
    EXPECT_EQ(receipt["leaf"]["refusal"], "kit.NOT_BELOW_ZERO");
    EXPECT_EQ(receipt["en"], "a counter is never below zero");
}

TEST_F(TransactionsTest, a_transaction_in_line_is_202_and_then_200) {
    node.engine.hold();
    const auto sent = post("/transactions?wait=20", bytes_type, node.add(1));
    EXPECT_EQ(sent.status, 202U);
    const auto id = json::parse(sent.body)["id"].get<std::string>();
    EXPECT_EQ(json::parse(get("/transactions/" + id).body)["status"], "waiting");
    node.engine.release();
    EXPECT_EQ(json::parse(get("/transactions/" + id + "?wait=9").body)["status"], "recorded");
}

TEST_F(TransactionsTest, a_transaction_that_is_lost_while_waited_for_says_so) {
    node.engine.hold();
    auto response = routes->handle({.method = "POST",
                                    .target = "/transactions?wait=30000",
                                    .content_type = bytes_type,
                                    .accept = "",
                                    .body = node.add(1)});
    ASSERT_TRUE(response.pending);
    EXPECT_FALSE(response.pending->look({}, false));
    node.engine.lose();
    EXPECT_EQ(problem_of(*response.pending->look({}, false)), "422 api.TRANSACTION_LOST");
}

TEST_F(TransactionsTest, who_waits_is_woken_by_the_block_and_answered_when_the_time_is_up) {
    node.engine.hold();
    const Request sent{.method = "POST",
                       .target = "/transactions?wait=30000",
                       .content_type = bytes_type,
                       .accept = "",
                       .body = node.add(1)};
    auto first = routes->handle(sent);
    auto second = routes->handle(sent);
    ASSERT_TRUE(first.pending && second.pending);
    EXPECT_EQ(first.pending->at_most, std::chrono::seconds{30});
    int woken = 0;
    const auto wake = std::make_shared<const Wake>([&] { ++woken; });
    EXPECT_FALSE(first.pending->look(wake, false));
    EXPECT_EQ(second.pending->look({}, true)->status, 202U);
    EXPECT_EQ(woken, 0);
    node.engine.release();
    EXPECT_EQ(woken, 1);
    EXPECT_EQ(first.pending->look(wake, false)->status, 200U);
}

TEST_F(TransactionsTest, a_transaction_that_does_not_open_is_refused) {
    EXPECT_EQ(problem_of(post("/transactions", bytes_type, "x")), "422 machine.MALFORMED");
    EXPECT_EQ(problem_of(post("/transactions", bytes_type, "")), "422 machine.MALFORMED");
    auto broken = node.add(1);
    broken.back() = static_cast<char>(broken.back() ^ 1);
    EXPECT_EQ(problem_of(post("/transactions", bytes_type, broken)), "422 machine.SIGNATURE_WRONG");
    EXPECT_EQ(problem_of(post("/transactions", json_type, "{}")), "415 api.CONTENT_TYPE_WRONG");
    EXPECT_EQ(problem_of(post("/transactions", "", node.add(1))), "415 api.CONTENT_TYPE_WRONG");
}

TEST_F(TransactionsTest, waits_out_of_bounds_are_refused) {
    for (const char* query : {"wait=30001", "wait=-1", "wait=x", "wait=", "wait=1.5"})
        EXPECT_EQ(problem_of(post("/transactions?" + std::string{query}, bytes_type, node.add(1))),
                  "400 api.PARAMETER_WRONG")
            << query;
    EXPECT_EQ(problem_of(get(no_id + "?wait=1&wait=1")), "400 api.PARAMETER_TWICE");
    EXPECT_EQ(problem_of(get(no_id + "?time=1")), "400 api.PARAMETER_UNKNOWN");
}

TEST_F(TransactionsTest, an_unknown_transaction_is_404_and_a_wrong_id_400) {
    EXPECT_EQ(problem_of(get(no_id)), "404 api.TRANSACTION_UNKNOWN");
    EXPECT_EQ(problem_of(get(no_id + "00")), "400 api.PARAMETER_WRONG");
    EXPECT_EQ(problem_of(get("/transactions/" + std::string(64, 'A'))), "400 api.PARAMETER_WRONG");
}

TEST_F(TransactionsTest, a_parcel_is_answered_entry_by_entry) {
    const auto response = post_parcel({node.add(1), "broken", node.add(2)}, "?wait=1000");
    EXPECT_EQ(response.status, 200U);
    const auto reply = parcel_reply(response);
    ASSERT_EQ(reply.entries_size(), 3);
    EXPECT_EQ(reply.entries(0).receipt().leaf().id(), reply.entries(0).id());
    EXPECT_EQ(reply.entries(0).receipt().leaf().height(), 1U);
    EXPECT_EQ(reply.entries(1).refusal(), "machine.MALFORMED");
    EXPECT_EQ(reply.entries(1).figures(0).value(), "envelope");
    EXPECT_EQ(reply.entries(1).id(), "");
    EXPECT_EQ(reply.entries(2).receipt().leaf().id(), reply.entries(2).id());
    EXPECT_NE(reply.entries(0).id(), reply.entries(2).id());
}

TEST_F(TransactionsTest, a_parcel_without_wait_has_ids_only) {
    const auto response = post_parcel({node.add(1), node.add(2)}, "");
    EXPECT_EQ(response.status, 202U);
    const auto reply = parcel_reply(response);
    EXPECT_EQ(reply.entries(1).id().size(), Hash32::size);
    EXPECT_FALSE(reply.entries(1).has_receipt());
}

TEST_F(TransactionsTest, a_parcel_that_is_lost_says_so) {
    node.engine.hold();
    machine::v1::Batch parcel;
    parcel.add_transactions(node.add(1));
    auto response = routes->handle({.method = "POST",
                                    .target = "/transactions?wait=30000",
                                    .content_type = parcel_type,
                                    .accept = "",
                                    .body = codec::encode(parcel)});
    ASSERT_TRUE(response.pending);
    node.engine.lose();
    EXPECT_EQ(parcel_reply(*response.pending->look({}, false)).entries(0).refusal(),
              "api.TRANSACTION_LOST");
}

TEST_F(TransactionsTest, parcels_that_are_none_are_refused) {
    EXPECT_EQ(problem_of(post("/transactions", parcel_type, "x")), "400 api.PARCEL_MALFORMED");
    EXPECT_EQ(problem_of(post("/transactions", parcel_type, "")), "400 api.PARCEL_TOO_MANY");
    machine::v1::Batch parcel;
    for (std::size_t i = 0; i <= max_parcel_transactions; ++i) parcel.add_transactions("");
    EXPECT_EQ(problem_of(post("/transactions", parcel_type, codec::encode(parcel))),
              "400 api.PARCEL_TOO_MANY");
    EXPECT_EQ(post_parcel({"x"}, "").status, 422U);
}

TEST_F(TransactionsTest, parcels_hold_transactions_and_nothing_else) {
    machine::v1::Batch parcel;
    parcel.add_transactions(node.add(1));
    const auto good = codec::encode(parcel);
    for (const auto& more : {Bytes{"\x12\0", 2}, Bytes{"\x08\1"}, Bytes{"\x0b\x0c"}, Bytes{"\x0a"},
                             Bytes{"\x0a\5abcd"}, Bytes{"\x0a\xff\xff\xff\xff\xff\1"}}) {
        EXPECT_EQ(problem_of(post("/transactions", parcel_type, good + more)),
                  "400 api.PARCEL_MALFORMED");
        EXPECT_EQ(problem_of(post("/transactions", parcel_type, more + good)),
                  "400 api.PARCEL_MALFORMED");
    }
    EXPECT_EQ(post("/transactions", parcel_type, good + Bytes{"\x0a\0", 2}).status, 202U);
}

// The most memory that this process ever took, in bytes.
std::size_t peak_bytes() {
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<std::size_t>(usage.ru_maxrss) * 1024;
}

TEST_F(TransactionsTest, parcels_of_very_many_are_counted_before_they_are_taken_apart) {
    Bytes parcel;
    while (parcel.size() < max_parcel_bytes) parcel += Bytes{"\x0a\0", 2};
    const auto before = peak_bytes();
    EXPECT_EQ(problem_of(post("/transactions", parcel_type, parcel)), "400 api.PARCEL_TOO_MANY");
    EXPECT_LT(peak_bytes() - before, 32U * 1024 * 1024);
}

TEST_F(TransactionsTest, a_parcel_answers_in_json_when_asked) {
    machine::v1::Batch parcel;
    parcel.add_transactions(node.add(1));
    const auto response =
        post("/transactions?wait=10", parcel_type, codec::encode(parcel), json_type);
    EXPECT_EQ(json::parse(response.body)["entries"][0]["receipt"]["leaf"]["height"], "1");
}

}  // namespace
}  // namespace linlian::api
