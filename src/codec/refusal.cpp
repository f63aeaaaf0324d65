#include "codec/refusal.h"

#include "codec/options.pb.h"

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
    std::string filled{text};
    for (const auto& figure : figures) {
        const std::string brace = "{" + figure.name + "}";
        for (auto at = filled.find(brace); at != std::string::npos;
             at = filled.find(brace, at + figure.value.size()))
            filled.replace(at, brace.size(), figure.value);
    }
    return filled;
}

}  // namespace linlian::codec
