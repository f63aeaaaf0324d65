// The listener: takes connections, reads requests within its limits, hands them to a Handler and
// writes what that answers. It knows no route. Requests of one connection are answered in their
// order; those of different connections at the same time.
#pragma once

#include "api/http.h"
#include "base/result.h"
#include "ops/log.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace linlian::api {

struct ServerOptions {
    std::string address = "127.0.0.1";  // an IP address; only loopback unless the operator says so
    std::uint16_t port = 0;             // 0: any free one, see HttpServer::port
    unsigned threads = 0;               // that read, answer and write; 0: one a core, at least 2
    unsigned waiting_threads = 128;     // that wait for receipts; without one left nobody waits
    std::size_t max_connections = 1024;
    std::size_t max_header_bytes = 8 * 1024;
    // For the whole header (and so also between two requests), the whole body, the whole response.
    std::chrono::milliseconds time_limit = std::chrono::seconds{30};
    // For requests that are being answered when the server stops.
    std::chrono::milliseconds stop_limit = std::chrono::seconds{5};
};

class HttpServer {
    struct Inside;

  public:
    // Listens at once. The handler outlives the server. Fault: the address cannot be listened at.
    static Faultable<std::unique_ptr<HttpServer>> start(const ServerOptions& options,
                                                        const Handler& handler, ops::Log log);
    explicit HttpServer(std::unique_ptr<Inside> inside);  // see start
    ~HttpServer();

    std::uint16_t port() const;
    // Takes no more requests, answers those under way and returns; a second call does nothing.
    void stop();

  private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace linlian::api
