#include "ops/address/authority.h"

#include <gtest/gtest.h>

namespace linlian::ops {
namespace {

TEST(Authority, is_a_name_or_an_address_perhaps_with_a_port) {
    EXPECT_EQ(read_authority("127.0.0.1:7780"), (Authority{"127.0.0.1", true, 7780}));
    EXPECT_EQ(read_authority("[::1]:7780"), (Authority{"::1", true, 7780}));
    EXPECT_EQ(read_authority("localhost:80"), (Authority{"localhost", false, 80}));
    EXPECT_EQ(read_authority("node_1"), (Authority{"node_1", false, 0}));
    EXPECT_EQ(read_authority("xn--fiqs8s.example:1"), (Authority{"xn--fiqs8s.example", false, 1}));
    for (const char* name : {"10.1.2.3.example", "127.0.0.1.evil.example", "1.2.3.4.", "1.2.3.4.5",
                             "127.0.0.1x", "127.0.0.1-", "1.2.3.400", "01.2.3.4"})
        EXPECT_EQ(read_authority(std::string{name} + ":5"), (Authority{name, false, 5})) << name;
    EXPECT_EQ(read_authority("1.2.3:4"), (Authority{"1.2.3", false, 4}));
    EXPECT_EQ(read_authority("[::ffff:1.2.3.4]:5"), (Authority{"::ffff:1.2.3.4", true, 5}));
}

TEST(Authority, has_one_spelling_for_each_host) {
    EXPECT_EQ(read_authority("Node.EXAMPLE")->host, "node.example");
    for (const char* same : {"[2001:DB8::7]", "[2001:db8:0:0:0:0:0:7]", "[2001:0db8::0007]"})
        EXPECT_EQ(read_authority(same)->host, "2001:db8::7") << same;
}

TEST(Authority, has_no_port_but_those_that_there_are) {
    EXPECT_EQ(read_authority("a:1")->port, 1);
    EXPECT_EQ(read_authority("a:65535")->port, 65535);
    EXPECT_EQ(read_authority("a:00080")->port, 80);
    for (const char* none : {"a", "a:", "a:0", "a:65536", "a:65616", "a:4294967376",
                             "a:18446744073709551696", "[::1]:0", "[::1]"}) {
        ASSERT_TRUE(read_authority(none)) << none;
        EXPECT_EQ(read_authority(none)->port, 0) << none;
    }
    for (int port = 65536; port < 700'000; port += port < 100'000 ? 1 : 97)
        ASSERT_EQ(read_authority("a:" + std::to_string(port))->port, 0) << port;
}

TEST(Authority, is_nothing_else) {
    using namespace std::string_view_literals;
    for (const auto none : {""sv,
                            ":80"sv,
                            "::1"sv,
                            "::1:7780"sv,
                            "[::1"sv,
                            "[]"sv,
                            "[x]:1"sv,
                            "[::1]80"sv,
                            "[127.0.0.1]:80"sv,
                            "[fe80::1%eth0]:1"sv,
                            "[fe80::1%25eth0]:1"sv,
                            "[v1.a]:2"sv,
                            "user@host:1"sv,
                            "user:word@host:1"sv,
                            "@host"sv,
                            "a b:1"sv,
                            " a:1"sv,
                            "a:1 "sv,
                            "a: 1"sv,
                            "a:+1"sv,
                            "a:-1"sv,
                            "a:x"sv,
                            "a:80:80"sv,
                            "a:80/"sv,
                            "a/b"sv,
                            "a?b"sv,
                            "a#b"sv,
                            "http://a:80"sv,
                            "社区.example:1"sv,
                            "%6cocalhost:1"sv,
                            "a%20b:1"sv,
                            "%:1"sv,
                            "a\0b:1"sv,
                            "127.0.0.1/x"sv,
                            "127.0.0.1@host"sv,
                            "127.0.0.1x@host"sv,
                            "127.0.0.1:80:80"sv,
                            "127.0.0.1 "sv,
                            "1.2.3.4[::1]"sv,
                            "a\n:1"sv,
                            "\xff:1"sv})
        EXPECT_FALSE(read_authority(none)) << none;
}

TEST(Authority, of_an_origin_has_nothing_behind_it) {
    EXPECT_EQ(read_origin("http://localhost:5173"), (Authority{"localhost", false, 5173}));
    EXPECT_EQ(read_origin("https://[::1]:443"), (Authority{"::1", true, 443}));
    EXPECT_EQ(read_origin("https://node.example"), (Authority{"node.example", false, 0}));
    EXPECT_EQ(read_origin("http://127.0.0.1.evil.example")->host, "127.0.0.1.evil.example");
    for (const char* none : {"",
                             "null",
                             "localhost",
                             "localhost:80",
                             "://",
                             "://localhost",
                             "http:",
                             "http:{",
                             "http:?x",
                             "http://",
                             "file://",
                             "http://localhost/",
                             "http://localhost?x",
                             "http://localhost#x",
                             "http://user@localhost",
                             "http://evil.example/://localhost",
                             "http://a b",
                             "http://\xff",
                             "1://localhost",
                             "urn:x://localhost"})
        EXPECT_FALSE(read_origin(none)) << none;
}

TEST(Authority, of_a_url_ends_where_its_path_begins) {
    const auto parts_of = [](std::string_view text) {
        const auto parts = split_url(text);
        return parts ? std::string{parts->authority} + " " + std::string{parts->behind} : "none";
    };
    EXPECT_EQ(parts_of("http://node.example:80/a?b"), "node.example:80 /a?b");
    EXPECT_EQ(parts_of("http://127.0.0.1.evil.example/a"), "127.0.0.1.evil.example /a");
    EXPECT_EQ(parts_of("http://[::1]?b"), "[::1] ?b");
    EXPECT_EQ(parts_of("x-y+z.1://u@h#c"), "u@h #c");
    EXPECT_EQ(parts_of("http://a b"), "a b ");
    EXPECT_EQ(parts_of("http:///a"), " /a");
    for (const char* none : {"", "/a", "/a://b", "http", "http:", "http:{", "http:/a", "://a",
                             "1://a", "ht tp://a", "社://a", "urn:x://a", "a/b://c"})
        EXPECT_EQ(parts_of(none), "none") << none;
}

TEST(Authority, comes_back_from_its_text) {
    EXPECT_EQ(authority_text("::1", 7780), "[::1]:7780");
    EXPECT_EQ(authority_text("[::1]", 7780), "[::1]:7780");
    for (const char* text : {"127.0.0.1:7780", "[2001:db8::7]:1", "node.example:65535"}) {
        const auto read = read_authority(text);
        ASSERT_TRUE(read) << text;
        EXPECT_EQ(authority_text(read->host, read->port), text);
    }
}

}  // namespace
}  // namespace linlian::ops
