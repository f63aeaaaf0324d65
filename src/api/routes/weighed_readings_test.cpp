// What a reading counts for its address: by the work that its answer is.
#include "api/client/client.h"
#include "api/server/address_rates.h"
#include "api/server/http_server.h"
#include "api/server/raw_socket_for_tests.h"

#include <gtest/gtest.h>

#include <memory>
#include <thread>

namespace linlian::api {
namespace {

const std::string host = " HTTP/1.1\r\nHost: localhost\r\n";

// A node whose answers take as long as their path says, and no other time passes: "/5" takes 5 ms
// of the thread that answers, "/later/5" of one that makes bundles; in "/waits/5" a thread waits
// for a processor so long; "/large" is 400 KiB.
struct SlowAnswers final : Handler {
    mutable std::atomic<std::int64_t> now_ms = 3'600'000;
    mutable std::atomic<std::int64_t> worked_ms = 0;
    mutable std::atomic<int> asked = 0;
    std::atomic<int> awaited = 0;  // what is made later is not before so many have asked

    std::size_t body_limit(const Request&) const override { return 0; }
    Response handle(Request request) const override {
        const std::string later = "/later/";
        const std::string waits = "/waits/";
        Response response;
        ++asked;
        if (request.target.starts_with(later))
            response.later = [this, took = request.target.substr(later.size())] {
                while (asked < awaited) std::this_thread::yield();
                take(took);
                return Response{};
            };
        else if (request.target.starts_with(waits))
            now_ms += std::stoll(request.target.substr(waits.size()));
        else if (request.target == "/large")
            response.body.assign(std::size_t{400} * 1024, 'x');
        else
            take(request.target.substr(1));
        return response;
    }
    void take(const std::string& ms) const {
        now_ms += std::stoll(ms);
        worked_ms += std::stoll(ms);
    }
};

// A hundred a second: two hundred are saved up, which are 20 ms of a thread.
struct WeighedReadings : testing::Test {
    SlowAnswers answers;
    std::unique_ptr<HttpServer> server = [this] {
        ServerOptions options;
        options.reads_per_second = 100;
        options.posts_per_second = 100;
        options.refused_after = {};
        options.now = [this] {
            return AddressRates::Time{std::chrono::milliseconds{answers.now_ms}};
        };
        options.worked = [this] { return std::chrono::milliseconds{answers.worked_ms}; };
        return std::move(*HttpServer::start(options, answers, ops::Log::silent()));
    }();
    // Of two hundred and one.
    int answered(const std::string& path) const {
        auto client = Client::to("127.0.0.1", server->port());
        int count = 0;
        for (int i = 0; i < 201; ++i) {
            const auto reply = client.get(path);
            count += reply && reply->status == 200 ? 1 : 0;
        }
        return count;
    }
};

TEST_F(WeighedReadings, of_no_time_are_counted_one_by_one) { EXPECT_EQ(answered("/0"), 200); }

TEST_F(WeighedReadings, of_five_milliseconds_count_fifty_each) {
    // The fifth is more than is left, and is owed.
    EXPECT_EQ(answered("/5"), 5);
    answers.now_ms += 10'000;
    EXPECT_EQ(answered("/later/5"), 5) << "which other threads make";
}

// A stranger who asks for what is ready made would else take all of the line.
TEST_F(WeighedReadings, of_many_bytes_count_one_for_each_four_kibibytes) {
    auto client = Client::to("127.0.0.1", server->port());
    EXPECT_EQ(client.get("/large")->status, 200U);
    EXPECT_EQ(client.get("/large")->status, 200U);
    EXPECT_EQ(client.get("/0")->status, 429U);
}

// Each takes all that was saved.
TEST_F(WeighedReadings, that_many_connections_ask_at_once_are_made_while_something_is_left) {
    answers.awaited = 30;
    std::vector<std::unique_ptr<RawSocket>> sockets;
    for (int i = 0; i < 30; ++i) {
        sockets.push_back(std::make_unique<RawSocket>(server->port()));
        sockets.back()->send("GET /later/20" + host + "Connection: close\r\n\r\n");
    }
    int made = 0;
    for (const auto& socket : sockets)
        made += socket->read_to_end().starts_with("HTTP/1.1 200") ? 1 : 0;
    EXPECT_GE(made, 1);
    EXPECT_LE(made, 4) << "one on each thread that makes them";
}

TEST_F(WeighedReadings, are_not_all_that_counts_by_the_time_that_it_takes) {
    auto client = Client::to("127.0.0.1", server->port());
    EXPECT_EQ(client.post("/3000", bytes_type, "")->status, 200U) << "three seconds of a thread";
    EXPECT_EQ(client.post("/0", bytes_type, "")->status, 429U);
    answers.now_ms += 57'000;
    EXPECT_EQ(client.post("/0", bytes_type, "")->status, 429U) << "6,000, at a hundred a second";
    answers.now_ms += 3'000;
    EXPECT_EQ(client.post("/0", bytes_type, "")->status, 200U);
}

TEST_F(WeighedReadings, count_no_more_while_others_keep_the_processors_busy) {
    EXPECT_EQ(answered("/waits/5"), 201) << "one each, and half of one comes back meanwhile";
}

TEST_F(WeighedReadings, that_are_refused_say_when_to_come_again) {
    const RawSocket socket{server->port()};
    socket.send("GET /500" + host + "\r\nGET /0" + host + "Connection: close\r\n\r\n");
    const auto read = socket.read_to_end();
    EXPECT_NE(read.find("HTTP/1.1 429"), read.npos) << read;
    EXPECT_NE(read.find("Retry-After: 48\r\n"), read.npos) << "all that was had is owed " << read;
    EXPECT_NE(read.find("try again in 48 s"), read.npos) << read;
}

}  // namespace
}  // namespace linlian::api
