// One connection of the HTTP server: reads a request, has it answered, writes the response, again
// and again. Only http_server.cpp uses it, and only these files include the HTTP library.
#pragma once

#include "api/address/own_names.h"
#include "api/server/address_rates.h"
#include "api/server/http_server.h"
#include "api/server/memory_budget.h"
#include "api/server/open_sessions.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

#include <atomic>

namespace linlian::api {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using tcp = net::ip::tcp;
using Error = beast::error_code;

// What all sessions of a server share.
struct Shared {
    Shared(const ServerOptions& with, const Handler& to, ops::Log into)
        : options(with),
          handler(to),
          log(std::move(into)),
          memory(with.memory_bytes, with.memory_of_one_address()),
          names(with.address, with.names),
          reads(with.reads_per_second),
          posts(with.posts_per_second),
          connections(with.posts_per_second == 0 ? 0 : with.connections_per_second),
          makers(std::max(with.making_threads, 1U)) {}

    ServerOptions options;
    const Handler& handler;
    ops::Log log;
    std::atomic<bool> stopping = false;
    MemoryBudget memory;
    OwnNames names;
    // Requests of each address, and new connections of each. No limit of posts turns off that of
    // connections too.
    AddressRates reads;
    AddressRates posts;
    AddressRates connections;
    OpenSessions open;
    // Threads that work out what takes a while, apart from those that read and write.
    net::thread_pool makers;
};

// One connection. Its owners are the operations under way on it: when there is none, it is gone.
class Session : public std::enable_shared_from_this<Session> {
  public:
    Session(tcp::socket socket, Shared& shared);
    ~Session();

    const Subscriber& client() const { return client_; }
    void start();
    // Answers that there are too many connections, and ends.
    void turn_away();
    // Ends the connection: at once when it is between two requests, else after the response. May be
    // called from any thread, like give_way().
    void stop();
    // Ends it where no thread is at its request.
    void give_way();

  private:
    using Doing = OpenSessions::Doing;
    void set(Doing doing);

    // session_read.cpp
    void read_header();
    void on_header_bytes(Error error, std::size_t count);
    void parse_header(std::size_t size);
    void on_header();
    bool make_room();
    void read_body();
    void on_body(Error error);
    void refuse_broken(Error error);

    // session.cpp
    void answer();
    AddressRates& rates();
    Result<> check_rates();
    void charge(std::chrono::nanoseconds worked, std::size_t answer_bytes = 0);
    std::optional<Response> work_at(const std::function<std::optional<Response>()>& work);
    void go_on_with(Response response);
    void make_later(std::function<Response()> later);
    void wait_for(Pending pending);
    void look(bool last);
    void refuse_and_close(const Refusal& refusal);
    void refuse_slowly(const Refusal& refusal);
    void send(Response response);
    void write();
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
    net::steady_timer timer_{stream_.get_executor()};
    Subscriber client_;
    Share memory_{shared_.memory, client_};  // for the body, then for the answer
    beast::flat_buffer buffer_;
    std::size_t checked_ = 0;  // bytes of a header that are looked at
    std::optional<http::request_parser<http::buffer_body>> parser_;
    Request request_;
    std::chrono::nanoseconds worked_{0};  // how long threads have worked at its answer
    std::uint64_t counted_ = 0;           // of its rate, so far
    std::size_t body_limit_ = 0;
    std::size_t body_size_ = 0;  // what has come of the body; request_.body is longer meanwhile
    std::optional<Pending> pending_;
    std::shared_ptr<const Wake> wake_;  // its owners: this, and for a moment who wakes
    http::response<http::string_body> response_;
    std::optional<http::response_serializer<http::string_body>> serializer_;
    Doing doing_ = Doing::ours;
    std::atomic<bool> has_given_way_ = false;
    bool closing_ = false;  // the response being made is the last
    bool unread_ = false;   // some of a refused request may still come
    bool header_only_ = false;
};

}  // namespace linlian::api
