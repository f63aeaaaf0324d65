// Texts of strangers made safe to look at: what does not show, turns the line around or moves the
// cursor becomes a visible code. For spreadsheets also what would begin a formula.

#include "ops/safe_text.h"

#include "ops/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utf8proc.h>

namespace linlian::ops {
namespace {

enum class Form { line, lines, json };

// Blank to the eye, yet letters or symbols by their category.
constexpr std::array<utf8proc_int32_t, 2> blanks{0x2800, 0x3164};

// Not controls, formats (such as those that turn text around), halves of surrogates, private or
// unassigned characters, or other line ends.
bool is_visible(utf8proc_int32_t point) {
    const auto& property = *utf8proc_get_property(point);
    switch (property.category) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_CN:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return false;
        default:
            return !property.ignorable && std::ranges::find(blanks, point) == blanks.end();
    }
}

// JSON writes what is above U+FFFF as two surrogates.
std::string json_escape(utf8proc_int32_t point) {
    if (point < 0x10000) return fmt::format("\\u{:04x}", point);
    const auto rest = point - 0x10000;
    return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
}

std::string escape(utf8proc_int32_t point, Form form) {
    return form == Form::json ? json_escape(point) : fmt::format("\\u{{{:04X}}}", point);
}

std::string byte_escape(char byte) {
    return fmt::format("\\x{{{:02X}}}", static_cast<unsigned char>(byte));
}

// Character by character; a byte that is no UTF-8 stands by its value.
std::string safe(std::string_view text, Form form) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        const auto next = next_character(text);
        const bool is_kept_line = next.point == '\n' && form == Form::lines;
        if (next.is_broken())
            out += form == Form::json ? "\\ufffd" : byte_escape(next.bytes.front());
        else if (is_kept_line || is_visible(next.point))
            out += next.bytes;
        else
            out += escape(next.point, form);
        text.remove_prefix(next.bytes.size());
    }
    return out;
}

// Where a spreadsheet begins to look for a formula: behind blanks.
std::string_view without_blanks(std::string_view text) {
    const auto begin = text.find_first_not_of(' ');
    return begin == std::string_view::npos ? std::string_view{} : text.substr(begin);
}

// Full-width signs too: a spreadsheet may take these for the others.
bool looks_like_formula(std::string_view text) {
    const auto rest = without_blanks(text);
    constexpr std::array<std::string_view, 8> signs{"=", "+", "-", "@", "＝", "＋", "－", "＠"};
    return std::ranges::any_of(signs, [&](auto sign) { return rest.starts_with(sign); });
}

}  // namespace

std::string safe_line(std::string_view text) { return safe(text, Form::line); }

std::string safe_lines(std::string_view text) { return safe(text, Form::lines); }

std::string safe_json(std::string_view json) { return safe(json, Form::json); }

// An apostrophe in front makes a spreadsheet take the cell for text. Quotes where a separator, a
// quote or blanks at the front ask for them.
std::string csv_cell(std::string_view text) {
    auto cell = safe_line(text);
    // One that begins with apostrophes gets one more, so that from_csv_cell gives it back.
    if (looks_like_formula(cell) || cell.starts_with('\'')) cell.insert(0, 1, '\'');
    if (cell.find_first_of(",;\"") == std::string::npos && cell == without_blanks(cell))
        return cell;
    std::string quoted{'"'};
    for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
    return quoted + '"';
}

std::string from_csv_cell(std::string_view cell) {
    const bool is_marked = cell.starts_with('\'') &&
                           (looks_like_formula(cell.substr(1)) || cell.substr(1).starts_with('\''));
    return std::string{is_marked ? cell.substr(1) : cell};
}

}  // namespace linlian::ops
