// What no honest client sends: names of others, pages of others, half requests, paths that climb,
// answers that nobody reads. The API answers each plainly, or ends it, and goes on.
#include "api/client/client.h"
#include "api/server/server_for_tests.h"
#include "kit/soon.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace linlian::api {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

struct HostileClient : ServedNode {
    void expect_answer(std::string_view bytes, const std::string& status,
                       const std::string& holds = "") {
        const auto answer = answer_to(bytes);
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 " + status)) << bytes << "\n" << answer;
        EXPECT_NE(answer.find(holds), answer.npos) << bytes << "\n" << answer;
    }
    void expect_alive() { EXPECT_EQ(Client::to("127.0.0.1", port()).get("/health")->status, 200U); }
};

std::string get(const std::string& target) { return "GET " + target + host + last; }

// A page of a stranger's whose name was made to lead here (DNS rebinding).
TEST_F(HostileClient, that_calls_the_door_by_the_name_of_another_is_sent_away) {
    options.names = {"node.example.org", "10.1.2.3.name"};
    for (const char* ours :
         {"localhost", "127.0.0.1:80", "[::1]:7780", "Node.Example.org", "10.1.2.3.NAME:80"})
        expect_answer("GET /health HTTP/1.1\r\nHost: " + std::string{ours} + "\r\n" + last, "200");
    for (const char* others : {"evil.example", "evil.example:7780", "localhost.evil.example", ""}) {
        const std::string named = " HTTP/1.1\r\nHost: " + std::string{others} + "\r\n";
        expect_answer("GET /health" + named + last, "421", "api.HOST_UNKNOWN");
        expect_answer("POST /transactions" + named + "Content-Length: 1\r\n\r\nx", "421", "--name");
    }
    expect_answer("GET http://evil.example/health" + host + last, "421", "evil.example");
    expect_answer("GET http://localhost@evil.example/health" + host + last, "421");
    expect_answer("GET http://evil.example@localhost/health" + host + last, "421");
    expect_answer("GET http://127.0.0.1.evil.example/health" + host + last, "421");
    expect_answer("GET http://[::1/health" + host + last, "421");
    for (const char* ours :
         {"localhost", "LOCALHOST:80", "[::1]:7780", "[0:0::1]", "10.1.2.3.name"})
        expect_answer("GET http://" + std::string{ours} + "/health" + host + last, "200");
}

TEST_F(HostileClient, whose_page_is_of_another_place_sends_no_acts) {
    const std::string post = "POST /transactions" + host + "Content-Length: 1\r\n" +
                             "Content-Type: application/octet-stream\r\n" + "Origin: ";
    for (const char* others : {"http://evil.example", "null", "https://localhost.evil.example"})
        expect_answer(post + others + "\r\n\r\nx", "403", "api.ORIGIN_UNKNOWN");
    expect_answer(post + "http://localhost:5173\r\n" + last + "x", "422");
    // It may read what everybody may, and its browser shows it nothing of that.
    const auto read = answer_to("GET /health" + host + "Origin: http://evil.example\r\n" + last);
    EXPECT_TRUE(read.starts_with("HTTP/1.1 200"));
    EXPECT_EQ(read.find("Access-Control"), read.npos);
}

TEST_F(HostileClient, whose_paths_climb_or_hold_what_no_path_holds_finds_nothing) {
    for (const char* path :
         {"/../head", "/..%2fhead", "/%2e%2e/head", "/head/..", "/./head", "/.//head",
          "http://localhost/./head", "//head", "/head/", "/head%00", "/%00", "/transactions/%00",
          "/proof/row/../head", "/head%2f..%2fhealth", "/proof/row/%2e%2e", "/proof/row/",
          "/proof/head/..", "/\xc3\x28", "/%c3%28"}) {
        const auto answer = answer_to(get(path));
        EXPECT_TRUE(answer.starts_with("HTTP/1.1 4")) << path << "\n" << answer;
        EXPECT_EQ(answer.find("log_root"), answer.npos) << path;
        EXPECT_NE(answer.find("application/problem+json"), answer.npos) << path;
    }
    expect_answer(get("/he%61d"), "200", "log_root");
    expect_answer("OPTIONS *" + host + last, "400");
    expect_answer("CONNECT localhost:80" + host + last, "400");
    expect_answer("BREW /head" + host + last, "405", "Allow: GET");
    expect_answer("DELETE /head" + host + last, "405");
    expect_alive();
}

TEST_F(HostileClient, of_an_old_version_is_answered_and_let_go) {
    for (const char* old : {"GET /health HTTP/1.0\r\n\r\n",
                            "GET /health HTTP/1.0\r\nHost: localhost\r\nConnection: close\r\n\r\n"})
        expect_answer(old, "200");
    expect_answer("GET /health HTTP/1.0\r\nHost: evil.example\r\n\r\n", "421");
    const RawSocket kept{port()};
    kept.send("GET /health HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_TRUE(kept.read_some(12).starts_with("HTTP/1.1 200"));
    expect_answer("GET /health\r\n\r\n", "400");
    expect_answer("GET /health HTTP/2.0\r\nHost: localhost\r\n\r\n", "400");
    expect_answer("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "400");
}

TEST_F(HostileClient, that_sends_in_chunks_with_extensions_and_trailers_is_understood) {
    const std::string chunked = "POST /transactions" + host +
                                "Content-Type: application/octet-stream\r\n" +
                                "Transfer-Encoding: chunked\r\n" + last;
    expect_answer(chunked + "1;name=value;other=\"a;b\"\r\nx\r\n0\r\n\r\n", "422");
    expect_answer(chunked + "1\r\nx\r\n0\r\nTrailer: y\r\n\r\n", "422");
    expect_answer(chunked + "1\r\nxy\r\n0\r\n\r\n", "400");
    expect_answer(chunked + "ffffffffffffffff\r\nx", "413");
    expect_answer(chunked + "fffffffffffffffff\r\nx", "400");
    expect_answer(chunked + "100000\r\n" + std::string(100'000, 'x'), "413");
    // An extension without end takes no memory without end.
    const auto endless = answer_to(chunked + "1;" + std::string(3'000'000, 'x'));
    EXPECT_TRUE(endless.empty() || endless.starts_with("HTTP/1.1 4")) << endless.substr(0, 200);
    const auto trailer = answer_to(chunked + "1\r\nx\r\n0\r\nT: " + std::string(3'000'000, 'x'));
    EXPECT_TRUE(trailer.empty() || trailer.starts_with("HTTP/1.1 4")) << trailer.substr(0, 200);
    expect_alive();
}

TEST_F(HostileClient, that_expects_what_nobody_knows_gets_its_answer_all_the_same) {
    expect_answer("POST /transactions" + host + "Content-Length: 1\r\nExpect: tea\r\n" +
                      "Content-Type: application/octet-stream\r\n" + last + "x",
                  "422");
    // Who asks whether it may send too much is told no before it sends.
    expect_answer("POST /transactions" + host + "Content-Length: 9000000\r\n" +
                      "Expect: 100-continue\r\n" + last,
                  "413");
    expect_answer("HEAD /transactions" + host + last, "405");
}

TEST_F(HostileClient, that_sends_hundreds_of_requests_at_once_gets_them_all_in_order) {
    std::string all;
    for (int i = 0; i < 500; ++i)
        all += "GET /sample/echo/" + std::to_string(10 + i % 90) + host + "\r\n";
    const auto answers = answer_to(all + get("/health"));
    int found = 0;
    for (auto at = answers.find("HTTP/1.1 200"); at != answers.npos;
         at = answers.find("HTTP/1.1 200", at + 1))
        ++found;
    EXPECT_EQ(found, 501);
    EXPECT_FALSE(answers.ends_with("(late)"));
}

// Its answers fill what the system holds for it; then it is cut off, and its memory is given back.
TEST_F(HostileClient, that_never_reads_is_cut_off_and_holds_nobody_up) {
    options.time_limit = milliseconds{400};
    options.threads = 1;
    std::vector<std::unique_ptr<RawSocket>> deaf;
    std::string many;
    for (int i = 0; i < 2000; ++i) many += "GET /schema" + host + "\r\n";
    for (int i = 0; i < 8; ++i) {
        deaf.push_back(std::make_unique<RawSocket>(port()));
        deaf.back()->send(std::string_view{many}.substr(0, 60'000));
    }
    const auto are_closed = [&] {
        expect_alive();
        return std::ranges::all_of(deaf, [](const auto& socket) { return socket->is_closed(); });
    };
    EXPECT_TRUE(kit::soon(are_closed));
}

TEST_F(HostileClient, that_drips_its_body_is_cut_off_in_time) {
    options.time_limit = milliseconds{300};
    const RawSocket socket{port()};
    socket.send("POST /transactions" + host + "Content-Length: 1000\r\n\r\n");
    const auto before = std::chrono::steady_clock::now();
    while (!socket.has_something_to_read(milliseconds{20}) &&
           std::chrono::steady_clock::now() - before < seconds{8})
        socket.send("x");
    EXPECT_LT(std::chrono::steady_clock::now() - before, seconds{4});
}

}  // namespace
}  // namespace linlian::api
