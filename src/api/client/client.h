// A small HTTP client of a node: one connection, kept alive, each call waiting for its reply. The
// command line, the bench and tests use it, one Client a thread. It understands no route.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <chrono>
#include <cstdint>
#include <memory>

namespace linlian::api {

// Why something was not done, as a node states it. It is no Refusal, so that nothing shows it which
// did not look at it first.
struct Stated {
    std::string code;
    std::vector<Figure> figures;
    bool operator==(const Stated&) const = default;
};

struct Reply {
    unsigned status = 0;
    std::string content_type;
    Bytes body;

    bool ok() const { return status >= 200 && status < 300; }
    // What a problem reply (RFC 9457) says: its code and figures. A reply that is none gives
    // api.REPLY_BROKEN.
    Stated refusal() const;
};

class Client {
  public:
    // Connects at the first call. `host` is a name or an address (IPv6 with or without brackets);
    // `time_limit` is for connecting and for each reply, so longer than any ?wait= that is asked
    // for.
    static Client to(std::string host, std::uint16_t port,
                     std::chrono::milliseconds time_limit = std::chrono::seconds{40});
    Client(Client&&) noexcept;
    Client& operator=(Client&&) noexcept;
    ~Client();

    // `path` with its query, percent-encoded; `accept` is a media type. Every status is a reply.
    // Refusals: api.NODE_NOT_REACHED, REPLY_LATE, REPLY_BROKEN. A call whose kept connection turns
    // out to be closed is sent once more on a new one; a transaction sent twice is recorded once.
    // `authorization`: who asks (ask.h); empty: nobody.
    Result<Reply> get(const std::string& path, const std::string& accept = "*/*",
                      const std::string& authorization = {});
    Result<Reply> post(const std::string& path, const std::string& content_type, Bytes body,
                       const std::string& accept = "*/*", const std::string& authorization = {});

  private:
    struct Inside;
    explicit Client(std::unique_ptr<Inside> inside);

    std::unique_ptr<Inside> inside_;
};

}  // namespace linlian::api
