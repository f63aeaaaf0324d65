// Requests that two programs in a row may read as two different ones (request smuggling): each is
// refused, and whatever stands behind it on the connection is never answered.
#include "api/server/header_check.h"

#include "api/server/server_for_tests.h"
#include "kit/code_of.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

struct Smuggled {
    const char* name;
    const char* status;
    std::string fields;  // between the Host header and the empty line
    std::string body;
};

const std::string chunked = "Transfer-Encoding: chunked\r\n";

std::vector<Smuggled> smuggled() {
    return {
        {"an unknown coding", "501", "Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"},
        {"two codings", "501", "Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"},
        {"identity", "501", "Transfer-Encoding: identity\r\n", ""},
        {"chunked, then another", "501", "Transfer-Encoding: chunked, identity\r\n", "0\r\n\r\n"},
        {"a vertical tab", "400", "Transfer-Encoding: \vchunked\r\n", "0\r\n\r\n"},
        {"in quotes", "501", "Transfer-Encoding: \"chunked\"\r\n", "0\r\n\r\n"},
        {"an empty coding", "501", "Transfer-Encoding:\r\n", "0\r\n\r\n"},
        {"chunked twice", "400", chunked + chunked, "0\r\n\r\n"},
        {"both, length first", "400", "Content-Length: 5\r\n" + chunked, "0\r\n\r\n"},
        {"both, coding first", "400", chunked + "Content-Length: 5\r\n", "0\r\n\r\n"},
        {"two lengths", "400", "Content-Length: 0\r\nContent-Length: 5\r\n", "12345"},
        {"the same length twice", "400", "Content-Length: 5\r\nContent-Length: 5\r\n", "12345"},
        {"a list of lengths", "400", "Content-Length: 5, 5\r\n", "12345"},
        {"a signed length", "400", "Content-Length: +5\r\n", "12345"},
        {"a hexadecimal length", "400", "Content-Length: 0x5\r\n", "12345"},
        {"an empty length", "400", "Content-Length:\r\n", ""},
        {"a folded coding", "400", "Transfer-Encoding:\r\n chunked\r\n", "0\r\n\r\n"},
        {"a folded field", "400", "X: a\r\n\tTransfer-Encoding: chunked\r\n", "0\r\n\r\n"},
        {"a space before the colon", "400", "Transfer-Encoding : chunked\r\n", "0\r\n\r\n"},
        {"a line end without CR", "400", "X: a\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"},
        {"CR within a line", "400", "X: a\rTransfer-Encoding: chunked\r\n", "0\r\n\r\n"},
        {"a zero byte", "400", std::string("X: a\0b\r\n", 8), ""},
        {"a chunk of too many digits", "400", chunked, "FFFFFFFFFFFFFFFFF\r\n0\r\n\r\n"},
        {"a chunk with a sign", "400", chunked, "-1\r\n0\r\n\r\n"},
        {"a chunk that ends early", "400", chunked, "3\r\nabcdef\r\n0\r\n\r\n"},
    };
}

struct RequestSmuggling : ServedNode {};

TEST_F(RequestSmuggling, no_request_is_read_in_two_ways) {
    for (const auto& one : smuggled()) {
        const auto answer = answer_to("POST /transactions" + host + one.fields + "\r\n" + one.body +
                                      "GET /head" + host + last);
        EXPECT_TRUE(answer.starts_with(std::string{"HTTP/1.1 "} + one.status)) << one.name << "\n"
                                                                               << answer;
        EXPECT_EQ(answer.find("log_root"), answer.npos) << one.name << "\n" << answer;
        EXPECT_NE(answer.find("Connection: close"), answer.npos) << one.name;
    }
}

TEST_F(RequestSmuggling, honest_requests_pass) {
    const auto body = node.add(1);
    const std::string head =
        "POST /transactions?wait=9000" + host + "Content-Type: application/octet-stream\r\n";
    const auto answers =
        answer_to(head + "Transfer-Encoding: Chunked\r\n\r\n1;name=value\r\n" + body.substr(0, 1) +
                  "\r\n" + fmt::format("{:x}\r\n", body.size() - 1) + body.substr(1) +
                  "\r\n0\r\nTrailer: x\r\n\r\n" + head + "Connection: close\r\n" +
                  "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    EXPECT_TRUE(answers.starts_with("HTTP/1.1 200")) << answers;
    EXPECT_NE(answers.find("HTTP/1.1 200", 1), answers.npos) << answers;
    EXPECT_EQ(node.engine.committed()->tip().log.size(), 1U);
}

TEST(HeaderCheck, finds_the_same_faults_however_the_bytes_come) {
    for (const std::string& header :
         {std::string{"GET / HTTP/1.1\r\nX: a\r\n b\r\n\r\n"}, std::string{"GET / HTTP/1.1\nX: a"},
          std::string{"GET / HTTP/1.1\r\nX: a\rb\r\n\r\n"}, std::string{"\nGET /"}}) {
        EXPECT_EQ(kit::code_of(check_header_bytes(header)), "api.REQUEST_MALFORMED") << header;
        bool found = false;
        for (std::size_t size = 1; size <= header.size() && !found; ++size)
            found = !check_header_bytes(std::string_view{header}.substr(0, size),
                                        size < 2 ? 0 : size - 2);
        EXPECT_TRUE(found) << header;
    }
    EXPECT_TRUE(check_header_bytes("GET / HTTP/1.1\r\nX: a\tb \xE4\xB8\xAD\r\n\r\n"));
    EXPECT_TRUE(check_header_bytes("GET / HTTP/1.1\r"));
    EXPECT_EQ(header_size("GET / HTTP/1.1\r\n\r\nbody"), 18U);
    EXPECT_FALSE(header_size("GET / HTTP/1.1\r\nX: a\r\n"));
}

}  // namespace
}  // namespace linlian::api
