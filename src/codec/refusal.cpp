// Codes and texts of refusals, which stand beside the codes in the schema (option `text`).
#include "codec/refusal.h"

#include "codec/options.pb.h"

#include <algorithm>

namespace linlian::codec {
namespace {

// "linlian.registry.v1" -> "registry"
std::string module_of(const std::string& package) {
    const auto first = package.find('.') + 1;
    return package.substr(first, package.rfind('.') - first);
}

}  // namespace

std::string refusal_code(const google::protobuf::EnumValueDescriptor& value) {
    return module_of(value.type()->file()->package()) + "." + value.name();
}

std::optional<std::string> refusal_text(const Refusal& refusal, Language language) {
    const auto dot = refusal.code.find('.');
    if (dot == std::string::npos) return std::nullopt;
    // By the name of the enum: values are no symbols of a schema that nothing has used yet.
    const auto* codes = google::protobuf::DescriptorPool::generated_pool()->FindEnumTypeByName(
        "linlian." + refusal.code.substr(0, dot) + ".v1.RefusalCode");
    const auto* value =
        codes == nullptr ? nullptr : codes->FindValueByName(refusal.code.substr(dot + 1));
    if (value == nullptr) return std::nullopt;
    const auto& text = value->options().GetExtension(v1::text);
    return fill_figures(language == Language::zh ? text.zh() : text.en(), refusal.figures);
}

// A name in braces that is no figure is left as it stands.
std::string fill_figures(std::string_view text, const std::vector<Figure>& figures) {
    std::string filled;
    while (!text.empty()) {
        const auto open = text.find('{');
        filled += text.substr(0, open);
        if (open == std::string_view::npos) break;
        text.remove_prefix(open);
        const auto close = text.find('}');
        const auto named = std::ranges::find(
            figures, text.substr(1, close == std::string_view::npos ? 0 : close - 1),
            &Figure::name);
        const bool is_known = close != std::string_view::npos && named != figures.end();
        filled += is_known ? std::string_view{named->value} : text.substr(0, 1);
        text.remove_prefix(is_known ? close + 1 : 1);
    }
    return filled;
}

// Cut where a character of UTF-8 begins, so that the text stays readable.
Figure stated_figure(std::string name, std::string_view value) {
    constexpr std::string_view mark = "…";
    if (value.size() <= stated_bytes_max) return {std::move(name), std::string{value}};
    auto size = stated_bytes_max - mark.size();
    const auto is_inside_character = [&value](std::size_t at) {
        return (static_cast<unsigned char>(value[at]) & 0xC0U) == 0x80U;
    };
    while (size > 0 && is_inside_character(size)) --size;
    return {std::move(name), std::string{value.substr(0, size)} + std::string{mark}};
}

}  // namespace linlian::codec
