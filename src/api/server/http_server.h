// The listener: takes connections, reads requests within its limits, hands them to a Handler and
// writes what that answers. It knows no route. Requests of one connection are answered in their
// order; those of different connections at the same time.
#pragma once

#include "api/server/http.h"
#include "base/result.h"
#include "ops/log.h"
#include "ops/time/clock.h"

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace linlian::api {

struct ServerOptions {
    std::string address = "127.0.0.1";  // an IP address; only loopback unless the operator says so
    std::uint16_t port = 0;             // 0: any free one, see HttpServer::port
    unsigned threads = 0;               // that read, answer and write; 0: one a core, at least 2
    unsigned making_threads = 4;        // that make bundles
    // By which it is called, besides those of loopback and its address: see own_names.h.
    std::vector<std::string> names = {};
    // Open at once; for a new one above it, one of the address that has most is closed. Never more
    // than leaves the ledger its file descriptors: see max_connections_of.
    std::size_t max_connections = 1024;
    std::size_t max_header_bytes = 8 * 1024;
    // Of bodies and answers, over all connections together.
    std::size_t memory_bytes = 256 * 1024 * 1024;
    // Of one address (IPv6: one /56); 0: no limit, and with 0 posts one address may have all
    // connections and memory, as it must where a proxy stands before. What is read counts by the
    // time that threads work at its answer and its size (count_of_read), what is sent by its size
    // (count_of_post).
    std::uint32_t reads_per_second = 10'000;
    std::uint32_t posts_per_second = 2'000;
    // New connections, whatever they ask; what is above it is closed without a word. No limit where
    // there is none for posts.
    std::uint32_t connections_per_second = 1'000;
    // By which rates fill, and how long the thread that asks has worked; safe from any thread.
    std::function<std::chrono::steady_clock::time_point()> now = std::chrono::steady_clock::now;
    std::function<std::chrono::nanoseconds()> worked = ops::thread_time;
    // For the whole header (and so also between two requests), the whole body, the whole response.
    std::chrono::milliseconds time_limit = std::chrono::seconds{30};
    // So long whoever asks too often waits to be told so: else refusals could be had without end.
    std::chrono::milliseconds refused_after = std::chrono::seconds{1};
    // For requests that are being answered when the server stops.
    std::chrono::milliseconds stop_limit = std::chrono::seconds{5};

    // An eighth, and room for two of the largest bodies.
    std::size_t memory_of_one_address() const {
        if (posts_per_second == 0) return memory_bytes;
        return std::max<std::size_t>(memory_bytes / 8, 8 * 1024 * 1024);
    }
    // A quarter of all, and some where they are few.
    std::size_t connections_of_one_address(std::size_t all) const {
        if (posts_per_second == 0) return all;
        return std::max(all / 4, std::min<std::size_t>(all, 16));
    }
};

// How many connections a process that may open so many files can take: half of them, since the
// ledger opens more as it grows; never more than `wanted`.
std::size_t max_connections_of(std::size_t wanted, std::size_t descriptors);

class HttpServer {
    struct Inside;

  public:
    // Listens at once. The handler outlives the server. Fault: the address cannot be listened at.
    static Faultable<std::unique_ptr<HttpServer>> start(const ServerOptions& options,
                                                        const Handler& handler, ops::Log log);
    explicit HttpServer(std::unique_ptr<Inside> inside);  // see start
    ~HttpServer();

    std::uint16_t port() const;
    // "host:port" at which this computer reaches it.
    std::string authority() const;
    // Takes no more requests, answers those under way and returns; a second call does nothing.
    void stop();

  private:
    std::unique_ptr<Inside> inside_;
};

}  // namespace linlian::api
