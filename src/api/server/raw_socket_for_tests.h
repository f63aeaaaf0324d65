// For tests of the API only: a socket that sends exactly the bytes it is given, also those that no
// client would send.
#pragma once

#include "base/bytes.h"
#include "base/check.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <chrono>
#include <functional>
#include <poll.h>
#include <unistd.h>

namespace linlian::api {

class RawSocket {
  public:
    // `before_connecting` runs when the socket is there and not connected yet.
    explicit RawSocket(
        std::uint16_t port, const std::function<void()>& before_connecting = [] {})
        : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        before_connecting();
        connect(port);
    }
    // From another address of this computer, as 127.0.0.2 is one.
    RawSocket(std::uint16_t port, const char* from) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        CHECK(::inet_pton(AF_INET, from, &address.sin_addr) == 1);
        CHECK(::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        connect(port);
    }
    ~RawSocket() { ::close(socket_); }
    RawSocket(const RawSocket&) = delete;
    RawSocket& operator=(const RawSocket&) = delete;

    void send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;  // the other side has closed, which the test sees when it reads
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void half_close() const { ::shutdown(socket_, SHUT_WR); }

    // Everything until the other side closes; "(late)" at the end when it does not in 10 s.
    std::string read_to_end() const {
        std::string all;
        char piece[4096];
        for (;;) {
            const auto got = ::recv(socket_, piece, sizeof piece, 0);
            if (got == 0) return all;
            if (got < 0) return all + (errno == EAGAIN ? "(late)" : "(reset)");
            all.append(piece, static_cast<std::size_t>(got));
        }
    }
    // Whether bytes have come, or the other side has closed.
    bool has_something_to_read(std::chrono::milliseconds at_most = {}) const {
        pollfd waited{socket_, POLLIN, 0};
        return ::poll(&waited, 1, static_cast<int>(at_most.count())) == 1;
    }
    // Whether the other side has closed, seen without reading what it has sent.
    bool is_closed() const {
        pollfd waited{socket_, POLLRDHUP, 0};
        return ::poll(&waited, 1, 0) == 1;
    }
    // Everything, if anything comes within this time.
    std::string read_now(std::chrono::milliseconds at_most) const {
        return has_something_to_read(at_most) ? read_to_end() : std::string{};
    }
    // At least `bytes` bytes, unless the other side closes first.
    std::string read_some(std::size_t bytes) const {
        std::string all;
        char piece[4096];
        while (all.size() < bytes) {
            const auto got = ::recv(socket_, piece, sizeof piece, 0);
            if (got <= 0) break;
            all.append(piece, static_cast<std::size_t>(got));
        }
        return all;
    }

  private:
    void connect(std::uint16_t port) const {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        CHECK(::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        const timeval limit{10, 0};
        ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    }

    int socket_;
};

}  // namespace linlian::api
