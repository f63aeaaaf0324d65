// A request and its response as the routes see them: plain values, so that nothing but the server
// and the client knows the HTTP library. The server calls a Handler from many threads at once.
#pragma once

#include "base/bytes.h"
#include "engine/wakes.h"

#include <chrono>
#include <optional>

namespace linlian::api {

inline constexpr const char* json_type = "application/json";
inline constexpr const char* problem_type = "application/problem+json";
inline constexpr const char* protobuf_type = "application/x-protobuf";
inline constexpr const char* parcel_type = "application/x-protobuf-parcel";
inline constexpr const char* bytes_type = "application/octet-stream";

struct Request {
    std::string method;        // "GET"; HEAD comes as GET, the server leaves the body out
    std::string target;        // as sent: path and query, percent-encoded
    std::string content_type;  // lower case, without parameters
    std::string accept;
    std::string authorization = {};  // who asks, see ask.h
    Bytes body;
};

using engine::Wake;
struct Response;

// A response that comes once something has happened. No thread waits for it: the server looks, and
// looks again when it is woken and when the time is up.
struct Pending {
    std::chrono::milliseconds at_most{0};
    // The response when it can be given, else nothing, after it has arranged for `wake` to be
    // called when looking again is worth while. With `last` there always is one.
    std::function<std::optional<Response>(const std::weak_ptr<const Wake>& wake, bool last)> look;
};

struct Response {
    unsigned status = 200;
    std::string content_type = json_type;
    Bytes body;
    std::string allow;           // the header of 405; 401 says by itself which scheme it wants
    unsigned retry_after_s = 0;  // the header of 429 and 503; 0: none
    // When one of these is set, the rest of this response is not used: the one it gives is, which
    // may have one set again. `later` is for what takes a moment to make: a thread of the server's
    // that is there for that makes it, and never waits.
    std::function<Response()> later;
    std::optional<Pending> pending;
};

class Handler {
  public:
    virtual ~Handler() = default;
    // The longest body that this request may have; asked when its header is read.
    virtual std::size_t body_limit(const Request& header) const = 0;
    virtual Response handle(Request request) const = 0;
};

}  // namespace linlian::api
