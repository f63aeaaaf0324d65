// The words for the values of the schema's enums in both languages, as they stand beside them:
// kinds of premises, reasons, stages. Reviews of acts, tables of replies and receipts tell every
// enum by it, and no name of the schema is shown to people. It knows no ledger.
#pragma once

#include "client/words/bilingual.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <optional>
#include <string>
#include <string_view>

namespace linlian::client {

using google::protobuf::EnumDescriptor;
using google::protobuf::EnumValueDescriptor;

// Nothing for what was left open (the value 0), and for a value without words.
std::optional<Bilingual> enum_words(const EnumValueDescriptor& value);

// "住宅 flat"; "–" for what was left open; a value without words by its name in the schema.
std::string enum_text(const EnumValueDescriptor& value);

// What people type for a value: "278.5", "owners-committee".
std::string typed_word(const EnumValueDescriptor& value);
// The value that was typed so, or by its word in one of the languages; nothing for what is none.
std::optional<int> typed_value(const EnumDescriptor& type, std::string_view text);

// What stands beside this value of a type; "–" and "none" where nothing does.
Bilingual words_of(const EnumDescriptor& type, int value);

// The same of values in code: enum_text_of(registry::v1::FLAT).
template <class Enum>
std::string enum_text_of(Enum value) {
    const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
    const auto* found = type->FindValueByNumber(static_cast<int>(value));
    return found == nullptr ? std::to_string(static_cast<int>(value)) : enum_text(*found);
}
template <class Enum>
Bilingual words_of(Enum value) {
    return words_of(*google::protobuf::GetEnumDescriptor<Enum>(), static_cast<int>(value));
}
template <class Enum>
std::string typed_word_of(Enum value) {
    const auto* found = google::protobuf::GetEnumDescriptor<Enum>()->FindValueByNumber(value);
    return found == nullptr || value == 0 ? std::string{} : typed_word(*found);
}
template <class Enum>
std::optional<Enum> typed_enum(std::string_view text) {
    const auto value = typed_value(*google::protobuf::GetEnumDescriptor<Enum>(), text);
    return value ? std::optional{static_cast<Enum>(*value)} : std::nullopt;
}

}  // namespace linlian::client
