// What strangers may take of a server: memory, connections, file descriptors, readings. Raw sockets
// drive it, as no honest client would.
#include "api/client/client.h"
#include "api/server/address_rates.h"
#include "api/server/memory_budget.h"
#include "api/server/server_for_tests.h"
#include "kit/folder.h"
#include "kit/soon.h"

#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <algorithm>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <memory>

namespace linlian::api {
namespace {

using Sockets = std::vector<std::unique_ptr<RawSocket>>;

struct LimitsTest : ServedNode {
    unsigned status_of_health() const {
        const auto reply = Client::to("127.0.0.1", server->port()).get("/health");
        return reply ? reply->status : 0;
    }
    // As a client does that is told to try again shortly.
    unsigned status_after_retries() const {
        unsigned status = 503;
        kit::soon([&] { return (status = status_of_health()) != 503; });
        return status;
    }
};

const std::string health = "GET /health" + host + "\r\n";

std::string parcel_header(std::size_t length) {
    return "POST /transactions" + host + "Content-Type: application/x-protobuf-parcel\r\n" +
           "Content-Length: " + std::to_string(length) + "\r\n\r\n";
}

// What the process takes of the machine's memory, in bytes.
std::size_t resident_bytes() {
    std::size_t all = 0;
    std::size_t resident = 0;
    std::ifstream{"/proc/self/statm"} >> all >> resident;
    return resident * static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

TEST_F(LimitsTest, bodies_that_are_only_announced_take_no_memory) {
    options.posts_per_second = 0;  // so that one address may have all connections
    const auto port = start();
    const auto before = resident_bytes();
    Sockets sockets;
    for (int i = 0; i < 300; ++i) {
        sockets.push_back(std::make_unique<RawSocket>(port));
        sockets.back()->send(parcel_header(4 * 1024 * 1024) + std::string(100, 'x'));
    }
    EXPECT_EQ(status_of_health(), 200U);
    EXPECT_LT(resident_bytes() - before, 64U * 1024 * 1024);
}

TEST_F(LimitsTest, bodies_above_the_budget_of_all_connections_are_turned_away) {
    options.memory_bytes = 1024 * 1024;
    const auto port = start();
    Sockets sockets;
    for (int i = 0; i < 4; ++i) {
        sockets.push_back(std::make_unique<RawSocket>(port));
        sockets.back()->send(parcel_header(1024 * 1024) + std::string(500'000, 'x'));
    }
    // Two of them at most can be held, and the others are refused.
    const auto refused = [&] {
        return std::ranges::count_if(
            sockets, [](const auto& socket) { return socket->has_something_to_read(); });
    };
    EXPECT_TRUE(kit::soon([&] { return refused() >= 2; }));
    EXPECT_LT(refused(), 4);
    for (const auto& socket : sockets) {
        if (!socket->has_something_to_read()) continue;
        const auto answer = socket->read_to_end();
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 503")) << answer;
        EXPECT_NE(answer.find("Retry-After: 1\r\n"), answer.npos) << answer;
        EXPECT_NE(answer.find("api.MEMORY_USED_UP"), answer.npos) << answer;
        EXPECT_NE(answer.find("Connection: close"), answer.npos) << answer;
    }
    // Small answers are given all the same, and what ends is given back.
    EXPECT_EQ(status_of_health(), 200U);
    sockets.clear();
    machine::v1::Batch parcel;
    for (std::uint64_t i = 0; i < 2'000; ++i) parcel.add_transactions(node.add(i));
    const auto body = codec::encode(parcel);
    ASSERT_GT(body.size(), 200'000U);
    auto client = Client::to("127.0.0.1", port);
    unsigned status = 0;
    for (int attempt = 0; attempt < 50 && status != 200; ++attempt) {
        const auto reply = client.post("/transactions?wait=9000", parcel_type, body);
        status = reply ? reply->status : 0;
    }
    EXPECT_EQ(status, 200U);
}

TEST_F(LimitsTest, the_connection_that_is_idle_for_the_longest_time_gives_way) {
    options.max_connections = 2;
    const auto port = start();
    // Connections are taken in their order, so the first is idle by when the second has its answer.
    const RawSocket oldest{port};
    const RawSocket other{port};
    other.send(health);
    ASSERT_NE(other.read_some(1), "");
    EXPECT_EQ(status_after_retries(), 200U);
    EXPECT_EQ(oldest.read_to_end().find("(late)"), std::string::npos);
}

TEST_F(LimitsTest, connections_at_work_do_not_give_way_and_new_ones_are_told_so) {
    options.max_connections = 2;
    node.engine.hold();
    const auto port = start();
    Sockets waiting;
    for (std::uint64_t i = 0; i < 2; ++i) {
        const auto body = node.add(i);
        waiting.push_back(std::make_unique<RawSocket>(port));
        waiting.back()->send("POST /transactions?wait=20000" + host +
                             "Content-Type: application/octet-stream\r\nConnection: close\r\n" +
                             "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    }
    ASSERT_TRUE(kit::soon([&] { return node.engine.waiting_calls() >= 2; }));
    const RawSocket third{port};
    third.send(health);
    const auto answer = third.read_to_end();
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 503")) << answer;
    EXPECT_NE(answer.find("api.CONNECTIONS_USED_UP"), answer.npos);
    EXPECT_NE(answer.find("Retry-After: 1\r\n"), answer.npos);
    node.engine.release();
    for (const auto& socket : waiting)
        EXPECT_TRUE(socket->read_to_end().starts_with("HTTP/1.1 200"));
}

// Lowers the limit of open files for one test.
class FewDescriptors {
  public:
    explicit FewDescriptors(rlim_t limit) {
        ::getrlimit(RLIMIT_NOFILE, &before_);
        rlimit lowered = before_;
        lowered.rlim_cur = limit;
        CHECK(::setrlimit(RLIMIT_NOFILE, &lowered) == 0);
    }
    ~FewDescriptors() { ::setrlimit(RLIMIT_NOFILE, &before_); }
    FewDescriptors(const FewDescriptors&) = delete;
    FewDescriptors& operator=(const FewDescriptors&) = delete;

  private:
    rlimit before_{};
};

// How many more files this process can open now.
std::size_t descriptors_left() {
    std::vector<int> opened;
    for (int one = 0; (one = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
        opened.push_back(one);
    for (const int one : opened) ::close(one);
    return opened.size();
}

// The clients are another process, as they are in life: their descriptors are not ours. It opens so
// many connections, says so, and keeps them until it is let go.
class CrowdOfClients {
  public:
    CrowdOfClients(std::uint16_t port, int count) {
        CHECK(::pipe(ready_) == 0 && ::pipe(go_) == 0);
        child_ = ::fork();
        CHECK(child_ >= 0);
        if (child_ > 0) {
            ::close(ready_[1]);
            char done = 0;
            CHECK(::read(ready_[0], &done, 1) == 1);
            return;
        }
        ::close(go_[1]);  // so that the end of the test ends this process too
        rlimit limit{};
        ::getrlimit(RLIMIT_NOFILE, &limit);
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
        Sockets sockets;
        for (int i = 0; i < count; ++i) sockets.push_back(std::make_unique<RawSocket>(port));
        char byte = 1;
        (void)!::write(ready_[1], &byte, 1);
        (void)!::read(go_[0], &byte, 1);
        ::_exit(0);
    }
    ~CrowdOfClients() {
        ::close(go_[1]);
        int status = 0;
        ::waitpid(child_, &status, 0);
        for (const int one : {ready_[0], go_[0]}) ::close(one);
    }
    CrowdOfClients(const CrowdOfClients&) = delete;
    CrowdOfClients& operator=(const CrowdOfClients&) = delete;

  private:
    int ready_[2] = {};
    int go_[2] = {};
    pid_t child_ = 0;
};

TEST_F(LimitsTest, a_thousand_idle_connections_leave_the_ledger_its_descriptors) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    if (limit.rlim_max < 1'500) GTEST_SKIP() << "this system lets nobody open 1,100 connections";
    const FewDescriptors few{1'024};
    options.posts_per_second = 0;  // so that one address may have all connections
    const auto port = start();
    const CrowdOfClients crowd{port, 1'100};
    // A client that comes after them is served: an idle one gave way.
    EXPECT_EQ(status_after_retries(), 200U);
    EXPECT_GT(descriptors_left(), 400U);
    EXPECT_EQ(status_after_retries(), 200U);
}

// Opens files until the process may open no more.
class AllDescriptors {
  public:
    AllDescriptors() = default;
    ~AllDescriptors() { close(); }
    AllDescriptors(const AllDescriptors&) = delete;
    AllDescriptors& operator=(const AllDescriptors&) = delete;

    void take() {
        for (int one = 0; (one = ::open("/dev/null", O_RDONLY | O_CLOEXEC)) >= 0;)
            files_.push_back(one);
    }
    void close() {
        for (const int one : files_) ::close(one);
        files_.clear();
    }

  private:
    std::vector<int> files_;
};

TEST_F(LimitsTest, without_descriptors_a_connection_stays_in_line_until_there_are_some) {
    const kit::Folder folder;
    log = ops::Log::to_file(folder / "log", ops::LogLevel::warning);
    const auto port = start();
    const FewDescriptors few{256};
    AllDescriptors all;
    const RawSocket late{port, [&all] { all.take(); }};
    late.send(health);
    // The server says so when it has found none for this connection.
    EXPECT_TRUE(kit::soon([&] { return std::filesystem::file_size(folder / "log") > 0; }));
    EXPECT_FALSE(late.has_something_to_read());
    all.close();
    EXPECT_TRUE(late.read_some(12).starts_with("HTTP/1.1 200"));
    EXPECT_EQ(status_of_health(), 200U);
}

TEST_F(LimitsTest, without_descriptors_an_idle_connection_gives_way) {
    const auto port = start();
    const RawSocket idle{port};
    idle.send(health);
    ASSERT_NE(idle.read_some(1), "");
    const FewDescriptors few{256};
    AllDescriptors all;
    const RawSocket late{port, [&all] { all.take(); }};
    late.send(health);
    EXPECT_TRUE(late.read_some(12).starts_with("HTTP/1.1 200"));
    EXPECT_EQ(idle.read_to_end().find("(late)"), std::string::npos);
}

// None of them is idle, or slow yet.
TEST_F(LimitsTest, one_address_leaves_connections_to_the_others) {
    options.max_connections = 80;
    const auto port = start();
    Sockets crowd;
    for (int i = 0; i < 100; ++i) {
        crowd.push_back(std::make_unique<RawSocket>(port));
        crowd.back()->send("G");
    }
    const RawSocket neighbour{port, "127.0.0.2"};
    neighbour.send(health);
    EXPECT_TRUE(neighbour.read_some(12).starts_with("HTTP/1.1 200"));
}

TEST_F(LimitsTest, of_an_address_that_has_its_part_its_own_idle_connections_give_way) {
    options.max_connections = 80;
    const auto port = start();
    const RawSocket neighbour{port, "127.0.0.2"};
    Sockets idle;
    for (int i = 0; i < 20; ++i) idle.push_back(std::make_unique<RawSocket>(port));
    // None of them gives way before it was idle for a moment.
    EXPECT_EQ(status_after_retries(), 200U);
    // Whoever is still served was not closed, and will not be.
    const auto is_served = [](const RawSocket& socket) {
        socket.send(health);
        return socket.read_some(12).starts_with("HTTP/1.1 200");
    };
    EXPECT_EQ(std::ranges::count_if(idle, [&](const auto& one) { return is_served(*one); }), 19);
    EXPECT_TRUE(is_served(neighbour)) << "though it has been idle for longer";
}

TEST_F(LimitsTest, bodies_of_one_address_leave_memory_to_the_others) {
    options.memory_bytes = 64 * 1024 * 1024;
    const auto port = start();
    Sockets sockets;
    for (int i = 0; i < 20; ++i) {
        sockets.push_back(std::make_unique<RawSocket>(port));
        sockets.back()->send(parcel_header(4 * 1024 * 1024) + std::string(2'200'000, 'x'));
    }
    const auto is_refused = [](const auto& socket) { return socket->has_something_to_read(); };
    EXPECT_TRUE(kit::soon([&] { return std::ranges::any_of(sockets, is_refused); }));
    machine::v1::Batch parcel;
    for (std::uint64_t i = 0; i < 100; ++i) parcel.add_transactions(node.add(i));
    const auto body = codec::encode(parcel);
    const RawSocket neighbour{port, "127.0.0.2"};
    neighbour.send(parcel_header(body.size()) + body);
    const auto answer = neighbour.read_some(12);
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 2")) << answer;
}

// So each connection gets so many a second and no more.
TEST_F(LimitsTest, a_refusal_for_the_rate_takes_its_time_and_no_thread) {
    options.reads_per_second = 1;
    options.threads = 1;
    options.refused_after = std::chrono::milliseconds{300};
    options.now = [] { return AddressRates::Time{std::chrono::hours{1}}; };
    const auto port = start();
    const auto begun = std::chrono::steady_clock::now();
    const RawSocket greedy{port};
    greedy.send(health + health + "GET /health" + host + "Connection: close\r\n\r\n");
    EXPECT_TRUE(greedy.read_some(12).starts_with("HTTP/1.1 200"));
    const RawSocket neighbour{port, "127.0.0.2"};
    neighbour.send(health);
    EXPECT_TRUE(neighbour.read_some(12).starts_with("HTTP/1.1 200")) << "nobody else waits";
    EXPECT_NE(greedy.read_to_end().find("HTTP/1.1 429"), std::string::npos);
    EXPECT_GE(std::chrono::steady_clock::now() - begun, options.refused_after);
}

TEST_F(LimitsTest, readings_of_one_address_have_a_rate_of_their_own) {
    options.refused_after = {};
    options.reads_per_second = 1;
    options.now = [] { return AddressRates::Time{std::chrono::hours{1}}; };
    options.worked = [] { return std::chrono::nanoseconds{0}; };  // readings alone are counted
    auto client = Client::to("127.0.0.1", start());
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 30; ++i) {
        const auto reply = client.get("/health");
        ASSERT_TRUE(reply);
        if (reply->status == 200) ++read;
        if (reply->status == 429 && reply->refusal().code == "api.READS_USED_UP") ++refused;
    }
    EXPECT_EQ(read, 2) << "two seconds' worth are saved up";
    EXPECT_EQ(refused, 28);
    EXPECT_EQ(client.post("/transactions?wait=9000", bytes_type, node.add(1))->status, 200U);
}

TEST_F(LimitsTest, what_one_address_sends_has_a_rate_too) {
    options.refused_after = {};
    options.posts_per_second = 4;                                 // an act counts two
    options.worked = [] { return std::chrono::nanoseconds{0}; };  // however long they take
    auto client = Client::to("127.0.0.1", start());
    int sent = 0;
    int refused = 0;
    for (std::uint64_t i = 0; i < 30; ++i) {
        const auto reply = client.post("/transactions?wait=9000", bytes_type, node.add(i));
        ASSERT_TRUE(reply);
        if (reply->status == 200) ++sent;
        if (reply->status == 429 && reply->refusal().code == "api.POSTS_USED_UP") ++refused;
    }
    EXPECT_EQ(sent + refused, 30);
    EXPECT_GE(sent, 4);
    EXPECT_GE(refused, 15);
    EXPECT_EQ(client.get("/health")->status, 200U);
}

TEST_F(LimitsTest, a_refusal_for_the_rate_says_when_to_come_again) {
    options.posts_per_second = 1;
    const RawSocket socket{start()};
    const std::string post = "POST /transactions" + host + "Content-Type: " + bytes_type +
                             "\r\nContent-Length: 1\r\n\r\nx";
    socket.send(post + post + post + "GET /health" + host + "Connection: close\r\n\r\n");
    const auto answers = socket.read_to_end();
    EXPECT_NE(answers.find("HTTP/1.1 429"), answers.npos) << answers;
    EXPECT_NE(answers.find("Retry-After: 1\r\n"), answers.npos) << answers;
    EXPECT_NE(answers.find("\"ready\":true"), answers.npos) << "the connection goes on";
}

TEST(MaxConnections, are_half_of_the_descriptors_and_no_more_than_wanted) {
    EXPECT_EQ(max_connections_of(1024, 1024), 512U);
    EXPECT_EQ(max_connections_of(1024, 1'048'576), 1024U);
    EXPECT_EQ(max_connections_of(1024, 10), 16U);
    EXPECT_EQ(max_connections_of(2, 1024), 2U);
}

}  // namespace
}  // namespace linlian::api
