#include "roster/xlsx_xml.h"

#include "roster/refuse.h"
#include "roster/table_limits.h"

#include <algorithm>

namespace linlian::roster {
namespace {

// Each tag becomes an element and perhaps a text, each attribute has one "=": so this is an upper
// bound of what the parser will make of the part.
Result<> check_marks(const std::string& part) {
    const auto is_mark = [](char c) { return c == '<' || c == '='; };
    const auto marks = static_cast<std::size_t>(std::count_if(part.begin(), part.end(), is_mark));
    if (marks <= xlsx_marks_max) return {};
    return refuse("XLSX_TOO_MUCH",
                  {{"count", std::to_string(marks)}, {"limit", std::to_string(xlsx_marks_max)}});
}

}  // namespace

Result<> parse(pugi::xml_document& document, std::string& part) {
    TRY(check_marks(part));
    const unsigned flags = pugi::parse_minimal | pugi::parse_escapes |
                           pugi::parse_ws_pcdata_single | pugi::parse_cdata | pugi::parse_eol;
    if (!document.load_buffer_inplace(part.data(), part.size(), flags))
        return refuse("XLSX_BROKEN");
    return {};
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    const auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_named(const pugi::xml_node& parent, std::string_view name) {
    return parent.find_child([&](const pugi::xml_node& node) { return local_name(node) == name; });
}

std::string_view attribute_named(const pugi::xml_node& node, std::string_view name) {
    for (const auto& attribute : node.attributes()) {
        std::string_view full = attribute.name();
        const auto colon = full.find(':');
        if (colon != std::string_view::npos) full = full.substr(colon + 1);
        if (full == name) return attribute.value();
    }
    return {};
}

std::string text_of(const pugi::xml_node& element) {
    std::string text;
    for (const auto& piece : element.children()) {
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata)
            text += piece.value();
    }
    return text;
}

}  // namespace linlian::roster
