#include "ops/address/link.h"

#include <gtest/gtest.h>

namespace linlian::ops {
namespace {

TEST(Link, encodes_what_could_mean_something_else_in_a_url) {
    EXPECT_EQ(percent_encoded(""), "");
    EXPECT_EQ(percent_encoded("Az09-._~"), "Az09-._~");
    EXPECT_EQ(percent_encoded("张/三?"), "%E5%BC%A0%2F%E4%B8%89%3F");
    EXPECT_EQ(percent_encoded("a b+c%d&e=f:@!$'()*,;[]#"),
              "a%20b%2Bc%25d%26e%3Df%3A%40%21%24%27%28%29%2A%2C%3B%5B%5D%23");
    EXPECT_EQ(percent_encoded(std::string_view{"\0\x7f\xff", 3}), "%00%7F%FF");
}

TEST(Link, has_its_parameters_behind_a_question_mark) {
    EXPECT_EQ(link("/head", {}), "/head");
    EXPECT_EQ(link("linlian:slip", {{"c", "ab"}, {"n", "17"}}), "linlian:slip?c=ab&n=17");
    EXPECT_EQ(link("/a", {{"name", "张&三"}, {"x", ""}}), "/a?name=%E5%BC%A0%26%E4%B8%89&x=");
}

TEST(Link, comes_back_from_its_one_spelling) {
    const LinkParameters some{{"c", "ab"}, {"s", "张 三+&=?#/%"}, {"c", ""}};
    EXPECT_EQ(read_link(link("linlian:x", some), "linlian:x"), some);
    EXPECT_EQ(read_link("linlian:x", "linlian:x"), LinkParameters{});
    for (const char* none : {"",
                             "linlian:",
                             "linlian:y?c=1",
                             "linlian:xy?c=1",
                             "LINLIAN:x?c=1",
                             "linlian:x?",
                             "linlian:x?c",
                             "linlian:x?c=1&",
                             "linlian:x?&c=1",
                             "linlian:x?c=%31",
                             "linlian:x?c=%e5",
                             "linlian:x?c=a b",
                             "linlian:x?c=a+b",
                             "linlian:x?c=1#",
                             "linlian:x?c=张",
                             "linlian:x?c=%",
                             "linlian:x?c=%zz",
                             "linlian:x??",
                             "linlian:x#c=1",
                             "linlian://x?c=1"})
        EXPECT_FALSE(read_link(none, "linlian:x")) << none;
}

}  // namespace
}  // namespace linlian::ops
