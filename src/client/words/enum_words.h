// The words for the values of the schema's enums in both languages: kinds of premises, reasons,
// methods. Reviews of acts, tables of replies and receipts tell every enum by it, and no name of
// the schema is shown to people. It knows no ledger.
#pragma once

#include "client/proof/verdict_text.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <optional>
#include <string>

namespace linlian::client {

// Nothing for what was left open (the value 0), and for a value without words.
std::optional<Told> enum_told(const google::protobuf::EnumValueDescriptor& value);

// "住宅 flat"; "–" for what was left open; a value without words by its name in the schema.
std::string enum_text(const google::protobuf::EnumValueDescriptor& value);

// The same of a value in code: enum_text_of(registry::v1::FLAT).
template <class Enum>
std::string enum_text_of(Enum value) {
    const auto* type = google::protobuf::GetEnumDescriptor<Enum>();
    const auto* found = type->FindValueByNumber(static_cast<int>(value));
    return found == nullptr ? std::to_string(static_cast<int>(value)) : enum_text(*found);
}

}  // namespace linlian::client
