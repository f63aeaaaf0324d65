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

// Puts figures into the braces of a text, once and from left to right: what was put in is a value,
// and its braces are those of whoever wrote it. A name without a figure stays as it is; of two
// figures of one name the first is taken.
std::string fill_figures(std::string_view text, const std::vector<Figure>& figures);

// A figure as a node or a file of others states it: as much as a sentence has room for.
inline constexpr std::size_t stated_bytes_max = 200;
Figure stated_figure(std::string name, std::string_view value);

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
