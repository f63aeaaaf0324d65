// A request and its response as the routes see them: plain values, so that nothing but the server
// and the client knows the HTTP library. The server calls a Handler from many threads at once.
#pragma once

#include "base/bytes.h"

#include <functional>

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

using MayWait = std::function<bool()>;

struct Response {
    unsigned status = 200;
    std::string content_type = json_type;
    Bytes body;
    std::string allow;  // the header of 405; 401 says by itself which scheme it wants
    // When set, the rest of this response is not used: the one this gives is. It waits for what its
    // request asked for, asking `may_wait` about every half second, and answers with what there is
    // as soon as that says no: the server is stopping, or has no thread left for waiting.
    std::function<Response(const MayWait& may_wait)> later;
};

class Handler {
  public:
    virtual ~Handler() = default;
    // The longest body that this request may have; asked when its header is read.
    virtual std::size_t body_limit(const Request& header) const = 0;
    virtual Response handle(Request request) const = 0;
};

}  // namespace linlian::api
