// Every enum that a review, a receipt or the answer to a query can show has words, now and when a
// value is added.
#include "client/words/enum_words.h"

#include "codec/options.pb.h"
#include "modules/all_modules.h"
#include "modules/ballot/papers.pb.h"
#include "modules/registry/registry.pb.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

namespace linlian::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;

// The enums in a message and in those inside of it.
void collect(const Descriptor& type, std::set<const Descriptor*>& seen,
             std::set<const EnumDescriptor*>& enums) {
    if (!seen.insert(&type).second) return;
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        if (field.enum_type() != nullptr) enums.insert(field.enum_type());
        if (field.message_type() != nullptr) collect(*field.message_type(), seen, enums);
    }
}

std::set<const EnumDescriptor*> shown_enums() {
    std::set<const Descriptor*> seen;
    std::set<const EnumDescriptor*> enums;
    for (const auto& module : all_modules()) {
        for (const auto& act : module.acts) {
            collect(*act.type, seen, enums);
            const auto& file = *act.type->file();
            for (int i = 0; i < file.message_type_count(); ++i)
                if (file.message_type(i)->options().HasExtension(codec::v1::event))
                    collect(*file.message_type(i), seen, enums);
        }
        for (const auto& query : module.queries) collect(*query.reply, seen, enums);
    }
    return enums;
}

TEST(EnumWords, stand_for_every_value_that_people_are_shown) {
    const auto enums = shown_enums();
    EXPECT_GE(enums.size(), 30U) << "the walk finds those of the schema";
    EXPECT_TRUE(enums.contains(registry::v1::PremisesKind_descriptor()));
    EXPECT_TRUE(enums.contains(ballot::v1::DeliveryKind_descriptor()));
    for (const auto* type : enums) {
        std::map<std::string, std::string> by_zh, by_en;
        for (int i = 0; i < type->value_count(); ++i) {
            const auto& value = *type->value(i);
            if (value.number() == 0) continue;
            const auto told = enum_words(value);
            ASSERT_TRUE(told) << value.full_name() << " has no words beside it";
            EXPECT_FALSE(told->zh.empty() || told->en.empty()) << value.full_name();
            EXPECT_TRUE(by_zh.emplace(told->zh, value.name()).second) << value.full_name();
            EXPECT_TRUE(by_en.emplace(told->en, value.name()).second) << value.full_name();
        }
    }
}

TEST(EnumWords, are_those_of_both_languages) {
    EXPECT_EQ(enum_text_of(registry::v1::FLAT), "住宅 flat");
    EXPECT_EQ(enum_text_of(ballot::v1::HANDED_OVER), "当面签收 handed over, signed for");
    EXPECT_EQ(enum_text_of(registry::v1::ID_CARD_AT_COUNTER),
              "柜台核验身份证 identity card at the counter");
}

TEST(EnumWords, of_what_was_left_open_are_a_dash) {
    EXPECT_EQ(enum_text_of(registry::v1::PREMISES_KIND_UNSPECIFIED), "–");
    EXPECT_EQ(enum_text_of(ballot::v1::RULING_UNSPECIFIED), "–");
    EXPECT_EQ(enum_text_of(ballot::v1::PAPER_STATE_UNSPECIFIED), "–");
}

TEST(EnumWords, are_typed_by_name_or_by_the_word_beside_it) {
    EXPECT_EQ(typed_enum<ballot::v1::Matter>("278.5"), ballot::v1::USE_REPAIR_FUND);
    EXPECT_EQ(typed_enum<ballot::v1::Convenor>("owners-committee"), ballot::v1::OWNERS_COMMITTEE);
    EXPECT_EQ(typed_enum<ballot::v1::Mark>("赞成"), ballot::v1::AGREE);
    EXPECT_EQ(typed_enum<ballot::v1::Mark>("agreed"), std::nullopt);
    EXPECT_EQ(typed_enum<ballot::v1::Mark>("mark-unspecified"), std::nullopt);
    EXPECT_EQ(typed_word_of(ballot::v1::RESIDENTS_ASSEMBLY), "assembly");
    EXPECT_EQ(words_of(ballot::v1::RULING_UNSPECIFIED).both(), "未裁定 no ruling yet");
    EXPECT_EQ(words_of(ballot::v1::CONVENOR_UNSPECIFIED).both(), "– none");
}

// One that this program has no words for is not taken for another one.
TEST(EnumWords, of_a_value_without_any_are_its_name) {
    EXPECT_EQ(enum_text_of(registry::v1::AUTHORITY_MISSING), "AUTHORITY_MISSING");
    EXPECT_FALSE(enum_words(*registry::v1::RefusalCode_descriptor()->value(1)));
}

}  // namespace
}  // namespace linlian::client
