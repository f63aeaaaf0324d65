#include "api/address/own_names.h"

#include <gtest/gtest.h>

namespace linlian::api {
namespace {

TEST(OwnNames, are_those_of_loopback_the_address_and_what_the_operator_says) {
    const OwnNames names{"192.168.1.5", {"Node.Example.org", "other.example:8443"}};
    for (const char* ours :
         {"localhost", "LOCALHOST:7780", "127.0.0.1", "127.0.0.1:80", "[::1]", "[::1]:7780",
          "192.168.1.5", "node.example.org", "NODE.example.org:443", "other.example"})
        EXPECT_TRUE(names.has_host(ours)) << ours;
    for (const char* others :
         {"", "evil.example", "evil.example:7780", "localhost.evil.example", "localhost.",
          "127.0.0.1.evil.example", "127.0.0.2", "10.0.0.1", "[::2]", "[::1", "::1", "[]",
          "localhost@evil.example", "evil.example@localhost", "localhost:80:80", "localhost:x",
          " localhost", "node.example.org.evil.example", "192.168.1.50"})
        EXPECT_FALSE(names.has_host(others)) << others;
}

TEST(OwnNames, are_all_addresses_where_the_door_listens_at_all) {
    for (const char* all : {"0.0.0.0", "::"}) {
        const OwnNames names{all, {}};
        EXPECT_TRUE(names.has_host("10.1.2.3:7780"));
        EXPECT_TRUE(names.has_host("[2001:db8::7]"));
        EXPECT_FALSE(names.has_host("evil.example"));
        EXPECT_FALSE(names.has_host("1.2.3"));
        EXPECT_FALSE(names.has_host("[localhost]"));
    }
    EXPECT_TRUE((OwnNames{"2001:db8::7", {}}).has_host("[2001:DB8::7]:7780"));
    EXPECT_TRUE((OwnNames{"2001:DB8:0::7", {}}).has_host("[2001:db8::7]"));
    EXPECT_TRUE((OwnNames{"[2001:db8::7]", {}}).has_host("[2001:db8::7]"));
}

// An operator's slip is said, not passed over in silence.
TEST(OwnNames, are_names_and_no_urls) {
    for (const char* name :
         {"node.example.org", "Node-1.example:8443", "10.0.0.1", "[::1]:80", "xn--abc"})
        EXPECT_TRUE(OwnNames::is_name(name)) << name;
    for (const char* none : {"", "http://node.example.org", "node.example.org/", "a b", "*", "[x]",
                             ":80", "::1", "user@node"})
        EXPECT_FALSE(OwnNames::is_name(none)) << none;
}

TEST(OwnNames, of_an_origin_are_the_same) {
    const OwnNames names{"127.0.0.1", {"node.example.org"}};
    EXPECT_TRUE(names.has_origin("http://localhost:7780"));
    EXPECT_TRUE(names.has_origin("https://node.example.org"));
    for (const char* others :
         {"null", "", "http://evil.example", "localhost", "://", "http://evil.example/://localhost",
          "file://", "http://localhost/", "http://user@localhost"})
        EXPECT_FALSE(names.has_origin(others)) << others;
}

}  // namespace
}  // namespace linlian::api
