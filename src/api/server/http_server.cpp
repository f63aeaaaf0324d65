// The listening side: taking connections, deciding who may stay, and stopping. Each connection is a
// Session from then on. Limits hold for all and for each address, so that one address cannot keep
// the others out.

#include "api/server/http_server.h"

#include "api/server/session.h"
#include "ops/address/authority.h"
#include "ops/files/open_files.h"

#include <thread>

namespace linlian::api {

namespace {

// Above the most connections so many more are there for a moment: those who give way, and those who
// are told that there is no room. The next ones stay in line at the system until these have ended.
constexpr std::size_t turned_away_max = 16;

}  // namespace

// Half of the file descriptors at most: the database needs a quarter (storage/rows/database.cpp),
// and the rest of the program some.
std::size_t max_connections_of(std::size_t wanted, std::size_t descriptors) {
    return std::min(wanted, std::max<std::size_t>(descriptors / 2, 16));
}

struct HttpServer::Inside {
    Inside(const ServerOptions& options, const Handler& handler, ops::Log log)
        : shared(options, handler, std::move(log)),
          max_connections(max_connections_of(options.max_connections, ops::open_files_max())),
          of_one_address(options.connections_of_one_address(max_connections)) {}

    Error listen();
    void accept();
    void on_failed_accept(const Error& error);
    void accept_after(std::chrono::milliseconds time);
    void take(tcp::socket socket);
    bool make_way(const Subscriber& newcomer, bool has_its_part);

    Shared shared;
    std::size_t max_connections;
    std::size_t of_one_address;
    bool has_said_full = false;
    net::io_context io;
    // While the server stops, only those who wait may be left, and they are no work of `io`.
    net::executor_work_guard<net::io_context::executor_type> work{io.get_executor()};
    tcp::acceptor acceptor{net::make_strand(io)};
    net::steady_timer pause{acceptor.get_executor()};
    std::vector<std::jthread> threads;
    bool stopped = false;
};

Error HttpServer::Inside::listen() {
    Error error;
    const auto given = ops::read_authority(ops::authority_text(shared.options.address, 0));
    const auto address = net::ip::make_address(given ? given->host : shared.options.address, error);
    if (error) return error;
    const tcp::endpoint endpoint{address, shared.options.port};
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(net::socket_base::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
    return error;
}

// At the limit none is taken for a moment; the system keeps newcomers in line.
void HttpServer::Inside::accept() {
    if (shared.open.count() >= max_connections + turned_away_max) {
        make_way({}, false);
        return accept_after(std::chrono::milliseconds{10});
    }
    acceptor.async_accept(net::make_strand(io), [this](Error error, tcp::socket socket) {
        if (error == net::error::operation_aborted || shared.stopping) return;
        if (error) return on_failed_accept(error);
        // The trouble is over, and would be said anew.
        has_said_full = false;
        take(std::move(socket));
        accept();
    });
}

// Most likely no file descriptor is left. The connection stays in line at the system meanwhile.
void HttpServer::Inside::on_failed_accept(const Error& error) {
    if (!std::exchange(has_said_full, true))
        shared.log.warning("connections cannot be taken for now: {}", error.message());
    make_way({}, false);
    accept_after(std::chrono::milliseconds{100});
}

void HttpServer::Inside::accept_after(std::chrono::milliseconds time) {
    pause.expires_after(time);
    pause.async_wait([this](Error stopped_waiting) {
        if (!stopped_waiting && !shared.stopping) accept();
    });
}

// Whether some connection ends for a new one: one of its own address where that has its part of
// them. An address that nobody knows yet has none.
bool HttpServer::Inside::make_way(const Subscriber& newcomer, bool has_its_part) {
    const auto now = std::chrono::steady_clock::now();
    const auto ended = has_its_part ? shared.open.next_of(newcomer, now)
                                    : shared.open.next_to_give_way(newcomer, now);
    if (ended) ended->give_way();
    return ended != nullptr;
}

void HttpServer::Inside::take(tcp::socket socket) {
    Error ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto session = std::make_shared<Session>(std::move(socket), shared);
    const auto& client = session->client();
    // A connection is work also where nothing is asked on it, or nothing that can be read. Closed
    // without an answer.
    if (!shared.connections.take(client, 1, shared.options.now())) return;
    const auto theirs = shared.open.count_of(client);
    const bool has_its_part = theirs >= of_one_address;
    // An address that has its part of connections gets a new one only by giving up one of its own.
    const bool has_room = !has_its_part && shared.open.count() < max_connections;
    const bool may_stay = has_room || make_way(client, has_its_part);
    // Whoever is being told on so many others that there is no room is not told once more.
    if (theirs >= of_one_address + turned_away_max) return;
    shared.open.add(session, client);
    if (may_stay)
        session->start();
    else
        session->turn_away();
}

HttpServer::HttpServer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

HttpServer::~HttpServer() { stop(); }

Faultable<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions& options,
                                                         const Handler& handler, ops::Log log) {
    auto inside = std::make_unique<Inside>(options, handler, std::move(log));
    if (const auto error = inside->listen())
        return fault(
            fmt::format("cannot listen at {} ({}); end what runs there or choose another"
                        " address or port",
                        ops::authority_text(options.address, options.port), error.message()));
    inside->accept();
    const unsigned cores = std::max(2U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < (options.threads == 0 ? cores : options.threads); ++i)
        inside->threads.emplace_back([&io = inside->io] { io.run(); });
    return std::make_unique<HttpServer>(std::move(inside));
}

std::uint16_t HttpServer::port() const { return inside_->acceptor.local_endpoint().port(); }

// Who listens at all addresses is reached from here at that of loopback.
std::string HttpServer::authority() const {
    auto address = inside_->acceptor.local_endpoint().address();
    if (address.is_unspecified() && address.is_v4()) address = net::ip::address_v4::loopback();
    if (address.is_unspecified()) address = net::ip::address_v6::loopback();
    return ops::authority_text(address.to_string(), port());
}

void HttpServer::stop() {
    if (std::exchange(inside_->stopped, true)) return;
    auto& shared = inside_->shared;
    shared.stopping = true;
    net::post(inside_->acceptor.get_executor(), [inside = inside_.get()] {
        Error ignored;
        inside->acceptor.close(ignored);
        inside->pause.cancel();
    });
    for (const auto& session : shared.open.all()) session->stop();
    shared.open.wait_until_none(shared.options.stop_limit);
    inside_->io.stop();
    inside_->threads.clear();
    shared.makers.join();
}

}  // namespace linlian::api
