#include "api/session.h"

#include "api/api.pb.h"
#include "api/ask.h"
#include "api/problem.h"
#include "codec/refusal.h"

namespace linlian::api {
namespace {

constexpr std::size_t read_bytes = 64 * 1024;
constexpr std::size_t max_drained_bytes = 8 * 1024 * 1024;

// The media type in lower case without parameters: "Text/HTML; charset=x" is "text/html".
std::string bare_type(std::string_view text) {
    text = text.substr(0, text.find(';'));
    while (text.ends_with(' ')) text.remove_suffix(1);
    std::string lower{text};
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

Response fault_response(const ops::Log& log, const Request& request, const char* what) {
    log.error("fault while answering {} {}: {}", request.method, request.target, what);
    return problem(codec::make_refusal(v1::NODE_FAULT));
}

}  // namespace

Session::~Session() {
    const std::lock_guard lock{shared_.mutex};
    shared_.sessions.erase(this);
    shared_.session_ended.notify_all();
}

void Session::turn_away() { refuse_and_close(codec::make_refusal(v1::CONNECTIONS_USED_UP)); }

void Session::stop() {
    net::post(stream_.get_executor(), [self = shared_from_this()] {
        self->closing_ = true;
        if (self->idle_) self->stream_.close();
    });
}

void Session::read_header() {
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(shared_.options.max_header_bytes));
    parser_->body_limit(boost::none);  // set once the header says what the request is
    request_ = {};
    header_only_ = false;
    idle_ = buffer_.size() == 0;
    stream_.expires_after(shared_.options.time_limit);
    http::async_read_header(stream_, buffer_, *parser_, then(&Session::on_header));
}

void Session::on_header(Error error) {
    idle_ = false;
    if (error) return refuse_broken(error, 0);
    const auto& header = parser_->get();
    header_only_ = header.method() == http::verb::head;
    request_.method = header_only_ ? "GET" : std::string{header.method_string()};
    request_.target = std::string{header.target()};
    request_.accept = std::string{header[http::field::accept]};
    request_.authorization = std::string{header[http::field::authorization]};
    request_.content_type = bare_type(view_of(header[http::field::content_type]));
    if (header.version() == 11 && header.count(http::field::host) != 1)
        return refuse_and_close(
            codec::make_refusal(v1::REQUEST_MALFORMED, {{"reason", "one Host header is needed"}}));
    const auto limit = shared_.handler.body_limit(request_);
    if (parser_->content_length().value_or(0) > limit)
        return refuse_broken(http::error::body_limit, limit);
    parser_->body_limit(limit);
    if (!beast::iequals(header[http::field::expect], "100-continue")) return read_body(limit);
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(stream_, net::buffer(go_on),
                     [self = shared_from_this(), limit](Error failed, std::size_t) {
                         if (!failed) self->read_body(limit);
                     });
}

void Session::read_body(std::size_t limit) {
    // The library reads as much at a time as the buffer has room for, and 512 bytes at least.
    if (!parser_->is_done()) buffer_.reserve(read_bytes);
    stream_.expires_after(shared_.options.time_limit);
    http::async_read(stream_, buffer_, *parser_,
                     [self = shared_from_this(), limit](Error error, std::size_t) {
                         self->on_body(error, limit);
                     });
}

void Session::on_body(Error error, std::size_t limit) {
    if (error) return refuse_broken(error, limit);
    request_.body = std::move(parser_->get().body());
    if (!parser_->keep_alive()) closing_ = true;
    answer();
}

void Session::answer() {
    Response response;
    try {
        Request request = std::move(request_);
        request_.method = request.method;
        request_.target = request.target;
        response = shared_.handler.handle(std::move(request));
    } catch (const std::exception& fault) {
        response = fault_response(shared_.log, request_, fault.what());
    }
    if (response.later) return answer_later(std::move(response.later));
    send(std::move(response));
}

void Session::answer_later(std::function<Response(const MayWait&)> later) {
    auto run = [self = shared_from_this(), later = std::move(later)](bool thread_is_kept) {
        const MayWait may_wait = [&] { return thread_is_kept && !self->shared_.stopping; };
        try {
            return later(may_wait);
        } catch (const std::exception& fault) {
            return fault_response(self->shared_.log, self->request_, fault.what());
        }
    };
    if (++shared_.waiting > shared_.options.waiting_threads) {
        --shared_.waiting;
        return send(run(false));
    }
    net::post(shared_.waiters, [self = shared_from_this(), run = std::move(run)] {
        auto response = run(true);
        --self->shared_.waiting;
        net::post(self->stream_.get_executor(), [self, response = std::move(response)]() mutable {
            self->send(std::move(response));
        });
    });
}

// A request that cannot be read. What is left on the connection has no known meaning, so it ends.
void Session::refuse_broken(Error error, std::size_t body_limit) {
    if (error == http::error::header_limit)
        return refuse_and_close(codec::make_refusal(
            v1::HEADER_TOO_LARGE, {{"limit", std::to_string(shared_.options.max_header_bytes)}}));
    if (error == http::error::body_limit)
        return refuse_and_close(
            codec::make_refusal(v1::BODY_TOO_LARGE, {{"limit", std::to_string(body_limit)}}));
    if (error == http::error::end_of_stream) return drain(0);
    if (error.category() == make_error_code(http::error::end_of_stream).category())
        return refuse_and_close(
            codec::make_refusal(v1::REQUEST_MALFORMED, {{"reason", error.message()}}));
}

void Session::refuse_and_close(const Refusal& refusal) {
    closing_ = true;
    unread_ = true;
    send(problem(refusal));
}

void Session::send(Response response) {
    if (shared_.stopping) closing_ = true;
    response_ = {http::int_to_status(response.status), 11};
    response_.set(http::field::content_type, response.content_type);
    response_.set("X-Content-Type-Options", "nosniff");
    response_.set(http::field::cache_control, "no-store");
    if (!response.allow.empty()) response_.set(http::field::allow, response.allow);
    if (response.status == 401) response_.set(http::field::www_authenticate, ask_scheme);
    response_.keep_alive(!closing_);
    response_.content_length(response.body.size());
    response_.body() = std::move(response.body);
    serializer_.emplace(response_);
    stream_.expires_after(shared_.options.time_limit);
    if (header_only_)
        http::async_write_header(stream_, *serializer_, then(&Session::on_sent));
    else
        http::async_write(stream_, *serializer_, then(&Session::on_sent));
}

void Session::on_sent(Error error) {
    if (error) return;
    if (!closing_) return read_header();
    stream_.expires_after(std::chrono::seconds{2});
    drain(unread_ ? max_drained_bytes : 0);
}

// Ends our side, and where the request was not read to its end reads on for a while: closing on
// unread bytes would make the other side's system throw away the response that it has not read yet.
void Session::drain(std::size_t bytes_left) {
    Error ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    buffer_.clear();
    idle_ = true;
    if (bytes_left == 0) return;
    stream_.async_read_some(buffer_.prepare(16 * 1024),
                            [self = shared_from_this(), bytes_left](Error error, std::size_t read) {
                                if (!error) self->drain(bytes_left - std::min(read, bytes_left));
                            });
}

}  // namespace linlian::api
