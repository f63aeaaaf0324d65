// For tests of the server only: one before the routes of an engine in memory. A test sets the
// options before it starts the server.
#pragma once

#include "api/routes/fake_engine_for_tests.h"
#include "api/routes/routes.h"
#include "api/server/http_server.h"
#include "api/server/raw_socket_for_tests.h"
#include "codec/wire.h"

#include <gtest/gtest.h>

namespace linlian::api {

struct ServedNode : testing::Test {
    FakeNode node;
    std::unique_ptr<Routes> routes = std::move(
        *Routes::make({node.program, node.engine, node.clock}, codec::encode(node.genesis)));
    ServerOptions options;
    ops::Log log = ops::Log::silent();
    std::unique_ptr<HttpServer> server;  // after the routes, which it stands on

    std::uint16_t start() {
        auto started = HttpServer::start(options, *routes, log);
        CHECK(started.has_value());
        server = std::move(*started);
        return server->port();
    }
    // Of the server, which is started where it was not yet.
    std::uint16_t port() { return server ? server->port() : start(); }
    // What comes back for these bytes until the server closes.
    std::string answer_to(std::string_view bytes) {
        const RawSocket socket{port()};
        socket.send(bytes);
        return socket.read_to_end();
    }
};

// The end of a request's first line with the only header that it needs, and the end of its headers
// where nothing comes after it.
inline const std::string host = " HTTP/1.1\r\nHost: localhost\r\n";
inline const std::string last = "Connection: close\r\n\r\n";

}  // namespace linlian::api
