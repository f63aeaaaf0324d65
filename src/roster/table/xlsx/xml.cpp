// Reading XML of workbooks with care: only elements of the part's own namespace count, and whatever
// some programs show and others do not is refused (XLSX_FOREIGN). The other readers of this folder
// see XML through these functions.

#include "roster/table/xlsx/xml.h"

#include "roster/refuse.h"
#include "roster/table/table_limits.h"

#include <algorithm>
#include <array>

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

// Of workbooks and of the relations of a package, in both forms of the standard.
constexpr std::array<std::string_view, 3> own_namespaces{
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/package/2006/relationships"};
constexpr std::array<std::string_view, 2> relation_namespaces{
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships"};
// What is read directly below the root of a part.
constexpr std::array<std::string_view, 8> read_below_root{
    "sheetData", "cols", "mergeCells", "sheetFormatPr", "sheets", "si", "cellXfs", "numFmts"};
// Of a name from the file, as much as a message shows.
constexpr std::size_t shown_bytes_max = 40;

template <typename All>
bool is_among(std::string_view value, const All& all) {
    return std::ranges::find(all, value) != all.end();
}

struct QName {
    std::string_view prefix;
    std::string_view local;
};

// Prefix and local name; no prefix is an empty one.
QName split(std::string_view name) {
    const auto colon = name.find(':');
    if (colon == std::string_view::npos) return {{}, name};
    return {name.substr(0, colon), name.substr(colon + 1)};
}

// The prefix of a part's own namespace is that of its root.
std::string_view own_prefix(const pugi::xml_node& node) {
    return split(node.root().first_child().name()).prefix;
}

// Whether it declares the prefix of the part's own namespace as that of something else.
bool turns_namespace(const pugi::xml_node& node, std::string_view own) {
    for (const auto& attribute : node.attributes()) {
        const std::string_view name = attribute.name();
        const auto [prefix, local] = split(name);
        const bool declares = own.empty() ? name == "xmlns" : prefix == "xmlns" && local == own;
        if (declares && !is_among(attribute.value(), own_namespaces)) return true;
    }
    return false;
}

// By prefix, or because it declares another namespace for the own prefix.
bool is_foreign(const pugi::xml_node& node) {
    const auto own = own_prefix(node);
    return split(node.name()).prefix != own || turns_namespace(node, own);
}

// The cell or row where it stands, or the name of the part.
std::string place_of(pugi::xml_node node) {
    std::string_view root;
    for (; node.type() == pugi::node_element; node = node.parent()) {
        root = split(node.name()).local;
        const std::string_view address = node.attribute("r").value();
        if ((root == "c" || root == "row") && !address.empty())
            return std::string{address.substr(0, 10)};
    }
    return std::string{root.substr(0, shown_bytes_max)};
}

auto refuse_foreign(std::string_view name, const pugi::xml_node& node) {
    return refuse("XLSX_FOREIGN", {{"name", std::string{name.substr(0, shown_bytes_max)}},
                                   {"place", place_of(node)}});
}

// Directly in the root programs keep things of their own (mc:AlternateContent, xr:revisionPtr …),
// which may hold anything but what is read: of that nobody knows which of two is shown.
bool may_be_skipped(const pugi::xml_node& node, const pugi::xml_node& parent) {
    if (parent.parent().type() != pugi::node_document) return false;
    const auto is_read = [](const pugi::xml_node& inner) {
        return is_among(split(inner.name()).local, read_below_root);
    };
    return !is_read(node) && !node.find_node(is_read);
}

// Nor does anything in it let elements of others through (mc:ProcessContent) or come in from a
// definition of its own.
Result<> check_root(const pugi::xml_document& document) {
    const auto root = document.first_child();
    if (root.type() != pugi::node_element || root.next_sibling()) return refuse("XLSX_BROKEN");
    const auto own = own_prefix(root);
    if (turns_namespace(root, own)) return refuse("XLSX_BROKEN");
    for (const auto& attribute : root.attributes()) {
        if (split(attribute.name()).local == "ProcessContent")
            return refuse_foreign(attribute.name(), root);
    }
    return {};
}

}  // namespace

// The part is parsed in its own memory and must outlive the document. A document type is kept as a
// node, so that check_root refuses it.
Result<> parse(pugi::xml_document& document, std::string& part) {
    TRY(check_marks(part));
    const unsigned flags = pugi::parse_minimal | pugi::parse_escapes |
                           pugi::parse_ws_pcdata_single | pugi::parse_cdata | pugi::parse_eol |
                           pugi::parse_doctype;
    if (!document.load_buffer_inplace(part.data(), part.size(), flags))
        return refuse("XLSX_BROKEN");
    return check_root(document);
}

bool is_named(const pugi::xml_node& node, std::string_view name) {
    const auto [prefix, local] = split(node.name());
    return local == name && prefix == own_prefix(node);
}

// In the order of the file. Others of the own namespace are passed over; foreign ones are refused
// but where programs keep their own things.
Result<std::vector<pugi::xml_node>> children_named(const pugi::xml_node& parent,
                                                   std::string_view name) {
    std::vector<pugi::xml_node> found;
    for (const auto& node : parent.children()) {
        if (node.type() != pugi::node_element) continue;
        if (is_foreign(node)) {
            if (!may_be_skipped(node, parent)) return refuse_foreign(node.name(), node);
        } else if (is_named(node, name)) {
            found.push_back(node);
        }
    }
    return found;
}

// Null where there is none; two are a broken file, since programs would take one or the other.
Result<pugi::xml_node> child_named(const pugi::xml_node& parent, std::string_view name) {
    const auto found = TRY(children_named(parent, name));
    if (found.size() > 1) return refuse("XLSX_BROKEN");
    return found.empty() ? pugi::xml_node{} : found.front();
}

// Empty where there is none. The same name under another prefix is refused: it may be meant for
// other programs.
Result<std::string_view> attribute_named(const pugi::xml_node& node, std::string_view name,
                                         std::string_view wanted_prefix) {
    std::string_view value;
    bool is_found = false;
    for (const auto& attribute : node.attributes()) {
        const auto [prefix, local] = split(attribute.name());
        if (local != name || prefix == "xmlns") continue;
        if (prefix != wanted_prefix) return refuse_foreign(attribute.name(), node);
        if (is_found) return refuse("XLSX_BROKEN");
        is_found = true;
        value = attribute.value();
    }
    return value;
}

// What this element calls the namespace of relations, empty where it does not declare it.
std::string_view relation_prefix(const pugi::xml_node& node) {
    for (const auto& attribute : node.attributes()) {
        const auto [prefix, local] = split(attribute.name());
        if (prefix == "xmlns" && is_among(attribute.value(), relation_namespaces)) return local;
    }
    return {};
}

// Without the text of elements within.
std::string text_of(const pugi::xml_node& element) {
    std::string text;
    for (const auto& piece : element.children()) {
        if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata)
            text += piece.value();
    }
    return text;
}

}  // namespace linlian::roster
