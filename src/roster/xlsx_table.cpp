#include "roster/xlsx_table.h"

#include "roster/refuse.h"
#include "roster/table_builder.h"
#include "roster/xlsx_number.h"
#include "roster/xlsx_package.h"

#include <algorithm>
#include <map>
#include <optional>
#include <pugixml.hpp>

namespace linlian::roster {

namespace {

// Some programs write a prefix before every element name: what counts is the local part.
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

Result<> parse(pugi::xml_document& document, const std::string& part) {
    const unsigned flags = pugi::parse_minimal | pugi::parse_escapes |
                           pugi::parse_ws_pcdata_single | pugi::parse_cdata | pugi::parse_eol;
    if (!document.load_buffer(part.data(), part.size(), flags)) return refuse("XLSX_BROKEN");
    return {};
}

// The text of a string item: its plain text or that of its rich runs, without the phonetic ones.
std::string item_text(const pugi::xml_node& item) {
    std::string text;
    for (const auto& part : item.children()) {
        if (local_name(part) == "t") text += part.child_value();
        if (local_name(part) == "r") text += child_named(part, "t").child_value();
    }
    return text;
}

Result<std::vector<std::string>> shared_strings(XlsxPackage& package) {
    auto part = package.part("xl/sharedStrings.xml");
    if (!part) return tl::unexpected(part.error());
    std::vector<std::string> strings;
    if (part->empty()) return strings;
    pugi::xml_document document;
    TRY(parse(document, *part));
    for (const auto& item : document.document_element().children()) {
        if (local_name(item) == "si") strings.push_back(item_text(item));
    }
    return strings;
}

// The relation id of the wanted sheet in xl/workbook.xml.
Result<std::string> sheet_relation(const pugi::xml_document& workbook, std::string_view wanted) {
    std::string names;
    for (const auto& sheet : child_named(workbook.document_element(), "sheets").children()) {
        const std::string name{attribute_named(sheet, "name")};
        if (wanted.empty() || name == wanted) {
            // Both sheetId and r:id end in "id"; only r:id has the exact local name.
            return std::string{attribute_named(sheet, "id")};
        }
        names += (names.empty() ? "" : ", ") + name;
    }
    return refuse("XLSX_NO_SHEET", {{"sheet", std::string{wanted}}, {"sheets", names}});
}

Result<std::string> sheet_path(XlsxPackage& package, std::string_view wanted) {
    auto workbook_part = package.part("xl/workbook.xml");
    if (!workbook_part) return tl::unexpected(workbook_part.error());
    auto relations_part = package.part("xl/_rels/workbook.xml.rels");
    if (!relations_part) return tl::unexpected(relations_part.error());
    pugi::xml_document workbook;
    pugi::xml_document relations;
    TRY(parse(workbook, *workbook_part));
    TRY(parse(relations, *relations_part));
    auto id = sheet_relation(workbook, wanted);
    if (!id) return id;
    for (const auto& relation : relations.document_element().children()) {
        if (attribute_named(relation, "Id") != *id) continue;
        std::string target{attribute_named(relation, "Target")};
        return target.starts_with('/') ? target.substr(1) : "xl/" + target;
    }
    return refuse("XLSX_BROKEN");
}

// A cell address such as "AB12": zero-based column and one-based row, nothing when it is none.
struct CellAddress {
    std::size_t column = 0;
    std::uint32_t row = 0;
};

std::optional<CellAddress> address_of(std::string_view text) {
    CellAddress address;
    std::size_t i = 0;
    std::size_t column = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 3; ++i)
        column = column * 26 + static_cast<std::size_t>(text[i] - 'A') + 1;
    std::uint64_t row = 0;
    std::size_t digits = 0;
    for (; i < text.size() && text[i] >= '0' && text[i] <= '9' && digits < 8; ++i, ++digits)
        row = row * 10 + static_cast<std::uint64_t>(text[i] - '0');
    if (column == 0 || row == 0 || i != text.size()) return std::nullopt;
    address.column = column - 1;
    address.row = static_cast<std::uint32_t>(row);
    return address;
}

std::string cell_text(const pugi::xml_node& cell, const std::vector<std::string>& strings) {
    const auto type = attribute_named(cell, "t");
    if (type == "inlineStr") return item_text(child_named(cell, "is"));
    const std::string value = child_named(cell, "v").child_value();
    if (type == "s") {
        if (value.empty() || value.size() > 9 ||
            value.find_first_not_of("0123456789") != std::string::npos)
            return {};
        const std::size_t at = std::stoul(value);
        return at < strings.size() ? strings[at] : std::string{};
    }
    return type.empty() || type == "n" ? xlsx_number_text(value) : value;
}

using Rows = std::map<std::uint32_t, std::vector<std::string>>;

Result<Rows> rows_of(const pugi::xml_node& sheet_data, const std::vector<std::string>& strings) {
    Rows rows;
    std::uint32_t row_number = 0;
    for (const auto& row : sheet_data.children()) {
        if (local_name(row) != "row") continue;
        auto stated = address_of("A" + std::string{attribute_named(row, "r")});
        row_number = stated ? stated->row : row_number + 1;
        auto& cells = rows[row_number];
        std::size_t column = 0;
        for (const auto& cell : row.children()) {
            if (local_name(cell) != "c") continue;
            if (auto at = address_of(attribute_named(cell, "r"))) column = at->column;
            auto text = cell_text(cell, strings);
            if (!text.empty()) {
                if (column >= table_columns_max)
                    return refuse("TABLE_TOO_WIDE", {{"row", std::to_string(row_number)}});
                if (cells.size() <= column) cells.resize(column + 1);
                cells[column] = std::move(text);
            }
            ++column;
        }
        if (rows.size() > table_rows_max + 1)
            return refuse("TABLE_TOO_LONG", {{"limit", std::to_string(table_rows_max)}});
    }
    return rows;
}

// Cells merged down a column mean that all rows share the value: clerks do so with buildings and
// with the area of co-owners. Cells merged across are titles and stay as they are.
void fill_merged(const pugi::xml_node& sheet, Rows& rows) {
    for (const auto& merge : child_named(sheet, "mergeCells").children()) {
        const auto range = attribute_named(merge, "ref");
        const auto colon = range.find(':');
        if (colon == std::string_view::npos) continue;
        const auto from = address_of(range.substr(0, colon));
        const auto to = address_of(range.substr(colon + 1));
        if (!from || !to || from->column != to->column || !rows.contains(from->row)) continue;
        const auto& source = rows[from->row];
        if (from->column >= source.size()) continue;
        const std::string value = source[from->column];
        for (auto it = rows.upper_bound(from->row); it != rows.end() && it->first <= to->row;
             ++it) {
            auto& cells = it->second;
            if (cells.size() <= from->column) cells.resize(from->column + 1);
            cells[from->column] = value;
        }
    }
}

}  // namespace

Result<Table> read_xlsx(BytesView file, std::string_view sheet_name) {
    auto package = XlsxPackage::open(file);
    if (!package) return tl::unexpected(package.error());
    auto path = sheet_path(*package, sheet_name);
    if (!path) return tl::unexpected(path.error());
    auto strings = shared_strings(*package);
    if (!strings) return tl::unexpected(strings.error());
    auto part = package->part(*path);
    if (!part) return tl::unexpected(part.error());
    pugi::xml_document document;
    TRY(parse(document, *part));
    const auto sheet = document.document_element();
    auto rows = rows_of(child_named(sheet, "sheetData"), *strings);
    if (!rows) return tl::unexpected(rows.error());
    fill_merged(sheet, *rows);
    TableBuilder builder;
    for (auto& [number, cells] : *rows) builder.add(number, std::move(cells));
    return std::move(builder).finish();
}

}  // namespace linlian::roster
