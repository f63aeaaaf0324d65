// For tests of the routes only: all of them over an engine and bundles that are made up.
#pragma once

#include "api/api.pb.h"
#include "api/routes/fake_engine_for_tests.h"
#include "api/routes/routes.h"
#include "api/routes/transactions.h"
#include "base/hex.h"
#include "codec/wire.h"
#include "engine/refusals.pb.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace linlian::api {

struct FakeBundles final : engine::BundleMaker {
    using At = engine::Committed;
    Result<Bytes> prove_row(const At&, BytesView key, state::Memo*) const override {
        return "row " + Bytes{key};
    }
    Result<Bytes> prove_transaction(const At&, const Hash32& id) const override {
        if (id.is_zero()) return refuse(engine::v1::TRANSACTION_UNKNOWN);
        return "transaction " + to_hex(id.view());
    }
    Result<Bytes> prove_prefix(const At&, std::uint64_t size) const override {
        if (size > 9)
            return refuse(engine::v1::HEAD_AHEAD, {{"size", std::to_string(size)}, {"here", "9"}});
        return "prefix " + std::to_string(size);
    }
};

struct RoutesTest : testing::Test {
    FakeNode node;
    FakeBundles bundles;
    std::unique_ptr<Routes> routes = std::move(*Routes::make(
        {node.program, node.engine, node.clock, &bundles}, codec::encode(node.genesis)));

    Response call(Request request) const { return settled(routes->handle(std::move(request))); }
    Response get(const std::string& target, const std::string& accept = "") const {
        return call(
            {.method = "GET", .target = target, .content_type = "", .accept = accept, .body = ""});
    }
    Response post(const std::string& target, const std::string& type, Bytes body,
                  const std::string& accept = "") const {
        return call({.method = "POST",
                     .target = target,
                     .content_type = type,
                     .accept = accept,
                     .body = std::move(body)});
    }
    Response post_parcel(const std::vector<Bytes>& transactions, const std::string& query) const {
        machine::v1::Batch parcel;
        for (const auto& transaction : transactions) parcel.add_transactions(transaction);
        return post("/transactions" + query, parcel_type, codec::encode(parcel));
    }
};

inline v1::ParcelReply parcel_reply(const Response& response) {
    v1::ParcelReply reply;
    EXPECT_EQ(response.content_type, protobuf_type);
    EXPECT_TRUE(codec::decode_strict(response.body, reply));
    return reply;
}

// "404 api.ROUTE_UNKNOWN"
inline std::string problem_of(const Response& response) {
    EXPECT_EQ(response.content_type, problem_type) << response.body;
    const auto details = nlohmann::json::parse(response.body);
    EXPECT_EQ(details["status"], response.status);
    EXPECT_FALSE(details["zh"].get<std::string>().empty());
    EXPECT_EQ(details["en"], details["detail"]);
    EXPECT_EQ(details["en"].get<std::string>().find('{'), std::string::npos) << details["en"];
    return std::to_string(response.status) + " " + details["code"].get<std::string>();
}

inline const std::string no_id = "/transactions/" + std::string(64, '0');

}  // namespace linlian::api
