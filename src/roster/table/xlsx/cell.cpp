// One cell: its value as a person sees it, or a doubt where it may show something else. Also shared
// strings and the names of cells.

#include "roster/table/xlsx/cell.h"

#include "roster/refuse.h"
#include "roster/table/table_limits.h"
#include "roster/table/xlsx/number.h"
#include "roster/table/xlsx/xml.h"
#include "roster/text.h"

#include <algorithm>

namespace linlian::roster {
namespace {

// The text of a string item: its plain text or that of its rich runs, without the phonetic ones.
Result<ItemText> item_text(const pugi::xml_node& item, const Inks& inks) {
    ItemText read;
    auto& text = read.text;
    for (const auto* name : {"t", "r"}) {
        const auto parts = TRY(children_named(item, name));
        // Two plain texts, or runs beside one: programs show now the one and now the other.
        const bool is_plain = *name == 't';
        if (is_plain ? parts.size() > 1 : !parts.empty() && !text.empty())
            return refuse("XLSX_BROKEN");
        for (const auto& part : parts) {
            const auto inner =
                TRY(is_plain ? Result<pugi::xml_node>{part} : child_named(part, "t"));
            text += text_of(inner);
            const auto own = TRY(is_plain ? Result<pugi::xml_node>{} : child_named(part, "rPr"));
            if (!own) continue;
            auto ink = TRY(inks.ink_of(own));
            read.inks.push_back(ink);
        }
    }
    return read;
}

// People see what stands before a line break, or a long run of blanks, and not what follows.
bool is_spaced_out(const std::string& text) {
    constexpr int most = 8;
    int run = 0;
    for (const auto& character : characters_of(trimmed(text))) {
        if (character == "\n" || character == "\r") return true;
        const bool is_blank = trimmed(character).empty();
        run = is_blank ? run + 1 : 0;
        if (run > most) return true;
    }
    return false;
}

// The value of a cell with a shared string: its number among them, nothing when it is none.
std::optional<std::size_t> string_number(const std::string& value) {
    if (value.empty() || value.size() > 9 ||
        value.find_first_not_of("0123456789") != std::string::npos)
        return std::nullopt;
    return std::stoul(value);
}

// By the type of the cell: "s" is a number among the shared strings; empty and "n" are numbers;
// others stand as they are.
Result<ItemText> plain_value(std::string_view type, const std::string& value,
                             const std::vector<ItemText>& strings, std::uint32_t row) {
    if (type == "s" && !value.empty()) {
        const auto at = string_number(value);
        if (at && *at < strings.size()) return strings[*at];
        return refuse("XLSX_TEXT_MISSING",
                      {{"row", std::to_string(row)}, {"index", value.substr(0, 20)}});
    }
    const bool is_number = type.empty() || type == "n";
    return ItemText{is_number && value.size() <= cell_bytes_max ? xlsx_number_text(value) : value,
                    {}};
}

}  // namespace

// None where the workbook has no such part.
Result<std::vector<ItemText>> shared_strings(XlsxPackage& package, const std::string& path,
                                             const Inks& inks) {
    auto part = TRY(package.part(path));
    std::vector<ItemText> strings;
    if (part.empty()) return strings;
    pugi::xml_document document;
    TRY(parse(document, part));
    const auto items = TRY(children_named(document.document_element(), "si"));
    for (const auto& item : items) {
        auto text = TRY(item_text(item, inks));
        strings.push_back(std::move(text));
    }
    return strings;
}

// "AB12", at most three letters and eight digits; columns count from 0 then, rows from 1.
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
    if (column == 0 || row == 0 || row > xlsx_row_number_max || i != text.size())
        return std::nullopt;
    address.column = column - 1;
    address.row = static_cast<std::uint32_t>(row);
    return address;
}

// The reverse. Letters are digits to the base 26 without a nought.
std::string cell_name(std::size_t column, std::uint32_t row) {
    std::string letters;
    for (auto left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters + std::to_string(row);
}

// A formula is always a doubt: its stored value may be an old one.
Result<CellValue> cell_value(const pugi::xml_node& cell, const SheetTexts& sheet,
                             std::uint32_t row) {
    const auto type = attribute_named(cell, "t");
    const auto style = attribute_named(cell, "s");
    if (!type) return tl::unexpected(type.error());
    if (!style) return tl::unexpected(style.error());
    const auto value = child_named(cell, "v");
    const auto inline_text = child_named(cell, "is");
    const auto formula = child_named(cell, "f");
    for (const auto* read : {&value, &inline_text, &formula})
        if (!*read) return tl::unexpected(read->error());
    auto text = TRY(*type == "inlineStr" ? item_text(*inline_text, sheet.formats.inks())
                                         : plain_value(*type, text_of(*value), sheet.strings, row));
    const bool is_text = *type == "s" || *type == "str" || *type == "inlineStr" || *type == "e";
    const bool is_number = type->empty() || *type == "n";
    const bool has_value = *value || *inline_text;
    const auto is_faint = [&](const Ink& ink) { return sheet.formats.is_faint(*style, ink); };
    CellValue read{std::move(text.text)};
    if (*formula) {
        read.doubt = "roster.XLSX_FORMULA";
    } else if (has_value && ((!is_text && !is_number) || sheet.formats.disguises(*style, is_text) ||
                             (is_number && sheet.formats.rounds(*style, read.text)))) {
        // Truth values and dates are shown in words that the file does not hold.
        read.doubt = "roster.XLSX_FORMAT";
    } else if (has_value &&
               (sheet.formats.is_faint(*style) || std::ranges::any_of(text.inks, is_faint))) {
        read.doubt = "roster.XLSX_FAINT";
    } else if (has_value && is_spaced_out(read.text)) {
        read.doubt = "roster.XLSX_SPACED";
    }
    return read;
}

}  // namespace linlian::roster
