#include "api/server/http_server.h"

#include "api/client/client.h"
#include "api/server/server_for_tests.h"
#include "engine/refusals.pb.h"
#include "kit/code_of.h"
#include "kit/soon.h"

#include <gtest/gtest.h>

#include <future>
#include <thread>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// No header proves anything before this height.
struct LateBundles final : engine::BundleMaker {
    const engine::Engine& engine;
    std::atomic<Height> sealed_height = 0;

    explicit LateBundles(const engine::Engine& of) : engine(of) {}
    Result<Bytes> made(const engine::Committed& at, const std::string& what) const {
        if (engine.committed()->tip().height < sealed_height) return refuse(engine::v1::NOT_SEALED);
        return what + " at " + std::to_string(at.tip().height);
    }
    Result<Bytes> prove_row(const engine::Committed& at, BytesView, state::Memo*) const override {
        return made(at, "row");
    }
    Result<Bytes> prove_transaction(const engine::Committed& at, const Hash32&) const override {
        return made(at, "transaction");
    }
    Result<Bytes> prove_prefix(const engine::Committed& at, std::uint64_t size) const override {
        return made(at, "prefix of " + std::to_string(size));
    }
};

struct ServerTest : ServedNode {
    LateBundles bundles{node.engine};

    ServerTest() {
        routes = std::move(*Routes::make({node.program, node.engine, node.clock, &bundles},
                                         codec::encode(node.genesis)));
    }
    ~ServerTest() override { server.reset(); }  // before the bundles, for which it may be asked
};

int count(std::string_view text, std::string_view part) {
    int found = 0;
    for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++found;
    return found;
}

TEST_F(ServerTest, pipelined_requests_are_answered_in_their_order) {
    const auto answers =
        answer_to("GET /sample/echo/01" + host + "\r\nGET /sample/echo/02" + host +
                  "\r\nGET /nothing" + host + "\r\nGET /sample/echo/03" + host + last);
    EXPECT_EQ(count(answers, "HTTP/1.1 200 OK"), 3);
    const auto first = answers.find("\"01\"");
    const auto second = answers.find("\"02\"");
    const auto unknown = answers.find("HTTP/1.1 404");
    const auto third = answers.find("\"03\"");
    EXPECT_TRUE(first < second && second < unknown && unknown < third && third != answers.npos)
        << answers;
}

TEST_F(ServerTest, a_half_closed_connection_still_gets_its_answer) {
    const RawSocket socket{start()};
    socket.send("GET /health" + host + "\r\n");
    socket.half_close();
    EXPECT_TRUE(socket.read_to_end().starts_with("HTTP/1.1 200"));
}

TEST_F(ServerTest, a_request_that_breaks_off_is_400) {
    const RawSocket socket{start()};
    socket.send("POST /transactions" + host + "Content-Length: 10\r\n\r\nabc");
    socket.half_close();
    EXPECT_TRUE(socket.read_to_end().starts_with("HTTP/1.1 400"));
}

TEST_F(ServerTest, malformed_requests_are_400_and_end_the_connection) {
    for (const std::string& bytes :
         {std::string{"\r\n\r\n\r\n"}, std::string{"garbage\r\n\r\n"},
          std::string{"GET /health HTTP/9.9\r\n\r\n"}, std::string{"GET /health HTTP/1.1\r\n\r\n"},
          "GET /health" + host + "Host: localhost\r\n\r\n",
          "GET /health" + host + "Bad Name: x\r\n\r\n", "GET /health" + host + ": x\r\n\r\n",
          "GET  /health" + host + "\r\n",
          "POST /transactions" + host + "Content-Length: -1\r\n\r\n",
          "POST /transactions" + host + "Content-Length: 99999999999999999999\r\n\r\n",
          "POST /transactions" + host + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
          "POST /transactions" + host +
              "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
          "POST /transactions" + host + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
          std::string("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11) + "\r\n"}) {
        const auto answer = answer_to(bytes);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 400")) << bytes << "\n" << answer;
        EXPECT_NE(answer.find("api.REQUEST_MALFORMED"), answer.npos) << bytes;
        EXPECT_NE(answer.find("Connection: close"), answer.npos) << bytes;
    }
}

TEST_F(ServerTest, a_header_that_is_too_large_is_431) {
    const auto answer =
        answer_to("GET /health" + host + "X: " + std::string(9000, 'x') + "\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 431")) << answer;
    EXPECT_NE(answer.find("api.HEADER_TOO_LARGE"), answer.npos);
}

TEST_F(ServerTest, a_body_that_is_too_large_is_413_however_it_is_sent) {
    const std::string body(100'000, 'x');
    const auto declared = answer_to("POST /transactions" + host + "Content-Length: 100000\r\n" +
                                    "Content-Type: application/octet-stream\r\n\r\n" + body);
    EXPECT_TRUE(declared.starts_with("HTTP/1.1 413")) << declared;
    EXPECT_NE(declared.find("65536"), declared.npos);
    const auto chunked =
        answer_to("POST /transactions" + host + "Transfer-Encoding: chunked\r\n\r\n186a0\r\n" +
                  body + "\r\n0\r\n\r\n");
    EXPECT_TRUE(chunked.starts_with("HTTP/1.1 413")) << chunked;
    const auto parcel = answer_to("POST /transactions" + host + "Content-Length: 5000000\r\n" +
                                  "Content-Type: application/x-protobuf-parcel\r\n\r\n");
    EXPECT_TRUE(parcel.starts_with("HTTP/1.1 413")) << parcel;
}

TEST_F(ServerTest, a_parcel_may_be_larger_than_other_bodies) {
    machine::v1::Batch parcel;
    for (std::uint64_t i = 0; i < 500; ++i) parcel.add_transactions(node.add(i));
    const auto bytes = codec::encode(parcel);
    ASSERT_GT(bytes.size(), 64U * 1024);
    auto client = Client::to("127.0.0.1", start());
    const auto reply =
        client.post("/transactions?wait=9000", "Application/X-Protobuf-Parcel; v=1", bytes);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200U);
}

TEST_F(ServerTest, a_head_request_gets_no_body) {
    const auto answer = answer_to("HEAD /head" + host + "\r\nGET /ready" + host + last);
    EXPECT_EQ(count(answer, "HTTP/1.1 200"), 2);
    EXPECT_EQ(answer.find("log_root"), answer.npos) << answer;
    EXPECT_NE(answer.find("\"ready\":true"), answer.npos);
}

TEST_F(ServerTest, who_expects_100_continue_gets_it) {
    const RawSocket socket{start()};
    socket.send("POST /transactions" + host + "Content-Length: 1\r\nExpect: 100-continue\r\n" +
                "Content-Type: application/octet-stream\r\n" + last);
    EXPECT_EQ(socket.read_some(25), "HTTP/1.1 100 Continue\r\n\r\n");
    socket.send("x");
    EXPECT_TRUE(socket.read_to_end().starts_with("HTTP/1.1 422"));
}

TEST_F(ServerTest, a_fault_while_answering_is_500_and_the_server_goes_on) {
    auto client = Client::to("127.0.0.1", start());
    const auto reply = client.get("/sample/counters/fault");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 500U);
    EXPECT_EQ(reply->refusal().code, "api.NODE_FAULT");
    EXPECT_EQ(reply->body.find("disk"), Bytes::npos);
    EXPECT_EQ(client.get("/health")->status, 200U);
}

TEST_F(ServerTest, slow_and_silent_clients_are_cut_off) {
    options.time_limit = milliseconds{150};
    const auto port = start();
    for (const std::string& begun :
         {std::string{}, std::string{"GET /hea"}, "GET /health" + host,
          "POST /transactions" + host + "Content-Length: 10\r\n\r\nabc"}) {
        const RawSocket socket{port};
        socket.send(begun);
        EXPECT_EQ(socket.read_to_end(), "") << begun;
    }
    const RawSocket dripping{port};
    const auto start_of_drip = std::chrono::steady_clock::now();
    // The pauses are what this client does.
    for (const char c : "GET /health" + host) {
        dripping.send({&c, 1});
        std::this_thread::sleep_for(milliseconds{10});
    }
    dripping.send("\r\n");
    EXPECT_EQ(dripping.read_some(1), "");
    EXPECT_LT(std::chrono::steady_clock::now() - start_of_drip, seconds{5});
}

TEST_F(ServerTest, old_clients_without_keep_alive_are_served) {
    const auto answer = answer_to("GET /health HTTP/1.0\r\n\r\n");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
}

TEST_F(ServerTest, two_hundred_connections_are_served_at_the_same_time) {
    const auto port = start();
    std::atomic<int> recorded = 0;
    std::vector<std::jthread> threads;
    for (std::uint64_t i = 0; i < 200; ++i) {
        threads.emplace_back([&, i] {
            auto client = Client::to("127.0.0.1", port);
            for (std::uint64_t j = 0; j < 3; ++j) {
                const auto reply = client.post("/transactions?wait=20000",
                                               "application/octet-stream", node.add(i * 3 + j));
                if (reply && reply->status == 200) ++recorded;
            }
        });
    }
    threads.clear();
    EXPECT_EQ(recorded, 600);
    EXPECT_EQ(node.engine.committed()->tip().log.size(), 600U);
}

// Clients that wait for receipts, one a thread; gives the status that each got.
std::vector<std::future<unsigned>> wait_for_receipts(const FakeNode& node, std::uint16_t port,
                                                     std::uint64_t clients) {
    std::vector<std::future<unsigned>> statuses;
    for (std::uint64_t i = 0; i < clients; ++i) {
        statuses.push_back(std::async(std::launch::async, [&node, port, i] {
            auto client = Client::to("127.0.0.1", port);
            const auto reply =
                client.post("/transactions?wait=20000", "application/octet-stream", node.add(i));
            return reply ? reply->status : 0U;
        }));
    }
    return statuses;
}

TEST_F(ServerTest, those_who_wait_for_receipts_hold_no_thread) {
    options.threads = 1;
    options.making_threads = 1;
    node.engine.hold();
    const auto port = start();
    auto statuses = wait_for_receipts(node, port, 64);
    ASSERT_TRUE(kit::soon([&] { return node.engine.waiting_calls() >= 64; }));
    auto client = Client::to("127.0.0.1", port);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(client.get("/health")->status, 200U);
    node.engine.release();
    for (auto& status : statuses) EXPECT_EQ(status.get(), 200U);
}

// Each waits for the block that proves what it asked for; the one thread that makes bundles and the
// one that answers are free meanwhile.
TEST_F(ServerTest, those_who_wait_for_bundles_hold_no_thread) {
    options.threads = 1;
    options.making_threads = 1;
    bundles.sealed_height = 1;
    const auto port = start();
    std::vector<std::future<Reply>> waiting;
    for (int i = 0; i < 64; ++i) {
        waiting.push_back(std::async(std::launch::async, [port] {
            return *Client::to("127.0.0.1", port).get("/proof/head/0");
        }));
    }
    ASSERT_TRUE(kit::soon([&] { return node.engine.waiting_calls() >= 64; }));
    auto client = Client::to("127.0.0.1", port);
    for (int i = 0; i < 10; ++i) EXPECT_EQ(client.get("/health")->status, 200U);
    EXPECT_EQ(client.post("/transactions?wait=9000", bytes_type, node.add(1))->status, 200U);
    for (auto& one : waiting) {
        const auto reply = one.get();
        EXPECT_EQ(reply.status, 200U);
        EXPECT_EQ(reply.body, "prefix of 0 at 0") << "the height at which it was asked for";
    }
}

TEST_F(ServerTest, a_bundle_whose_block_does_not_come_is_refused_in_time) {
    bundles.sealed_height = 1;
    auto client = Client::to("127.0.0.1", start());
    const auto before = std::chrono::steady_clock::now();
    const auto reply = client.get("/proof/head/0");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 503U);
    EXPECT_EQ(reply->refusal().code, "engine.NOT_SEALED");
    const auto took = std::chrono::steady_clock::now() - before;
    EXPECT_GE(took, milliseconds{1900});
    EXPECT_LT(took, seconds{6});
}

TEST_F(ServerTest, who_waits_in_vain_is_answered_when_the_time_is_up) {
    node.engine.hold();
    auto client = Client::to("127.0.0.1", start());
    const auto reply =
        client.post("/transactions?wait=50", "application/octet-stream", node.add(1));
    EXPECT_EQ(reply->status, 202U);
    // Its time has passed, so the block finds nobody who waits.
    node.engine.release();
    EXPECT_EQ(client.get("/health")->status, 200U);
}

TEST_F(ServerTest, stopping_answers_those_who_wait_and_closes_idle_connections) {
    node.engine.hold();
    const auto port = start();
    const RawSocket idle{port};
    idle.send("GET /health" + host + "\r\n");
    ASSERT_NE(idle.read_some(1), "");
    auto waiting = wait_for_receipts(node, port, 3);
    ASSERT_TRUE(kit::soon([&] { return node.engine.waiting_calls() >= 3; }));
    const auto before = std::chrono::steady_clock::now();
    server->stop();
    EXPECT_LT(std::chrono::steady_clock::now() - before, seconds{4});
    for (auto& status : waiting) EXPECT_EQ(status.get(), 202U);
    EXPECT_EQ(idle.read_to_end().find("(late)"), std::string::npos);
}

// The address with the brackets of a URL and without; at all addresses also by that of loopback.
TEST_F(ServerTest, listens_at_addresses_of_both_kinds_and_says_where_it_is_reached) {
    for (const auto& [address, reached] : {std::pair{"127.0.0.1", "127.0.0.1"},
                                           {"0.0.0.0", "127.0.0.1"},
                                           {"::1", "[::1]"},
                                           {"[::1]", "[::1]"},
                                           {"::", "[::1]"}}) {
        options.address = address;
        auto started = HttpServer::start(options, *routes, ops::Log::silent());
        if (!started && std::string_view{reached}.starts_with('['))
            GTEST_SKIP() << "this machine has no IPv6: " << started.error().what;
        ASSERT_TRUE(started) << address;
        const auto port = (*started)->port();
        EXPECT_EQ((*started)->authority(), std::string{reached} + ":" + std::to_string(port));
        const auto reply = Client::to(reached, port).get("/health");
        ASSERT_TRUE(reply) << address;
        EXPECT_EQ(reply->status, 200U) << address;
    }
}

TEST_F(ServerTest, an_address_in_use_is_a_fault_that_names_it) {
    options.port = start();
    const auto second = HttpServer::start(options, *routes, ops::Log::silent());
    ASSERT_FALSE(second);
    EXPECT_NE(second.error().what.find("127.0.0.1:" + std::to_string(options.port)),
              std::string::npos);
    options.address = "fd00:bad::1:2:3";  // of nobody here
    const auto others = HttpServer::start(options, *routes, ops::Log::silent());
    EXPECT_TRUE(kit::is_fault(others, "[fd00:bad::1:2:3]:")) << kit::what_of(others);
    options.address = "nowhere";
    const auto nowhere = HttpServer::start(options, *routes, ops::Log::silent());
    EXPECT_TRUE(kit::is_fault(nowhere, "nowhere:")) << kit::what_of(nowhere);
}

}  // namespace
}  // namespace linlian::api
