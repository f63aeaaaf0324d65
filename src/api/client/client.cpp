// A small HTTP client: one connection that is kept, one request at a time, with a time limit for
// each step. It knows nothing of what is in the answers but for a refusal's form.

#include "api/client/client.h"

#include "api/api.pb.h"
#include "codec/refusal.h"
#include "ops/address/authority.h"

#include <boost/asio.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::api {
namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace net = boost::asio;
using tcp = net::ip::tcp;
using Error = beast::error_code;

// The library reads as much at a time as the buffer has room for.
constexpr std::size_t read_bytes = 64 * 1024;
// Pages, bundles and receipts are far smaller; whoever sends more wants to fill this memory.
constexpr std::uint64_t max_reply_bytes = std::uint64_t{8} << 20;

}  // namespace

// What stands behind the class, so that its header does not include the HTTP library.
struct Client::Inside {
    std::string host;
    std::uint16_t port;
    std::chrono::milliseconds time_limit;
    net::io_context io;
    std::optional<beast::tcp_stream> stream;
    beast::flat_buffer buffer;
    bool fresh = true;  // nothing has been read from this connection yet

    std::string where() const { return ops::authority_text(host, port); }
    Error run(const std::function<void(Error&)>& start);
    Result<> connect();
    Result<Reply> exchange(const http::request<http::string_body>& request, bool& stale);
    Result<Reply> call(http::request<http::string_body> request);
    Refusal failure(const Error& error) const;
};

// Starts an asynchronous operation, for only those know a time limit, and waits for its end.
Error Client::Inside::run(const std::function<void(Error&)>& start) {
    Error error;
    if (stream) stream->expires_after(time_limit);
    io.restart();
    start(error);
    io.run();
    return error;
}

// An answer that is late and one that does not read are told apart.
Refusal Client::Inside::failure(const Error& error) const {
    const std::vector<Figure> at{{"where", where()}};
    if (error == beast::error::timeout)
        return codec::make_refusal(
            v1::REPLY_LATE,
            {at[0],
             {"seconds", fmt::format("{:.3g}", static_cast<double>(time_limit.count()) / 1000)}});
    return codec::make_refusal(v1::REPLY_BROKEN, {at[0], {"reason", error.message()}});
}

// Names may give several addresses, which are tried in turn.
Result<> Client::Inside::connect() {
    buffer.clear();
    buffer.reserve(read_bytes);
    stream.emplace(io);
    tcp::resolver resolver{io};
    Error error;
    const auto found = resolver.resolve(host, std::to_string(port), error);
    if (!error)
        error = run([&](Error& done) {
            stream->async_connect(found, [&done](Error failed, const auto&) { done = failed; });
        });
    if (!error) {
        stream->socket().set_option(tcp::no_delay{true}, error);
        fresh = true;
    }
    if (!error) return {};
    stream.reset();
    return refuse(v1::NODE_NOT_REACHED, {{"where", where()}, {"reason", error.message()}});
}

// `stale` is set when a kept connection was closed before any of the reply came.
Result<Reply> Client::Inside::exchange(const http::request<http::string_body>& request,
                                       bool& stale) {
    http::response_parser<http::string_body> parser;
    parser.body_limit(max_reply_bytes);
    auto error = run([&](Error& done) {
        http::async_write(*stream, request, [&](Error failed, std::size_t) { done = failed; });
    });
    // A node that refuses a request before it has read all of it has answered nevertheless.
    // The answer may be waiting although the rest of the request could not be sent. Only on a new
    // connection: on a kept one it is more likely that the node had closed it before.
    const bool cut_off = error == net::error::broken_pipe || error == net::error::connection_reset;
    if (!error || (cut_off && fresh))
        error = run([&](Error& done) {
            http::async_read(*stream, buffer, parser,
                             [&](Error failed, std::size_t) { done = failed; });
        });
    if (error) {
        stale = !fresh && !parser.got_some() && error != beast::error::timeout;
        stream.reset();
        return tl::unexpected(failure(error));
    }
    fresh = false;
    if (!parser.keep_alive()) stream.reset();
    auto& message = parser.get();
    return Reply{message.result_int(), std::string{message[http::field::content_type]},
                 std::move(message.body())};
}

Result<Reply> Client::Inside::call(http::request<http::string_body> request) {
    request.version(11);
    request.set(http::field::host, where());
    request.set(http::field::user_agent, "linlian");
    request.prepare_payload();
    // Sent again only where a kept connection was closed before any answer came, and then on a new
    // one, so that this ends.
    for (;;) {
        if (!stream) TRY(connect());
        bool stale = false;
        auto reply = exchange(request, stale);
        if (!stale) return reply;
    }
}

Client::Client(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

// The host may be written in the brackets of a URL.
Client Client::to(std::string host, std::uint16_t port, std::chrono::milliseconds time_limit) {
    auto inside = std::make_unique<Inside>();
    const bool is_wrapped = host.starts_with('[') && host.ends_with(']');
    inside->host = is_wrapped ? host.substr(1, host.size() - 2) : std::move(host);
    inside->port = port;
    inside->time_limit = time_limit;
    return Client{std::move(inside)};
}

Result<Reply> Client::get(const std::string& path, const std::string& accept,
                          const std::string& authorization) {
    http::request<http::string_body> request{http::verb::get, path, 11};
    request.set(http::field::accept, accept);
    if (!authorization.empty()) request.set(http::field::authorization, authorization);
    return inside_->call(std::move(request));
}

Result<Reply> Client::post(const std::string& path, const std::string& content_type, Bytes body,
                           const std::string& accept, const std::string& authorization) {
    http::request<http::string_body> request{http::verb::post, path, 11, std::move(body)};
    request.set(http::field::accept, accept);
    request.set(http::field::content_type, content_type);
    if (!authorization.empty()) request.set(http::field::authorization, authorization);
    return inside_->call(std::move(request));
}

// What another program sent is not trusted to be a refusal of ours: its code and figures are taken
// as stated, and what has none counts as a broken reply.
Stated Reply::refusal() const {
    const auto json = nlohmann::json::parse(body, nullptr, false);
    const auto broken = [this] {
        return Stated{codec::make_refusal(v1::REPLY_BROKEN).code,
                      {{"where", "HTTP"}, {"reason", std::to_string(status)}}};
    };
    if (!json.is_object() || !json.contains("code") || !json["code"].is_string()) return broken();
    Stated refusal{json["code"].get<std::string>(), {}};
    if (!json.contains("figures") || !json["figures"].is_object()) return refusal;
    for (const auto& [name, value] : json["figures"].items()) {
        if (value.is_string())
            refusal.figures.push_back(
                codec::stated_figure(name, value.get_ref<const std::string&>()));
    }
    return refusal;
}

}  // namespace linlian::api
