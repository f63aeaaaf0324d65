#include "apps/cli/options.h"

#include <gtest/gtest.h>

namespace linlian::apps {
namespace {

Result<ops::Authority> address_of(const std::string& node) {
    Options options;
    options.node = node;
    return options.node_address();
}

TEST(NodeAddress, is_a_name_or_an_address_of_either_kind_with_a_port) {
    EXPECT_EQ(Options{}.node_address(), (ops::Authority{"127.0.0.1", true, 7780}));
    EXPECT_EQ(address_of("[::1]:7780"), (ops::Authority{"::1", true, 7780}));
    EXPECT_EQ(address_of("Node.example:65535"), (ops::Authority{"node.example", false, 65535}));
}

TEST(NodeAddress, that_is_none_is_refused_with_how_it_is_written) {
    for (const char* wrong : {"", "localhost", "localhost:", "localhost:0", "localhost:65536",
                              ":7780", "::1:7780", "[::1]", "user@localhost:7780",
                              "local host:7780", "http://localhost:7780", "社区:7780"}) {
        const auto read = address_of(wrong);
        ASSERT_FALSE(read) << wrong;
        EXPECT_EQ(read.error().code, "client.COMMAND_WRONG");
        const auto reason = read.error().figures.at(0).value;
        EXPECT_NE(reason.find("主机:端口"), std::string::npos);
        EXPECT_NE(reason.find("HOST:PORT, as 127.0.0.1:7780 or [::1]:7780"), std::string::npos);
        EXPECT_TRUE(reason.ends_with("not “" + std::string{wrong} + "”")) << reason;
    }
}

}  // namespace
}  // namespace linlian::apps
