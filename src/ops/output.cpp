// Writing lines without ever waiting for whoever reads them. What cannot be written at once is lost
// and counted.

#include "ops/output.h"

#include <sys/socket.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <poll.h>
#include <unistd.h>

namespace linlian::ops {
namespace {

// As much as a pipe that is ready takes without waiting (POSIX: PIPE_BUF).
constexpr std::size_t piece_bytes = PIPE_BUF;

// True when all of the piece was taken. Half a piece cannot be told from none: the line is lost
// then.
bool write_piece(int descriptor, std::string_view piece) {
    const auto size = static_cast<ssize_t>(piece.size());
    // What a service manager reads is a socket.
    const auto sent = ::send(descriptor, piece.data(), piece.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent >= 0) return sent == size;
    if (errno != ENOTSOCK) return false;
    pollfd asked{descriptor, POLLOUT, 0};
    if (::poll(&asked, 1, 0) != 1 || asked.revents != POLLOUT) return false;
    return ::write(descriptor, piece.data(), piece.size()) == size;
}

}  // namespace

bool Output::write_whole(std::string_view bytes) const {
    while (!bytes.empty()) {
        const auto piece = bytes.substr(0, piece_bytes);
        if (!write_piece(descriptor_, piece)) return false;
        bytes.remove_prefix(piece.size());
    }
    return true;
}

// How many were lost is said before the next line that gets through.
void Output::write(std::string_view lines) {
    if (lost_ > 0) {
        const auto said = "(" + std::to_string(lost_) + " lines before this one were lost)\n";
        if (!write_whole(said)) {
            ++lost_;
            return;
        }
        lost_ = 0;
    }
    if (!write_whole(lines)) ++lost_;
}

}  // namespace linlian::ops
