// The second half of a connection's work: from a request that is read to an answer that is written.
// Rates and memory are asked before anything is worked out. No thread waits: what comes later is
// `pending` (the engine wakes it) or `later` (a maker thread works it out). All functions run on
// the session's strand, but for what make_later hands to a maker thread.

#include "api/server/session.h"

#include "api/api.pb.h"
#include "api/routes/ask.h"
#include "api/routes/problem.h"
#include "codec/refusal.h"

namespace linlian::api {
namespace {

// What is read and not understood yet: headers, and what stands between the chunks of a body.
constexpr std::size_t max_buffered_bytes = 64 * 1024;
// How much of a refused request is still read and thrown away.
constexpr std::size_t max_drained_bytes = 8 * 1024 * 1024;
// An answer up to this size is given even when the memory of all answers is used up.
constexpr std::size_t small_answer_bytes = 32 * 1024;

// The client learns that the node failed; what failed stands in the log alone.
Response fault_response(const ops::Log& log, const Request& request, const char* what) {
    log.error("fault while answering {} {}: {}", request.method, request.target, what);
    return problem(codec::make_refusal(v1::NODE_FAULT));
}

// Where the other side is gone already, an address of nobody.
Subscriber subscriber_of(const tcp::socket& socket) {
    Error gone;
    const auto address = socket.remote_endpoint(gone).address();
    if (gone) return {};
    return address.is_v4() ? Subscriber::of_v4(address.to_v4().to_bytes())
                           : Subscriber::of_v6(address.to_v6().to_bytes());
}

}  // namespace

Session::Session(tcp::socket socket, Shared& shared)
    : shared_(shared), stream_(std::move(socket)), client_(subscriber_of(stream_.socket())) {
    buffer_.max_size(max_buffered_bytes);
}

Session::~Session() { shared_.open.remove(this); }

// Only what waits for the client, or for its turn, may give way to others; a request that a thread
// works at may not.
void Session::set(Doing doing) {
    doing_ = doing;
    memory_.may_be_taken(doing != Doing::ours);
    shared_.open.set(this, doing, std::chrono::steady_clock::now());
}

// By a weak pointer: the budget must not keep a session that has ended.
void Session::start() {
    memory_.when_taken([weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->give_way();
    });
    net::post(stream_.get_executor(), [self = shared_from_this()] { self->read_header(); });
}

void Session::turn_away() {
    net::post(stream_.get_executor(), [self = shared_from_this()] {
        self->refuse_and_close(codec::make_refusal(v1::CONNECTIONS_USED_UP));
    });
}

// An idle connection has nothing to lose; another one gets its answer first, and look(true) ends a
// wait for blocks early.
void Session::stop() {
    net::post(stream_.get_executor(), [self = shared_from_this()] {
        self->closing_ = true;
        if (self->doing_ == Doing::idle) self->stream_.close();
        self->look(true);
    });
}

// It counts no more at once, though what stands in line for it may keep it for a while.
void Session::give_way() {
    net::post(stream_.get_executor(), [self = shared_from_this()] {
        if (self->doing_ == Doing::ours) return;
        self->has_given_way_ = true;
        self->pending_.reset();
        self->wake_.reset();
        self->timer_.cancel();
        self->stream_.close();
        self->shared_.open.remove(self.get());
    });
}

AddressRates& Session::rates() { return request_.method == "POST" ? shared_.posts : shared_.reads; }

// Reads count one, and what they cost more is charged later; posts count by the size of their
// bodies at once.
Result<> Session::check_rates() {
    const auto now = shared_.options.now();
    const bool posts = request_.method == "POST";
    const auto count = posts ? count_of_post(request_.body.size()) : 1;
    if (rates().take(client_, count, now)) {
        counted_ += count;
        return {};
    }
    if (posts) return refuse(v1::POSTS_USED_UP);
    const auto wait = std::chrono::ceil<std::chrono::seconds>(shared_.reads.wait(client_, now));
    return refuse(v1::READS_USED_UP,
                  {{"seconds", std::to_string(std::max<std::int64_t>(1, wait.count()))}});
}

// What a request costs is known when a thread has done it, and counts at once, not when the answer
// leaves: the next one that its address has waiting is judged by it.
void Session::charge(std::chrono::nanoseconds worked, std::size_t answer_bytes) {
    worked_ += worked;
    const bool posts = request_.method == "POST";
    const auto count = posts ? count_of_post(0, worked_) : count_of_read(worked_, answer_bytes);
    if (count <= counted_) return;
    rates().charge(client_, count - counted_, shared_.options.now());
    counted_ = count;
}

// Runs some of what makes the answer, on any thread, one at a time.
// A fault of one request is its own: the session answers 500 and goes on.
std::optional<Response> Session::work_at(const std::function<std::optional<Response>()>& work) {
    std::optional<Response> response;
    const auto begun = shared_.options.worked();
    try {
        response = work();
    } catch (const std::exception& fault) {
        response = fault_response(shared_.log, request_, fault.what());
    }
    charge(shared_.options.worked() - begun);
    return response;
}

void Session::answer() {
    set(Doing::ours);
    stream_.expires_never();
    worked_ = {};
    counted_ = 0;
    // Slowly, or whoever is refused would ask again at once.
    if (const auto may = check_rates(); !may) return refuse_slowly(may.error());
    go_on_with(*work_at([this] {
        Request request = std::move(request_);
        // Method and target are still needed for rates and for the log.
        request_.method = request.method;
        request_.target = request.target;
        return shared_.handler.handle(std::move(request));
    }));
}

// An answer may lead to another step: waiting, then making, then sending.
void Session::go_on_with(Response response) {
    if (response.pending) return wait_for(std::move(*response.pending));
    if (response.later) return make_later(std::move(response.later));
    if (!header_only_) charge({}, response.body.size());
    send(std::move(response));
}

// It takes one more in advance, for it may have stood in line until nothing was left for its
// address: so many connections at once get no more made than one.
void Session::make_later(std::function<Response()> later) {
    set(Doing::waiting);
    net::post(shared_.makers, [self = shared_from_this(), later = std::move(later)] {
        if (self->has_given_way_) return;
        const auto may = self->check_rates();
        auto made = may ? *self->work_at(later) : problem(may.error());
        net::post(self->stream_.get_executor(),
                  [self, made = std::move(made)]() mutable { self->go_on_with(std::move(made)); });
    });
}

// Nobody waits on a thread: the engine wakes, or the timer does.
void Session::wait_for(Pending pending) {
    set(Doing::waiting);
    pending_ = std::move(pending);
    wake_ = std::make_shared<const Wake>([weak = weak_from_this()] {
        auto self = weak.lock();
        if (!self) return;
        const auto executor = self->stream_.get_executor();
        net::post(executor, [self = std::move(self)] { self->look(false); });
    });
    timer_.expires_after(pending_->at_most);
    timer_.async_wait([self = shared_from_this()](Error stopped) {
        if (!stopped) self->look(true);
    });
    look(false);
}

// `last`: the answer must be given now, whatever has come; so when the time is up and when the
// server stops.
void Session::look(bool last) {
    if (!pending_) return;
    auto response = work_at([&] { return pending_->look(wake_, last || shared_.stopping); });
    if (!response) return;
    pending_.reset();
    wake_.reset();
    timer_.cancel();
    go_on_with(std::move(*response));
}

// What is left of the request has no known end, so the connection ends behind the refusal.
void Session::refuse_and_close(const Refusal& refusal) {
    closing_ = true;
    unread_ = true;
    request_.body = {};
    send(problem(refusal));
}

// Holds nothing meanwhile, no thread and no memory, but its connection.
void Session::refuse_slowly(const Refusal& refusal) {
    request_.body = {};
    memory_.hold(0);
    set(Doing::waiting);
    timer_.expires_after(shared_.options.refused_after);
    timer_.async_wait(
        [self = shared_from_this(), refusal](Error) { self->send(problem(refusal)); });
}

void Session::send(Response response) {
    // The memory of the body becomes that of the answer. A small answer needs no room in the
    // budget, so that refusals can always be told.
    const bool fits = memory_.hold(response.body.size()) ||
                      (memory_.hold(0) && response.body.size() <= small_answer_bytes);
    if (!fits) response = problem(codec::make_refusal(v1::MEMORY_USED_UP));
    if (shared_.stopping) closing_ = true;
    response_ = {http::int_to_status(response.status), 11};
    response_.set(http::field::content_type, response.content_type);
    // A browser must not take an answer for a page, and nobody on the way keeps one.
    response_.set("X-Content-Type-Options", "nosniff");
    response_.set(http::field::cache_control, "no-store");
    if (!response.allow.empty()) response_.set(http::field::allow, response.allow);
    if (response.retry_after_s > 0)
        response_.set(http::field::retry_after, std::to_string(response.retry_after_s));
    if (response.status == 401) response_.set(http::field::www_authenticate, ask_scheme);
    response_.keep_alive(!closing_);
    response_.content_length(response.body.size());
    response_.body() = std::move(response.body);
    write();
}

// The client has the time limit for taking it, or the connection ends.
void Session::write() {
    serializer_.emplace(response_);
    set(Doing::clients_turn);
    stream_.expires_after(shared_.options.time_limit);
    if (header_only_)
        http::async_write_header(stream_, *serializer_, then(&Session::on_sent));
    else
        http::async_write(stream_, *serializer_, then(&Session::on_sent));
}

void Session::on_sent(Error error) {
    serializer_.reset();
    response_ = {};
    memory_.hold(0);
    if (error) return;
    // The next request may be in the buffer already.
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
    set(Doing::idle);
    if (bytes_left == 0) return;
    stream_.async_read_some(buffer_.prepare(16 * 1024),
                            [self = shared_from_this(), bytes_left](Error error, std::size_t read) {
                                if (!error) self->drain(bytes_left - std::min(read, bytes_left));
                            });
}

}  // namespace linlian::api
