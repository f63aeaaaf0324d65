#include "client/schema/message_form.h"

#include "client/schema/typed_word.h"
#include "kit/code_of.h"
#include "modules/motion/motion.pb.h"
#include "modules/registry/registry.pb.h"

#include <gtest/gtest.h>

namespace linlian::client {
namespace {

TEST(MessageForm, calls_acts_and_queries_by_their_module) {
    EXPECT_EQ(command_name(*registry::v1::AddEstate::descriptor()), "registry.add-estate");
    EXPECT_EQ(command_name(*motion::v1::MotionsQuery::descriptor()), "motion.motions");
}

TEST(MessageForm, takes_hex_as_it_is_printed_numbers_words_and_lists) {
    motion::v1::Decline decline;
    ASSERT_TRUE(fill_message({{{"motion", "ABCD 0123"}, {"reason", "FACTS_DIFFER"}}, {}}, decline));
    EXPECT_EQ(decline.motion(), "\xAB\xCD\x01\x23");
    EXPECT_EQ(decline.reason(), motion::v1::FACTS_DIFFER);
    registry::v1::RegisterMembers members;
    ASSERT_TRUE(fill_message({{{"members", R"(["ab", "cd"])"}}, {}}, members));
    EXPECT_EQ(members.members_size(), 2);
    EXPECT_EQ(kit::code_of(fill_message({{{"reason", "WHIM"}}, {}}, decline)),
              "codec.JSON_MALFORMED");
}

// A slip of a day's length is a slip that dies a day too early.
TEST(MessageForm, takes_a_local_date_for_a_time) {
    registry::v1::IssueSlips by_day, by_minute;
    ASSERT_TRUE(fill_message({{{"expires_ms", "2027-03-01"}}, {}}, by_day));
    ASSERT_TRUE(fill_message({{{"expires_ms", "2027-03-01 18:00"}}, {}}, by_minute));
    EXPECT_EQ(by_minute.expires_ms() - by_day.expires_ms(), 18 * 3'600'000);
}

TEST(MessageForm, puts_fields_into_the_place_of_what_the_whole_says) {
    motion::v1::Decline decline;
    ASSERT_TRUE(fill_message({{{"text", "太贵"}}, R"({"text": "a", "reason": "OTHER"})"}, decline));
    EXPECT_EQ(decline.text(), "太贵");
    EXPECT_EQ(decline.reason(), motion::v1::OTHER);
    EXPECT_FALSE(fill_message({{}, ""}, decline)) << "an empty file is no message";
}

TEST(MessageForm, names_each_field_as_it_is_typed) {
    const auto fields = form_fields(*registry::v1::IssueSlips::descriptor());
    ASSERT_EQ(fields.size(),
              static_cast<std::size_t>(registry::v1::IssueSlips::descriptor()->field_count()));
    const auto expires = std::ranges::find(fields, "expires_ms", &FormField::name);
    ASSERT_NE(expires, fields.end());
    EXPECT_EQ(expires->written, "expires-ms");
    EXPECT_NE(expires->help.find("local"), std::string::npos) << expires->help;
}

TEST(TypedWord, is_one_of_those_that_the_command_takes) {
    using namespace registry::v1;
    constexpr int reasons[] = {SLIP_LOST, SLIP_WRONG_PERSON};
    const auto read = [&](const char* text) {
        return read_word_of(*SlipReason_descriptor(), reasons, "--reason", text, "SLIP_");
    };
    EXPECT_EQ(read("wrong-person").value_or(-1), static_cast<int>(SLIP_WRONG_PERSON));
    for (const char* other : {"slip-lost", "LOST", "misprinted", ""}) {
        const auto refused = read(other);
        ASSERT_FALSE(refused) << other;
        EXPECT_TRUE(
            refused.error().figures.front().value.ends_with("takes one of: lost, wrong-person"));
    }
}

}  // namespace
}  // namespace linlian::client
