// Whatever bytes a name, a file or a node holds: nothing of them that is shown moves a cursor,
// begins a line, turns text around, hides, runs a formula, or breaks the JSON that carried it.
#include "ops/safe_text.h"

#include "base/bytes.h"
#include "base/check.h"

#include <nlohmann/json.hpp>

#include <cstdint>

namespace linlian {
namespace {

// Whether a code point obeys instead of being shown; written by hand, from the tables of Unicode,
// apart from the library that ops::safe_line asks.
bool is_command(char32_t point) {
    const bool is_control = point < 0x20 || (point >= 0x7F && point < 0xA0);
    const bool turns = point == 0x061C || point == 0x200E || point == 0x200F ||
                       (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
    const bool hides = point == 0x00AD || (point >= 0x200B && point <= 0x200D) ||
                       (point >= 0x2060 && point <= 0x2064) || point == 0xFEFF || point == 0x180E ||
                       (point >= 0xFE00 && point <= 0xFE0F) ||
                       (point >= 0xE0000 && point <= 0xE0FFF) || point == 0x3164;
    const bool breaks = point == 0x2028 || point == 0x2029;
    return is_control || turns || hides || breaks;
}

// Reads one code point of UTF-8 by hand; nothing else may stand in what is shown.
char32_t next_point(BytesView& text) {
    const auto first = static_cast<unsigned char>(text.front());
    const std::size_t size = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    CHECK(first < 0x80 || first >= 0xC2);
    CHECK(first <= 0xF4 && size <= text.size());
    char32_t point = size == 1 ? first : first & (0x7F >> size);
    for (std::size_t i = 1; i < size; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        CHECK((next & 0xC0) == 0x80);
        point = point << 6 | (next & 0x3F);
    }
    text.remove_prefix(size);
    return point;
}

void check_shown(BytesView text, bool may_have_lines) {
    while (!text.empty()) {
        const auto point = next_point(text);
        CHECK(!is_command(point) || (may_have_lines && point == '\n'));
    }
}

void check_cell(BytesView text) {
    const auto cell = ops::csv_cell(text);
    check_shown(cell, false);
    const auto read = cell.starts_with('"') ? BytesView{cell}.substr(1) : BytesView{cell};
    const auto begin = read.find_first_not_of(' ');
    if (begin != BytesView::npos) CHECK(BytesView{"=+-@"}.find(read[begin]) == BytesView::npos);
    if (!cell.starts_with('"')) {
        CHECK(cell.find_first_of(",;\"\n") == std::string::npos);
        CHECK(ops::from_csv_cell(cell) == ops::safe_line(text));
    }
}

void check_json(BytesView text) {
    using nlohmann::json;
    const auto replace = json::error_handler_t::replace;
    const auto written = json(std::string{text}).dump(-1, ' ', false, replace);
    const auto safe = ops::safe_json(written);
    check_shown(safe, false);
    CHECK(json::parse(safe) == json::parse(written));
    check_shown(ops::safe_json(text), false);  // a node's, which need not be JSON
}

}  // namespace
}  // namespace linlian

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const linlian::BytesView text{reinterpret_cast<const char*>(data), size};
    linlian::check_shown(linlian::ops::safe_line(text), false);
    linlian::check_shown(linlian::ops::safe_lines(text), true);
    linlian::check_cell(text);
    linlian::check_json(text);
    return 0;
}
