// One connection of the HTTP server: reads a request, has it answered, writes the response, again
// and again. Only http_server.cpp uses it, and only these two files include the HTTP library.
#pragma once

#include "api/http_server.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <condition_variable>
#include <map>
#include <mutex>

namespace linlian::api {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using tcp = net::ip::tcp;
using Error = beast::error_code;

class Session;

// What all sessions of a server share.
struct Shared {
    Shared(const ServerOptions& with, const Handler& to, ops::Log into)
        : options(with),
          handler(to),
          log(std::move(into)),
          waiters(std::max(with.waiting_threads, 1U)) {}

    ServerOptions options;
    const Handler& handler;
    ops::Log log;
    std::atomic<bool> stopping = false;
    std::atomic<unsigned> waiting = 0;
    net::thread_pool waiters;

    std::mutex mutex;
    std::condition_variable session_ended;
    std::map<Session*, std::weak_ptr<Session>> sessions;
};

// One connection. Its owners are the operations under way on it: when there is none, it is gone.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, Shared& shared) : shared_(shared), stream_(std::move(socket)) {}
    ~Session();

    void start() { read_header(); }
    // Answers that there are too many connections, and ends.
    void turn_away();
    // Ends the connection: at once when it is between two requests, else after the response. May be
    // called from any thread.
    void stop();

  private:
    void read_header();
    void on_header(Error error);
    void read_body(std::size_t limit);
    void on_body(Error error, std::size_t limit);
    void answer();
    void answer_later(std::function<Response(const MayWait&)> later);
    void refuse_broken(Error error, std::size_t body_limit);
    void refuse_and_close(const Refusal& refusal);
    void send(Response response);
    void on_sent(Error error);
    void drain(std::size_t bytes_left);

    template <class Operation>
    auto then(Operation operation) {
        return [self = shared_from_this(), operation](Error error, auto...) {
            ((*self).*operation)(error);
        };
    }

    Shared& shared_;
    beast::tcp_stream stream_;
    beast::flat_buffer buffer_;
    std::optional<http::request_parser<http::string_body>> parser_;
    Request request_;
    http::response<http::string_body> response_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
    bool idle_ = false;     // nothing of a next request has come yet
    bool closing_ = false;  // the response being made is the last
    bool unread_ = false;   // some of a refused request may still come
    bool header_only_ = false;
};

}  // namespace linlian::api
