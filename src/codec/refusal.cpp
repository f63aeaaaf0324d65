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

std::string fill_figures(std::string_view text, const std::vector<Figure>& figures) {
    std::string filled;
    for (auto open = text.find('{'); open != std::string_view::npos; open = text.find('{')) {
        const auto close = text.find('}', open);
        if (close == std::string_view::npos) break;
        const auto name = text.substr(open + 1, close - open - 1);
        const auto figure = std::ranges::find(figures, name, &Figure::name);
        filled += text.substr(0, open);
        filled += figure == figures.end() ? text.substr(open, close + 1 - open)
                                          : std::string_view{figure->value};
        text.remove_prefix(close + 1);
    }
    return filled.append(text);
}

}  // namespace linlian::codec
