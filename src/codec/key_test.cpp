#include "codec/key.h"

#include <gtest/gtest.h>

namespace linlian::codec {
namespace {

// Texts that no reader would call one, in their order.
std::vector<std::string> odd_texts() {
    return {"",
            std::string("\0", 1),
            std::string("\0\0", 2),
            std::string("\0\1", 2),
            std::string("\0a", 2),
            "\x01",
            std::string("\1\0", 2),
            "\x01\x01",
            "\x01\x02",
            "\x02",
            "a",
            std::string("a\0", 2),
            std::string("a\0b", 3),
            "a\x01",
            "a\x01\x02",
            "a\x02",
            "ab",
            "\xff"};
}

TEST(Key, is_built_of_any_text_and_read_back) {
    for (const auto& text : odd_texts()) {
        Bytes key;
        append_key(key, text);
        append_key(key, std::uint64_t{7});
        BytesView rest = key;
        std::string read;
        std::uint64_t number = 0;
        EXPECT_TRUE(read_key(rest, read) && read_key(rest, number) && rest.empty());
        EXPECT_EQ(read, text);
    }
}

TEST(Key, keeps_the_order_of_texts_whatever_follows) {
    std::string before;
    for (const auto& text : odd_texts()) {
        Bytes low;
        Bytes high;
        append_key(low, before);
        append_key(low, UINT64_MAX);
        append_key(high, text);
        append_key(high, std::uint64_t{0});
        if (text != before) {
            EXPECT_LT(low, high);
        }
        before = text;
    }
}

TEST(Key, of_a_plain_text_is_the_text_and_a_zero) {
    Bytes key;
    append_key(key, std::string{"邻链"});
    EXPECT_EQ(key, "邻链" + std::string(1, '\0'));
}

TEST(Key, with_an_escape_that_means_nothing_does_not_read) {
    for (const auto& key : {Bytes{"\x01\x03\0", 3}, Bytes{"\x01\0", 2}, Bytes{"a", 1}}) {
        BytesView rest = key;
        std::string read;
        EXPECT_FALSE(read_key(rest, read));
    }
}

TEST(Key, written_by_people_may_hold_any_byte_in_a_text) {
    const auto key = key_from_text({KeyPart::text, KeyPart::number}, std::string("a\0b/7", 5));
    ASSERT_TRUE(key);
    EXPECT_EQ(key_to_text({KeyPart::text, KeyPart::number}, *key), std::string("a\0b/7", 5));
}

}  // namespace
}  // namespace linlian::codec
