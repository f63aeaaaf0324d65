// Coded refusals from the enums of the schema: refuse(v1::PREMISES_UNKNOWN, {{"id", "…"}}).
// The code is "<module>.<NAME>"; the texts are annotations of the enum, filled in by the faces.
#pragma once

#include "base/result.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/generated_enum_reflection.h>

#include <optional>

namespace linlian::codec {

// "registry.PREMISES_UNKNOWN" for a value of enum linlian.registry.v1.RefusalCode.
std::string refusal_code(const google::protobuf::EnumValueDescriptor& value);

enum class Language { zh, en };

// The text of a code with the figures put in; nothing when no schema declares the code.
std::optional<std::string> refusal_text(const Refusal& refusal, Language language);

// Puts figures into the braces of a text; a name without a figure stays as it is.
std::string fill_figures(std::string_view text, const std::vector<Figure>& figures);

template <class Code>
Refusal make_refusal(Code code, std::vector<Figure> figures = {}) {
    const auto* value = google::protobuf::GetEnumDescriptor<Code>()->FindValueByNumber(code);
    return Refusal{refusal_code(*value), std::move(figures)};
}

template <class Code>
auto refuse(Code code, std::vector<Figure> figures = {}) {
    return tl::unexpected(make_refusal(code, std::move(figures)));
}

}  // namespace linlian::codec

namespace linlian {
using codec::refuse;
}
