// Who gives way when the API or its memory is full: whoever has most, so that no few addresses
// shut it for the others, however they keep what they have.
#include "api/client/client.h"
#include "api/server/address_rates.h"
#include "api/server/server_for_tests.h"
#include "kit/soon.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <memory>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;
using Sockets = std::vector<std::unique_ptr<RawSocket>>;

const std::string health = "GET /health" + host + "\r\n";
const char* const crowd[] = {"127.0.0.11", "127.0.0.12", "127.0.0.13", "127.0.0.14"};

struct Neighbours : ServedNode {
    // Where there is no room the answer is a refusal.
    bool is_served(const char* address) const {
        const RawSocket socket{server->port(), address};
        socket.send(health);
        return socket.read_some(12).starts_with("HTTP/1.1 200");
    }
};

// Four addresses, each with all the connections that one may have, take all that there are.
struct WhoGivesWay : Neighbours {
    Sockets sockets;
    void fill_the_door() {
        options.max_connections = 64;
        start();
        for (const auto* address : crowd) {
            for (int i = 0; i < 16; ++i)
                sockets.push_back(std::make_unique<RawSocket>(server->port(), address));
        }
    }
    void expect_others_are_served() const {
        for (const auto* address : {"127.0.0.21", "127.0.0.22", "127.0.0.23"}) {
            EXPECT_TRUE(is_served(address)) << address;
            EXPECT_TRUE(is_served(address)) << "once more, of " << address;
        }
    }
};

// Whoever keeps the first byte of the next request in the pipe is never idle, and never slow.
TEST_F(WhoGivesWay, is_who_has_most_though_it_goes_on_asking) {
    fill_the_door();
    for (const auto& socket : sockets) socket->send(health + "G");
    for (const auto& socket : sockets) ASSERT_NE(socket->read_some(12), "");
    expect_others_are_served();
}

TEST_F(WhoGivesWay, is_who_has_most_though_it_waits_for_a_block) {
    node.engine.hold();
    fill_the_door();
    std::uint64_t number = 0;
    for (const auto& socket : sockets) {
        const auto body = node.add(++number);
        socket->send("POST /transactions?wait=20000" + host + "Content-Type: " + bytes_type +
                     "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    ASSERT_TRUE(
        kit::soon([&] { return node.engine.waiting_calls() >= static_cast<int>(sockets.size()); }));
    expect_others_are_served();
    node.engine.release();
}

TEST_F(WhoGivesWay, is_who_has_most_though_it_is_being_refused) {
    options.reads_per_second = 1;
    options.refused_after = std::chrono::seconds{20};
    options.stop_limit = milliseconds{100};
    options.now = [] { return AddressRates::Time{std::chrono::hours{1}}; };
    fill_the_door();
    for (const auto& socket : sockets) socket->send(health);
    for (const auto* address : {"127.0.0.21", "127.0.0.22"}) EXPECT_TRUE(is_served(address));
}

TEST_F(WhoGivesWay, is_nobody_for_an_address_that_has_its_part) {
    fill_the_door();
    for (const auto& socket : sockets) socket->send(health + "G");
    for (const auto& socket : sockets) ASSERT_NE(socket->read_some(12), "");
    EXPECT_FALSE(is_served(crowd[0]));
}

std::string parcel_of(std::size_t length) {
    return "POST /transactions" + host + "Content-Type: " + parcel_type +
           "\r\nContent-Length: " + std::to_string(length) + "\r\n\r\n";
}

// Of the memory, as of the connections: what is sent half holds up nobody who sends it all.
TEST_F(WhoGivesWay, is_who_holds_most_of_the_memory) {
    options.memory_bytes = 32 * 1024 * 1024;
    start();
    for (const auto* address : crowd) {
        for (int i = 0; i < 2; ++i) {
            sockets.push_back(std::make_unique<RawSocket>(server->port(), address));
            sockets.back()->send(parcel_of(4 * 1024 * 1024) + std::string(2'200'000, 'x'));
        }
    }
    // Each of the eight needs 4 MiB in the end, and bodies get 24 MiB: so two have to go, and when
    // they have gone the memory was full.
    const auto has_ended = [](const auto& socket) { return socket->has_something_to_read(); };
    ASSERT_TRUE(kit::soon([&] { return std::ranges::count_if(sockets, has_ended) >= 2; }));
    machine::v1::Batch parcel;
    for (std::uint64_t i = 0; i < 2'000; ++i) parcel.add_transactions(node.add(i));
    const auto body = codec::encode(parcel);
    for (const auto* address : {"127.0.0.21", "127.0.0.22"}) {
        const RawSocket neighbour{server->port(), address};
        neighbour.send(parcel_of(body.size()) + body);
        const auto answer = neighbour.read_some(12);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 2")) << answer;
    }
    EXPECT_TRUE(is_served("127.0.0.23"));
}

// Two at once, and one more each second.
struct Newcomers : Neighbours {
    std::atomic<std::int64_t> seconds = 3'600;

    Newcomers() {
        options.connections_per_second = 1;
        options.now = [this] { return AddressRates::Time{std::chrono::seconds{seconds}}; };
    }
};

// What asks nothing counts nothing in the rates of readings.
TEST_F(Newcomers, of_one_address_are_counted_whatever_they_ask) {
    const auto is_answered = [this] {
        return answer_to("GET /health" + host + last).starts_with("HTTP/1.1 200");
    };
    for (int i = 0; i < 2; ++i)
        EXPECT_TRUE(answer_to("no request\r\n\r\n").starts_with("HTTP/1.1 400"));
    EXPECT_FALSE(is_answered());
    seconds += 1;
    EXPECT_TRUE(is_answered());
    EXPECT_FALSE(is_answered());
    EXPECT_TRUE(is_served("127.0.0.2"));
}

// Behind a proxy all come from one address.
TEST_F(Newcomers, are_not_counted_where_posts_are_not) {
    options.posts_per_second = 0;
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(answer_to("GET /health" + host + last).substr(0, 12), "HTTP/1.1 200");
}

}  // namespace
}  // namespace linlian::api
