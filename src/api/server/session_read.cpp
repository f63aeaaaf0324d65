// How a session reads a request: no more bytes at a time than it needs, and none of a body before
// there is memory for them.
#include "api/api.pb.h"
#include "api/server/header_check.h"
#include "api/server/session.h"
#include "codec/refusal.h"
#include "ops/address/authority.h"

namespace linlian::api {
namespace {

// How much is read at a time of a header, and of a body.
constexpr std::size_t header_step = 2 * 1024;
constexpr std::size_t body_step = 16 * 1024;

std::string_view view_of(beast::string_view text) { return {text.data(), text.size()}; }

std::string_view view_of(const beast::flat_buffer& buffer) {
    return {static_cast<const char*>(buffer.data().data()), buffer.size()};
}

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

template <class Header>
std::vector<std::string_view> values_of(const Header& header, http::field name) {
    std::vector<std::string_view> values;
    const auto [from, to] = header.equal_range(name);
    for (auto field = from; field != to; ++field) values.push_back(view_of(field->value()));
    return values;
}

template <class Header>
Result<> check_fields(const Header& header) {
    TRY(check_framing({header.version() == 11, values_of(header, http::field::content_length),
                       values_of(header, http::field::transfer_encoding)}));
    const auto hosts = header.count(http::field::host);
    if (hosts > 1 || (header.version() == 11 && hosts == 0))
        return refuse(v1::REQUEST_MALFORMED, {{"reason", "one Host header is needed"}});
    return {};
}

// Of a text that a stranger chose, as much as a message needs.
std::string beginning_of(std::string_view text) { return std::string{text.substr(0, 100)}; }

template <class Header>
Result<> check_names(const OwnNames& names, const Header& header) {
    auto hosts = values_of(header, http::field::host);
    if (const auto url = ops::split_url(view_of(header.target()))) hosts.push_back(url->authority);
    for (const auto host : hosts) {
        if (!names.has_host(host)) return refuse(v1::HOST_UNKNOWN, {{"host", beginning_of(host)}});
    }
    const bool only_reads =
        header.method() == http::verb::get || header.method() == http::verb::head;
    if (only_reads) return {};
    for (const auto origin : values_of(header, http::field::origin)) {
        if (!names.has_origin(origin))
            return refuse(v1::ORIGIN_UNKNOWN, {{"origin", beginning_of(origin)}});
    }
    return {};
}

}  // namespace

// Everything of the request before is forgotten; what has come of the next one stays in the buffer.
void Session::read_header() {
    parser_.emplace();
    request_ = {};
    body_size_ = 0;
    checked_ = 0;
    header_only_ = false;
    set(buffer_.size() == 0 ? Doing::idle : Doing::clients_turn);
    if (buffer_.size() == 0) buffer_.shrink_to_fit();
    stream_.expires_after(shared_.options.time_limit);
    on_header_bytes({}, 0);
}

void Session::on_header_bytes(Error error, std::size_t count) {
    buffer_.commit(count);
    // Between two requests the end is the end; within one it is a request that was cut off.
    if (error == net::error::eof)
        error = buffer_.size() == 0 ? http::error::end_of_stream : http::error::partial_message;
    if (error) return refuse_broken(error);
    if (count > 0 && doing_ == Doing::idle) set(Doing::clients_turn);
    const auto bytes = view_of(buffer_);
    const auto size = header_size(bytes);
    const auto limit = shared_.options.max_header_bytes;
    // The last byte is looked at again: the one after it says whether it is right.
    const auto from = checked_ - std::min<std::size_t>(checked_, 1);
    const auto fine = check_header_bytes(bytes.substr(0, size.value_or(bytes.size())), from);
    if (!fine) return refuse_and_close(fine.error());
    checked_ = bytes.size();
    // Counted as it comes, so that a header without end is refused at the limit.
    if (size.value_or(bytes.size()) > limit) return refuse_broken(http::error::header_limit);
    if (size) return parse_header(*size);
    stream_.async_read_some(buffer_.prepare(header_step),
                            [self = shared_from_this()](Error failed, std::size_t read) {
                                self->on_header_bytes(failed, read);
                            });
}

// The library sees a header only when all of it is there and its bytes were checked.
void Session::parse_header(std::size_t size) {
    // Both limits are ours; the library's are above them.
    parser_->header_limit(static_cast<std::uint32_t>(shared_.options.max_header_bytes + 1));
    parser_->body_limit(boost::none);
    Error error;
    parser_->put(net::const_buffer(buffer_.data().data(), size), error);
    if (!error && !parser_->is_header_done()) error = http::error::partial_message;
    if (error) return refuse_broken(error);
    buffer_.consume(size);
    on_header();
}

void Session::on_header() {
    const auto& header = parser_->get();
    // HEAD is answered as GET, without the body.
    header_only_ = header.method() == http::verb::head;
    request_.method = header_only_ ? "GET" : std::string{header.method_string()};
    request_.target = std::string{header.target()};
    request_.accept = std::string{header[http::field::accept]};
    request_.authorization = std::string{header[http::field::authorization]};
    request_.content_type = bare_type(view_of(header[http::field::content_type]));
    if (const auto fine = check_fields(header); !fine) return refuse_and_close(fine.error());
    // By other names only a browser that was led here asks (DNS rebinding), or a page of another
    // origin.
    if (const auto ours = check_names(shared_.names, header); !ours)
        return refuse_and_close(ours.error());
    // The limit depends on what the header says, hence only now.
    body_limit_ = shared_.handler.body_limit(request_);
    // One that says so is refused before a byte of it is read.
    if (parser_->content_length().value_or(0) > body_limit_)
        return refuse_broken(http::error::body_limit);
    parser_->body_limit(body_limit_);
    stream_.expires_after(shared_.options.time_limit);
    // The library reads as much at a time as the buffer has room for.
    if (!parser_->is_done()) buffer_.reserve(body_step);
    if (!beast::iequals(header[http::field::expect], "100-continue")) return read_body();
    static constexpr std::string_view go_on = "HTTP/1.1 100 Continue\r\n\r\n";
    net::async_write(stream_, net::buffer(go_on),
                     [self = shared_from_this()](Error failed, std::size_t) {
                         if (!failed) self->read_body();
                     });
}

// Room for more of the body, in memory that the budget has; it grows with what has really come, so
// that whoever only says that much will follow holds nothing.
bool Session::make_room() {
    auto& body = request_.body;
    if (body_size_ == body.size()) {
        const auto most = parser_->content_length().value_or(body_limit_);
        const auto size = std::min<std::size_t>(most, std::max(body_step, 2 * body_size_));
        if (!memory_.hold(size)) return false;
        body.resize(size);
    }
    parser_->get().body().data = body.data() + body_size_;
    parser_->get().body().size = body.size() - body_size_;
    parser_->get().body().more = true;
    return true;
}

// Only as much is read as there is room for; a full part of the body makes room for the next.
void Session::read_body() {
    if (parser_->is_done()) {
        request_.body.resize(body_size_);
        if (!parser_->keep_alive()) closing_ = true;
        return answer();
    }
    if (!make_room()) return refuse_and_close(codec::make_refusal(v1::MEMORY_USED_UP));
    http::async_read_some(stream_, buffer_, *parser_, then(&Session::on_body));
}

// `need_buffer` says that the room is used up, which is no fault.
void Session::on_body(Error error) {
    body_size_ = request_.body.size() - parser_->get().body().size;
    if (error == http::error::need_buffer) error = {};
    if (error) return refuse_broken(error);
    read_body();
}

// A request that cannot be read. What is left on the connection has no known meaning, so it ends.
void Session::refuse_broken(Error error) {
    if (error == http::error::header_limit)
        return refuse_and_close(codec::make_refusal(
            v1::HEADER_TOO_LARGE, {{"limit", std::to_string(shared_.options.max_header_bytes)}}));
    if (error == http::error::body_limit)
        return refuse_and_close(
            codec::make_refusal(v1::BODY_TOO_LARGE, {{"limit", std::to_string(body_limit_)}}));
    if (error == http::error::end_of_stream) return drain(0);
    if (error.category() == make_error_code(http::error::end_of_stream).category())
        return refuse_and_close(
            codec::make_refusal(v1::REQUEST_MALFORMED, {{"reason", error.message()}}));
}

}  // namespace linlian::api
