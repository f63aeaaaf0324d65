#include "api/routes/routes_for_tests.h"
#include "kit/code_of.h"
#include "machine/machine.h"

namespace linlian::api {
namespace {

using nlohmann::json;

TEST_F(RoutesTest, a_query_is_filled_from_path_and_parameters) {
    const auto response =
        get("/sample/echo/00ff?count=7&amount=-8&flag=true&colour=RED&name=%E5%BC%A0+x%20y&words=a"
            "&words=b&height=18446744073709551615");
    ASSERT_EQ(response.status, 200U) << response.body;
    const auto reply = json::parse(response.body);
    EXPECT_EQ(reply["id"], "00ff");
    EXPECT_EQ(reply["count"], 7);
    EXPECT_EQ(reply["amount"], "-8");
    EXPECT_EQ(reply["flag"], true);
    EXPECT_EQ(reply["colour"], "RED");
    EXPECT_EQ(reply["name"], "张 x y");
    EXPECT_EQ(reply["words"], json({"a", "b"}));
    EXPECT_EQ(reply["height"], "18446744073709551615");
}

TEST_F(RoutesTest, a_query_answers_in_protobuf_when_asked) {
    const auto response = get("/sample/echo/00ff?count=7", protobuf_type);
    EXPECT_EQ(response.content_type, protobuf_type);
    sample::v1::Echo reply;
    ASSERT_TRUE(codec::decode_strict(response.body, reply));
    EXPECT_EQ(reply.count(), 7U);
}

TEST_F(RoutesTest, wrong_parameters_are_named) {
    for (const char* parameter :
         {"count=-1", "count=x", "count=", "count=4294967296", "amount=1.5", "flag=yes", "flag=1",
          "colour=BLUE", "colour=1", "name=%ff", "height=-1"})
        EXPECT_EQ(problem_of(get("/sample/echo/00?" + std::string{parameter})),
                  "400 api.PARAMETER_WRONG")
            << parameter;
    EXPECT_EQ(problem_of(get("/sample/echo/0G")), "400 api.PARAMETER_WRONG");
    EXPECT_EQ(problem_of(get("/sample/echo/AB")), "400 api.PARAMETER_WRONG");
    EXPECT_EQ(problem_of(get("/sample/echo/00?nothing=x")), "400 api.PARAMETER_UNKNOWN");
    EXPECT_EQ(problem_of(get("/sample/echo/00?inner=x")), "400 api.PARAMETER_UNKNOWN");
    EXPECT_EQ(problem_of(get("/sample/echo/00?count=1&count=1")), "400 api.PARAMETER_TWICE");
    EXPECT_EQ(problem_of(get("/sample/echo/00?id=01")), "400 api.PARAMETER_TWICE");
    EXPECT_EQ(problem_of(get("/sample/echo/" + std::string(66, '0'))),
              "400 machine.QUERY_MALFORMED");
}

TEST_F(RoutesTest, a_query_sees_what_is_committed) {
    EXPECT_EQ(problem_of(get("/sample/counters/a")), "404 sample.COUNTER_UNKNOWN");
    ASSERT_EQ(post("/transactions", bytes_type, node.add(1, 5)).status, 200U);
    const auto reply = json::parse(get("/sample/counters/a").body);
    EXPECT_EQ(reply["value"], "5");
    EXPECT_EQ(reply["height"], "1");
}

TEST_F(RoutesTest, path_parts_are_decoded_one_by_one) {
    ASSERT_EQ(post("/transactions", bytes_type, node.add(1, 5, "a/b?c")).status, 200U);
    EXPECT_EQ(get("/sample/counters/a%2Fb%3Fc").status, 200U);
    EXPECT_EQ(problem_of(get("/sample/counters/a/b")), "404 api.ROUTE_UNKNOWN");
}

TEST_F(RoutesTest, the_head_is_the_tip) {
    post("/transactions", bytes_type, node.add(1));
    const auto reply = json::parse(get("/head").body);
    const auto committed = node.engine.committed();
    EXPECT_EQ(reply["community"], to_hex(node.community.view()));
    EXPECT_EQ(reply["name"], "kit");
    EXPECT_EQ(reply["height"], "1");
    EXPECT_EQ(reply["log_size"], "1");
    EXPECT_EQ(reply["app_hash"], to_hex(committed->tip().app_hash().view()));
    EXPECT_EQ(reply["state_root"], to_hex(committed->tip().state_root.view()));
    const auto root = to_hex(committed->tip().log.root().view());
    EXPECT_EQ(reply["log_root"], root);
    const auto printed = reply["printed"].get<std::string>();
    EXPECT_EQ(printed.substr(0, 13), "1 / 1 / " + root.substr(0, 4) + " ");
    EXPECT_EQ(printed.size(), 8U + 64 + 15);
}

TEST_F(RoutesTest, readiness_follows_the_engine) {
    EXPECT_EQ(get("/health").status, 200U);
    EXPECT_EQ(get("/ready").status, 200U);
    node.engine.set_trouble("the clock leapt");
    EXPECT_EQ(get("/health").status, 200U);
    const auto response = get("/ready");
    EXPECT_EQ(response.status, 503U);
    const auto said = json::parse(response.body);
    EXPECT_EQ(said["trouble"], "STOPPED");
    EXPECT_EQ(response.body.find("leapt"), std::string::npos) << "for the operator alone";
}

TEST_F(RoutesTest, the_genesis_document_hashes_to_the_community) {
    machine::v1::Genesis genesis;
    ASSERT_TRUE(codec::decode_strict(get("/genesis").body, genesis));
    EXPECT_EQ(machine::community_id(genesis), node.community);
    // The veil stays where it is, whatever the routes were given.
    ASSERT_FALSE(node.genesis.veil().empty());
    EXPECT_TRUE(genesis.veil().empty());
    EXPECT_EQ(genesis.veil_hash().size(), Hash32::size);
}

TEST_F(RoutesTest, the_schema_lists_acts_queries_tables_and_refusals) {
    const auto schema = json::parse(get("/schema").body);
    EXPECT_EQ(schema["acts"][0]["type"], "linlian.kit.v1.Add");
    EXPECT_TRUE(schema["acts"][0]["authority"].contains("self"));
    EXPECT_EQ(schema["queries"][0]["route"], "GET /sample/echo/{id}");
    EXPECT_EQ(schema["messages"]["linlian.kit.v1.Add"]["fields"][0]["note"]["max_bytes"], 64);
    EXPECT_EQ(schema["refusals"]["machine.EXPIRED"]["en"].get<std::string>().substr(0, 3), "the");
    EXPECT_TRUE(schema["refusals"].contains("sample.COUNTER_UNKNOWN"));
    EXPECT_TRUE(schema["refusals"].contains("api.ROUTE_UNKNOWN"));
    EXPECT_EQ(schema["enums"]["linlian.sample.v1.Colour"][1]["name"], "RED");
}

TEST_F(RoutesTest, bundles_are_handed_out_by_row_and_by_transaction) {
    EXPECT_EQ(get("/proof/row/counter/value/a").body, Bytes("row counter/value/a\0", 20));
    EXPECT_EQ(get("/proof/row/counter/value/a").content_type, bytes_type);
    const auto id = to_hex(node.engine.submit({node.add(1)}).at(0)->view());
    EXPECT_EQ(get("/proof/transaction/" + id).body, "transaction " + id);
    EXPECT_EQ(problem_of(get("/proof/transaction/" + std::string(64, '0'))),
              "404 engine.TRANSACTION_UNKNOWN");
    EXPECT_EQ(problem_of(get("/proof/transaction/0")), "400 api.PARAMETER_WRONG");
    EXPECT_EQ(problem_of(get("/proof/row/nothing/x")), "404 api.TABLE_UNKNOWN");
    EXPECT_EQ(problem_of(get("/proof/row/counter/later/x")), "400 api.KEY_MALFORMED");
    // Any text has a key (codec/key.h), one that holds 0x00 too.
    EXPECT_EQ(get("/proof/row/counter/value/a%00").body, Bytes("row counter/value/a\1\1\0", 22));
    EXPECT_EQ(problem_of(get("/proof/row/sample/secret/" + std::string(64, '0'))),
              "401 machine.ASKER_NEEDED");
    EXPECT_EQ(problem_of(get("/proof/row/machine/veil/")), "403 api.ROW_PRIVATE");
}

TEST_F(RoutesTest, a_bundle_is_handed_out_for_an_older_head) {
    EXPECT_EQ(get("/proof/head/9").body, "prefix 9");
    EXPECT_EQ(get("/proof/head/0").content_type, bytes_type);
    EXPECT_EQ(problem_of(get("/proof/head/10")), "422 engine.HEAD_AHEAD");
    for (const char* size : {"", "x", "-1", "+1", "09", "1.0", "18446744073709551616", "1%20"})
        EXPECT_NE(problem_of(get(std::string{"/proof/head/"} + size)).substr(0, 1), "2") << size;
    EXPECT_EQ(problem_of(get("/proof/head/09")), "400 api.PARAMETER_WRONG");
}

TEST_F(RoutesTest, a_node_without_bundles_says_so) {
    const auto plain = std::move(
        *Routes::make({node.program, node.engine, node.clock}, codec::encode(node.genesis)));
    for (const char* target :
         {"/proof/row/counter/value/a", "/proof/transaction/00", "/proof/head/0"})
        EXPECT_EQ(
            problem_of(plain->handle(
                {.method = "GET", .target = target, .content_type = "", .accept = "", .body = ""})),
            "404 api.BUNDLE_NOT_MADE");
}

TEST_F(RoutesTest, wrong_methods_name_the_right_ones) {
    const auto response =
        call({.method = "DELETE", .target = "/head", .content_type = "", .accept = "", .body = ""});
    EXPECT_EQ(problem_of(response), "405 api.METHOD_WRONG");
    EXPECT_EQ(response.allow, "GET");
    EXPECT_EQ(get("/transactions").allow, "POST");
}

TEST_F(RoutesTest, bad_targets_are_refused) {
    for (const char* target : {"",        "*",        "head",       "/head%",      "/head%zz",
                               "/he ad",  "//",       "/",          "/head/",      "/head/x",
                               "http://", "/../head", "/\xff",      "http:",       "http:\xe2",
                               "http:{",  "http:?x",  "http:/\xff", "http://\xff", "http://x\xff",
                               "://",     "urn:x:y"}) {
        const auto response = get(target);
        EXPECT_TRUE(response.status == 400 || response.status == 404)
            << target << " " << response.status;
    }
    EXPECT_EQ(get("http://node.example/head?x").status, 200U);
}

TEST_F(RoutesTest, only_parcels_may_be_large) {
    const Request parcel{.method = "POST",
                         .target = "/transactions",
                         .content_type = parcel_type,
                         .accept = "",
                         .body = ""};
    EXPECT_EQ(routes->body_limit(parcel), max_parcel_bytes);
    EXPECT_EQ(
        routes->body_limit(
            {.method = "GET", .target = "", .content_type = parcel_type, .accept = "", .body = ""}),
        64U * 1024);
}

TEST_F(RoutesTest, a_table_that_is_not_sound_is_a_fault) {
    const auto made = Routes::make({node.program, node.engine, node.clock}, "no genesis");
    EXPECT_TRUE(kit::is_fault(made, "genesis document")) << kit::what_of(made);
    auto twice = sample_program();
    std::vector<machine::Module> modules = twice.modules();
    modules[1].queries.push_back(modules[1].queries[0]);
    const auto unsound = machine::assemble(std::move(modules));
    EXPECT_TRUE(kit::is_fault(unsound, "not complete")) << kit::what_of(unsound);
}

}  // namespace
}  // namespace linlian::api
