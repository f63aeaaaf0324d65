#include "codec/field.h"

#include "base/bytes.h"
#include "codec/field_test.pb.h"
#include "codec/wire.h"

#include <gtest/gtest.h>

namespace linlian::codec {
namespace {

using field_test::v1::Outer;

Outer sound() {
    Outer message;
    message.set_id("id");
    return message;
}

// The path and the character of the first fault: "inner.words U+0000".
std::string fault_of(const Outer& message) {
    const auto found = field_fault(message);
    if (!found) return "";
    return found->character.empty() ? found->path : found->path + " " + found->character;
}

TEST(FieldFault, finds_none_in_a_sound_message) {
    auto message = sound();
    message.set_line("一行");
    message.set_lines("两\n行");
    message.add_inner()->add_words("abcd");
    EXPECT_EQ(fault_of(message), "");
}

TEST(FieldFault, finds_what_is_no_text_in_every_string_field_annotated_or_not) {
    auto message = sound();
    message.set_line("a\u202eb");
    EXPECT_EQ(fault_of(message), "line U+202E");
    message = sound();
    message.set_line("two\nlines");
    EXPECT_EQ(fault_of(message), "line U+000A");
    message = sound();
    message.set_chosen(std::string(1, '\0'));
    EXPECT_EQ(fault_of(message), "chosen U+0000");
    message = sound();
    message.add_inner()->add_words("good");
    message.add_inner()->add_words("\u200b");
    EXPECT_EQ(fault_of(message), "inner.words U+200B");
}

TEST(FieldFault, leaves_bytes_alone) {
    auto message = sound();
    message.set_id(std::string(2, '\0'));
    EXPECT_EQ(fault_of(message), "");
}

TEST(FieldFault, finds_broken_limits_at_every_depth) {
    auto message = sound();
    message.set_id("three");
    EXPECT_EQ(fault_of(message), "id");
    message = sound();
    message.add_inner()->add_words("12345");
    EXPECT_EQ(fault_of(message), "inner.words");
    message = sound();
    for (int i = 0; i < 3; ++i) message.mutable_other()->add_words("x");
    EXPECT_EQ(fault_of(message), "other.words");
}

// The names of the fields that are visited.
std::string visited(const google::protobuf::Message& message) {
    std::string names;
    each_field(message, [&names](const auto&, const auto& field) {
        names += field.name() + " ";
        return true;
    });
    return names;
}

TEST(EachField, visits_what_is_set_at_every_depth_and_acts_without_content) {
    Outer message;
    message.add_inner()->add_words("x");
    message.set_line("x");
    EXPECT_EQ(visited(message), "line inner words ");
    EXPECT_EQ(visited(Outer{}), "");
    field_test::v1::Carrying carrying;
    EXPECT_EQ(visited(carrying), "");
    carrying.set_type("some.Act");
    EXPECT_EQ(visited(carrying), "type act ");
    EXPECT_TRUE(carries_act(*carrying.GetDescriptor()));
    EXPECT_FALSE(carries_act(*message.GetDescriptor()));
}

TEST(FieldFault, takes_the_widest_limit_that_amendments_bring) {
    auto message = sound();
    message.set_grown("abcd");
    EXPECT_EQ(fault_of(message), "");
    message.set_grown("abcde");
    EXPECT_EQ(fault_of(message), "grown");
}

TEST(DecodeStrict, refuses_strings_that_are_not_utf_8) {
    Outer message;
    EXPECT_FALSE(decode_strict(Bytes{"\x0a\x01\xff\x1a\x02id", 7}, message));
    EXPECT_TRUE(decode_strict(Bytes{"\x0a\x01x\x1a\x02id", 7}, message));
}

}  // namespace
}  // namespace linlian::codec
