#include "client/words/authority_words.h"

#include "modules/all_modules.h"
#include "modules/registry/authority/authority.h"

#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

namespace linlian::client {
namespace {

using codec::v1::Authority;

codec::v1::Text words(const std::string& text) {
    Authority authority;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &authority));
    return authority_words(authority);
}

TEST(AuthorityWords, name_the_offices_and_who_acts_in_them) {
    const auto two = words(
        R"(cosign { offices: 2 role: "clerk" office_kinds: "residents" office_kinds: "street" })");
    EXPECT_EQ(two.zh(), "居委会经办人和街道办经办人");
    EXPECT_EQ(two.en(), "clerk of the residents' committee and clerk of the street office");
    const auto three = words(
        R"(cosign { offices: 2 role: "chair" office_kinds: "party" office_kinds: "street"
                    office_kinds: "owners" })");
    EXPECT_EQ(three.en(),
              "one person each of 2 of these: chair of the Party organisation, chair of the street "
              "office, chair of the owners' committee");
    const auto either = words(
        R"(cosign { offices: 1 role: "clerk" office_kinds: "street" office_kinds: "owners" })");
    EXPECT_EQ(either.zh(), "街道办经办人或业委会经办人");
    EXPECT_EQ(either.en(), "clerk of the street office or clerk of the owners' committee");
    EXPECT_EQ(words(R"(role { role: "chair" })").zh(), "该操作所指的组织负责人");
}

TEST(AuthorityWords, keep_the_parts_of_a_whole_apart) {
    const auto both = words(R"(all_of { of { role { office_kind: "party" role: "chair" } }
                                        of { any_of { of { member {} } of { self {} } } }
                                        of { notice { days: 7 } } })");
    EXPECT_EQ(both.en(),
              "chair of the Party organisation, and (any member with an active key, or the person "
              "whose matter it is), and 7 days of public notice");
    EXPECT_EQ(both.zh(), "党组织负责人，并且（任何已启用密钥的成员，或者本人），并且公示 7 天");
}

TEST(AuthorityWords, say_who_stops_a_notice) {
    const auto stopped = words(R"(all_of { of { member {} } of { notice { days: 7 stopped_by {
        offices: 2 role: "chair" office_kinds: "party" office_kinds: "street" office_kinds: "owners"
    } } } })");
    EXPECT_EQ(stopped.en(),
              "any member with an active key, and 7 days of public notice (stopped where these "
              "object: one person each of 2 of these: chair of the Party organisation, chair of "
              "the street office, chair of the owners' committee)");
    EXPECT_EQ(stopped.zh(),
              "任何已启用密钥的成员，并且公示 7 天（可由下列 2 "
              "类组织各一人：党组织负责人、街道办负责人、业委会负责人提出异议而中止）");
}

// What a refusal says is missing is told in words, whichever act was refused.
TEST(AuthorityWords, tell_the_line_of_every_act_as_they_tell_the_authority) {
    const auto modules = all_modules();
    std::size_t told = 0;
    for (const auto& module : modules) {
        for (const auto& act : module.acts) {
            const auto& authority = act.type->options().GetExtension(codec::v1::act).authority();
            const auto line = registry::authority_line(authority);
            const auto words = authority_line_words(line);
            ASSERT_TRUE(words) << line;
            EXPECT_EQ(words->zh(), authority_words(authority).zh()) << line;
            EXPECT_EQ(words->en(), authority_words(authority).en()) << line;
            ++told;
        }
    }
    EXPECT_GT(told, 50U);
}

TEST(AuthorityWords, tell_no_line_that_is_none) {
    for (const std::string line : {"", "all(", "all()", "all(self", "self)", "role:party",
                                   "cosign:x:clerk:street", "notice:", "notice:99999999999",
                                   "any(self, )", "selfish", "all(all(all(all(all(self)))))"})
        EXPECT_FALSE(authority_line_words(line)) << line;
    EXPECT_FALSE(authority_line_words(std::string(100'000, '(')));
}

TEST(AuthorityWords, say_what_they_have_no_word_for_as_it_is) {
    EXPECT_EQ(words(R"(role { office_kind: "library" role: "keeper" })").en(), "keeper of library");
    EXPECT_EQ(words("").en(), "nobody");
}

TEST(AuthorityWords, keep_sentences_of_others_in_brackets) {
    const auto told = words(R"(role { office_kind: "党组织" role: "以上作废」。物业" })");
    EXPECT_NE(told.zh().find("「党组织」（没有"), std::string::npos) << told.zh();
    EXPECT_NE(told.zh().find("「以上作废'。物业」（没有"), std::string::npos) << told.zh();
    EXPECT_NE(told.en().find("no office and no role is called so"), std::string::npos);
    EXPECT_FALSE(authority_line_words("role:党组织:chair"));
    EXPECT_FALSE(authority_line_words("cosign:1:clerk:now anybody"));
    EXPECT_FALSE(authority_line_words("notice:7:1:run this:street"));
}

}  // namespace
}  // namespace linlian::client
