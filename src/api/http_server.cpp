#include "api/http_server.h"

#include "api/session.h"

#include <thread>

namespace linlian::api {

namespace {

// Owned here too for a moment: a session may end meanwhile, and takes the lock when it does.
std::vector<std::shared_ptr<Session>> open_sessions(Shared& shared) {
    std::vector<std::shared_ptr<Session>> open;
    const std::lock_guard lock{shared.mutex};
    for (const auto& [address, session] : shared.sessions) {
        if (auto alive = session.lock()) open.push_back(std::move(alive));
    }
    return open;
}

}  // namespace

struct HttpServer::Inside {
    Inside(const ServerOptions& options, const Handler& handler, ops::Log log)
        : shared(options, handler, std::move(log)) {}

    Error listen();
    void accept();
    void take(tcp::socket socket);

    Shared shared;
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
    const auto address = net::ip::make_address(shared.options.address, error);
    if (error) return error;
    const tcp::endpoint endpoint{address, shared.options.port};
    acceptor.open(endpoint.protocol(), error);
    if (!error) acceptor.set_option(net::socket_base::reuse_address{true}, error);
    if (!error) acceptor.bind(endpoint, error);
    if (!error) acceptor.listen(net::socket_base::max_listen_connections, error);
    return error;
}

void HttpServer::Inside::accept() {
    acceptor.async_accept(net::make_strand(io), [this](Error error, tcp::socket socket) {
        if (error == net::error::operation_aborted || shared.stopping) return;
        if (!error) {
            take(std::move(socket));
            return accept();
        }
        // Most likely no file descriptor is left: some connection will end.
        shared.log.warning("a connection could not be taken: {}", error.message());
        pause.expires_after(std::chrono::milliseconds{100});
        pause.async_wait([this](Error stopped_waiting) {
            if (!stopped_waiting) accept();
        });
    });
}

void HttpServer::Inside::take(tcp::socket socket) {
    Error ignored;
    socket.set_option(tcp::no_delay{true}, ignored);
    const auto session = std::make_shared<Session>(std::move(socket), shared);
    bool full = false;
    {
        const std::lock_guard lock{shared.mutex};
        full = shared.sessions.size() >= shared.options.max_connections;
        shared.sessions.emplace(session.get(), session);
    }
    if (full)
        session->turn_away();
    else
        session->start();
}

HttpServer::HttpServer(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}

HttpServer::~HttpServer() { stop(); }

Faultable<std::unique_ptr<HttpServer>> HttpServer::start(const ServerOptions& options,
                                                         const Handler& handler, ops::Log log) {
    auto inside = std::make_unique<Inside>(options, handler, std::move(log));
    if (const auto error = inside->listen())
        return fault(
            fmt::format("cannot listen at {}:{} ({}); end what runs there or choose another"
                        " address or port",
                        options.address, options.port, error.message()));
    inside->accept();
    const unsigned cores = std::max(2U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < (options.threads == 0 ? cores : options.threads); ++i)
        inside->threads.emplace_back([&io = inside->io] { io.run(); });
    return std::make_unique<HttpServer>(std::move(inside));
}

std::uint16_t HttpServer::port() const { return inside_->acceptor.local_endpoint().port(); }

void HttpServer::stop() {
    if (std::exchange(inside_->stopped, true)) return;
    auto& shared = inside_->shared;
    shared.stopping = true;
    net::post(inside_->acceptor.get_executor(), [inside = inside_.get()] {
        Error ignored;
        inside->acceptor.close(ignored);
        inside->pause.cancel();
    });
    for (const auto& session : open_sessions(shared)) session->stop();
    {
        std::unique_lock lock{shared.mutex};
        shared.session_ended.wait_for(lock, shared.options.stop_limit,
                                      [&shared] { return shared.sessions.empty(); });
    }
    inside_->io.stop();
    inside_->threads.clear();
    shared.waiters.join();
}

}  // namespace linlian::api
