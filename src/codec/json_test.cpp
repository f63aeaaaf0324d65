#include "codec/json.h"

#include "codec/json_test.pb.h"
#include "codec/wire.h"

#include <gtest/gtest.h>

namespace linlian::codec {
namespace {

using json_test::v1::Everything;

Everything full() {
    Everything message;
    message.set_flag(true);
    message.set_small(-7);
    message.set_count(4'294'967'295);
    message.set_amount(INT64_MIN);
    message.set_height(UINT64_MAX);
    message.set_colour(json_test::v1::RED);
    message.set_name("张三 \"引号\"");
    message.set_id(Bytes{"\x00\xff\x0a", 3});
    message.mutable_inner()->set_count(1);
    message.add_ids("a");
    message.add_ids("");
    message.add_many()->set_name("x");
    message.set_word("");
    message.set_maybe(0);
    message.add_amounts(-1);
    message.add_colours(json_test::v1::RED);
    return message;
}

// The reason for which a text is refused; empty when it is read.
std::string reason(std::string_view json) {
    Everything message;
    const auto read = from_json(json, message);
    if (read) return "";
    EXPECT_EQ(read.error().code, "codec.JSON_MALFORMED");
    return read.error().figures.at(0).value;
}

TEST(Json, reading_what_was_printed_gives_the_same_bytes) {
    for (const bool pretty : {false, true}) {
        Everything read;
        ASSERT_TRUE(from_json(to_json(full(), pretty), read));
        EXPECT_EQ(encode(read), encode(full()));
    }
}

TEST(Json, bytes_are_lower_case_hex_and_64_bit_numbers_texts) {
    Everything message;
    message.set_id(Bytes{"\x00\xff", 2});
    message.set_height(5);
    const auto json = to_json(message);
    EXPECT_NE(json.find(R"("id":"00ff")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("height":"5")"), std::string::npos) << json;
    EXPECT_NE(json.find(R"("ids":[])"), std::string::npos) << json;
    EXPECT_EQ(json.find("inner"), std::string::npos) << json;
    EXPECT_EQ(json.find("word"), std::string::npos) << json;
    EXPECT_EQ(json.find("maybe"), std::string::npos) << json;
}

TEST(Json, numbers_are_read_as_numbers_and_as_texts) {
    Everything message;
    ASSERT_TRUE(from_json(R"({"amount": -5, "height": "6", "count": "7", "small": -8})", message));
    EXPECT_EQ(message.amount(), -5);
    EXPECT_EQ(message.height(), 6U);
    EXPECT_EQ(message.count(), 7U);
    EXPECT_EQ(message.small(), -8);
}

TEST(Json, numbers_that_do_not_fit_are_refused) {
    for (const char* json :
         {R"({"count": -1})", R"({"count": 4294967296})", R"({"small": 2147483648})",
          R"({"small": -2147483649})", R"({"height": -1})", R"({"height": 18446744073709551616})",
          R"({"amount": 9223372036854775808})", R"({"amount": 1.5})", R"({"amount": "1x"})",
          R"({"amount": ""})", R"({"amount": true})", R"({"amount": null})"})
        EXPECT_NE(reason(json), "") << json;
}

TEST(Json, values_of_another_kind_are_refused) {
    for (const char* json :
         {R"({"flag": 1})", R"({"name": 1})", R"({"id": "0g"})", R"({"id": "0"})",
          R"({"id": "AB"})", R"({"colour": "BLUE"})", R"({"colour": 1})", R"({"inner": []})",
          R"({"ids": "00"})", R"({"ids": [1]})", R"([])", R"("x")", "{", "", R"({"flag": true} x)",
          "{\"name\": \"\xff\"}"})
        EXPECT_NE(reason(json), "") << json;
}

TEST(Json, a_refusal_names_the_place) {
    EXPECT_EQ(reason(R"({"many": [{}, {"ids": ["00", "zz"]}]})"),
              "many[1].ids[1]: lower-case hex is expected");
    EXPECT_EQ(reason(R"({"inner": {"colour": "BLUE"}})"), "inner.colour: one of RED is expected");
}

TEST(Json, unknown_and_doubled_names_are_refused) {
    EXPECT_EQ(reason(R"({"inner": {"nmae": "x"}})"), "inner.nmae is not known");
    EXPECT_EQ(reason(R"({"name": "a", "name": "b"})"), "name is given twice");
    EXPECT_EQ(reason(R"({"many": [{"name": "a"}, {"name": "b"}]})"), "");
    std::string behind;
    for (int i = 0; i < 50; ++i) behind += R"(, {"name": "c"})";
    EXPECT_EQ(reason(R"({"many": [{"name": "a", "name": "b"})" + behind + "]}"),
              "name is given twice")
        << "what comes behind it tells of nothing else";
    EXPECT_EQ(reason(R"({"word": "a", "number": 1})"), "word: one member of choice is expected");
}

TEST(Json, a_byte_of_zero_is_no_end) {
    EXPECT_EQ(reason(std::string{R"({"name": "a"})"} + '\0' + " anything {{"),
              "it holds a byte of zero");
}

TEST(Json, deep_nesting_is_refused_and_does_not_exhaust_the_stack) {
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += R"({"inner":)";
    EXPECT_EQ(reason(deep + "{}" + std::string(100'000, '}')), "it nests too deep");
}

TEST(Json, text_that_is_not_utf8_is_replaced_when_printed) {
    Everything message;
    message.set_name("\xff");
    EXPECT_NE(to_json(message).find("\"name\":\"\xef\xbf\xbd\""), std::string::npos);
}

}  // namespace
}  // namespace linlian::codec
