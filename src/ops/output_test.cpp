#include "ops/output.h"

#include "ops/log.h"

#include <gtest/gtest.h>
#include <sys/socket.h>

#include <array>
#include <fcntl.h>
#include <unistd.h>

namespace linlian::ops {
namespace {

struct Pipe {
    std::array<int, 2> ends{};
    Pipe() { EXPECT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0); }
    ~Pipe() {
        for (const int end : ends) {
            if (end >= 0) ::close(end);
        }
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    int writer() const { return ends[1]; }
    void close_reader() { ::close(std::exchange(ends[0], -1)); }
    // Everything that is in it now.
    std::string read_all() const {
        ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
        std::string all;
        std::array<char, 4096> piece{};
        ssize_t got = 0;
        while ((got = ::read(ends[0], piece.data(), piece.size())) > 0)
            all.append(piece.data(), static_cast<std::size_t>(got));
        return all;
    }
};

TEST(Output, writes_lines_however_long) {
    const Pipe pipe;
    Output output{pipe.writer()};
    const std::string line = std::string(10'000, 'x') + "\n";
    output.write("a\n");
    output.write(line);
    EXPECT_EQ(pipe.read_all(), "a\n" + line);
    EXPECT_EQ(output.lost(), 0U);
}

// Were it to wait, this test would never end.
TEST(Output, that_nobody_reads_waits_for_nobody_and_says_what_was_lost) {
    const Pipe pipe;
    Output output{pipe.writer()};
    for (int i = 0; i < 10'000; ++i) output.write("a line that nobody reads at this time\n");
    const auto lost = output.lost();
    EXPECT_GT(lost, 0U);
    pipe.read_all();
    output.write("now\n");
    EXPECT_EQ(pipe.read_all(),
              "(" + std::to_string(lost) + " lines before this one were lost)\nnow\n");
}

// SIGPIPE would end this program.
TEST(Output, to_a_closed_pipe_or_socket_raises_no_signal) {
    Pipe pipe;
    pipe.close_reader();
    Output to_pipe{pipe.writer()};
    to_pipe.write("a\n");
    EXPECT_EQ(to_pipe.lost(), 1U);
    std::array<int, 2> sockets{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
    ::close(sockets[0]);
    Output to_socket{sockets[1]};
    to_socket.write("a\n");
    EXPECT_EQ(to_socket.lost(), 1U);
    ::close(sockets[1]);
    Output to_nothing{-1};
    to_nothing.write("a\n");
    EXPECT_EQ(to_nothing.lost(), 1U);
}

TEST(Output, to_a_socket_that_is_full_waits_for_nobody) {
    std::array<int, 2> sockets{};
    ASSERT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
    Output output{sockets[1]};
    for (int i = 0; i < 100'000 && output.lost() == 0; ++i) output.write(std::string(100, 'x'));
    EXPECT_GT(output.lost(), 0U);
    for (const int one : sockets) ::close(one);
}

TEST(Log, goes_on_when_nobody_reads_standard_error) {
    const Pipe pipe;
    const int before = ::dup(STDERR_FILENO);
    ::dup2(pipe.writer(), STDERR_FILENO);
    const Log log = Log::to_stderr(LogLevel::info);
    for (int i = 0; i < 5'000; ++i) log.info("line {} of many that nobody reads", i);
    const auto read = pipe.read_all();
    log.info("the last");
    const auto after = pipe.read_all();
    ::dup2(before, STDERR_FILENO);
    ::close(before);
    EXPECT_NE(read.find("line 0 of many"), std::string::npos);
    EXPECT_NE(after.find("lines before this one were lost)\n"), std::string::npos);
    EXPECT_NE(after.find("the last\n"), std::string::npos);
}

}  // namespace
}  // namespace linlian::ops
