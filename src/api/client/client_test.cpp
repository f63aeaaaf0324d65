#include "api/client/client.h"

#include "api/routes/fake_engine_for_tests.h"
#include "api/routes/routes.h"
#include "api/server/http_server.h"
#include "api/server/raw_socket_for_tests.h"
#include "codec/wire.h"
#include "ops/address/link.h"

#include <gtest/gtest.h>

#include <optional>
#include <thread>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;

// A listener that answers every connection with the same bytes and closes it; without bytes it
// says nothing at all.
class DumbServer {
  public:
    explicit DumbServer(std::string bytes)
        : bytes_(std::move(bytes)), listener_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        CHECK(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0);
        CHECK(::listen(listener_, 8) == 0);
        CHECK(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0);
        port_ = ntohs(address.sin_port);
        if (!bytes_.empty()) thread_ = std::jthread{[this] { serve(); }};
    }
    ~DumbServer() {
        ::shutdown(listener_, SHUT_RDWR);
        if (thread_.joinable()) thread_.join();
        ::close(listener_);
    }
    std::uint16_t port() const { return port_; }

  private:
    void serve() const {
        for (int taken = ::accept(listener_, nullptr, nullptr); taken >= 0;
             taken = ::accept(listener_, nullptr, nullptr)) {
            char request[1024];
            CHECK(::recv(taken, request, sizeof request, 0) >= 0);
            (void)::send(taken, bytes_.data(), bytes_.size(), MSG_NOSIGNAL);
            ::close(taken);
        }
    }

    std::string bytes_;
    int listener_;
    std::uint16_t port_ = 0;
    std::jthread thread_;
};

TEST(Client, says_where_no_node_answers_and_what_to_do) {
    std::uint16_t free_port = 0;
    { free_port = DumbServer{""}.port(); }
    auto client = Client::to("127.0.0.1", free_port);
    const auto reply = client.get("/health");
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, "api.NODE_NOT_REACHED");
    const auto text = codec::refusal_text(reply.error(), codec::Language::en);
    EXPECT_NE(text->find("127.0.0.1:" + std::to_string(free_port)), std::string::npos);
    EXPECT_NE(text->find("linlian run"), std::string::npos);
}

TEST(Client, says_when_a_reply_is_late) {
    const DumbServer silent{""};
    auto client = Client::to("127.0.0.1", silent.port(), milliseconds{100});
    const auto reply = client.get("/health");
    ASSERT_FALSE(reply);
    EXPECT_EQ(reply.error().code, "api.REPLY_LATE");
    EXPECT_EQ(reply.error().figures.at(1).value, "0.1");
}

TEST(Client, says_when_a_reply_is_broken) {
    for (const char* bytes :
         {"garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab", "HTTP/1.1 200"}) {
        const DumbServer server{bytes};
        auto client = Client::to("127.0.0.1", server.port());
        const auto reply = client.get("/health");
        ASSERT_FALSE(reply) << bytes;
        EXPECT_EQ(reply.error().code, "api.REPLY_BROKEN") << bytes;
    }
}

// Nothing that a client asks for is so long; the memory is not the node's to fill.
TEST(Client, takes_no_reply_that_never_ends) {
    for (const std::string size : {"9000000", "1000000000000"}) {
        const DumbServer server{"HTTP/1.1 200 OK\r\nContent-Length: " + size + "\r\n\r\n" +
                                Bytes(9'000'000, 'x')};
        auto client = Client::to("127.0.0.1", server.port(), milliseconds{5000});
        const auto reply = client.get("/head");
        ASSERT_FALSE(reply) << size;
        EXPECT_EQ(reply.error().code, "api.REPLY_BROKEN") << size;
    }
}

TEST(Client, an_unknown_host_is_not_reached) {
    auto client = Client::to("no host", 1);
    EXPECT_EQ(client.get("/").error().code, "api.NODE_NOT_REACHED");
}

TEST(Client, goes_on_with_a_node_that_was_started_anew) {
    FakeNode node;
    const auto routes = std::move(
        *Routes::make({node.program, node.engine, node.clock}, codec::encode(node.genesis)));
    ServerOptions options;
    auto server = std::move(*HttpServer::start(options, *routes, ops::Log::silent()));
    options.port = server->port();
    auto client = Client::to("127.0.0.1", options.port);
    ASSERT_EQ(client.get("/health")->status, 200U);
    server.reset();
    EXPECT_EQ(client.get("/health").error().code, "api.NODE_NOT_REACHED");
    server = std::move(*HttpServer::start(options, *routes, ops::Log::silent()));
    ASSERT_EQ(client.get("/health")->status, 200U);
    server.reset();
    server = std::move(*HttpServer::start(options, *routes, ops::Log::silent()));
    EXPECT_EQ(client.get("/health")->status, 200U);
}

TEST(Client, gives_a_refusal_back_as_it_was_made) {
    FakeNode node;
    const auto routes = std::move(
        *Routes::make({node.program, node.engine, node.clock}, codec::encode(node.genesis)));
    const auto server = std::move(*HttpServer::start({}, *routes, ops::Log::silent()));
    auto client = Client::to("127.0.0.1", server->port());
    const auto reply = client.get("/sample/counters/" + ops::percent_encoded("张/三?"));
    ASSERT_TRUE(reply);
    EXPECT_FALSE(reply->ok());
    EXPECT_EQ(reply->refusal(), (Stated{"sample.COUNTER_UNKNOWN", {{"name", "张/三?"}}}));
    EXPECT_EQ((Reply{500, "", "<html>"}).refusal().code, "api.REPLY_BROKEN");
}

}  // namespace
}  // namespace linlian::api
