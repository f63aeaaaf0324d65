// CSV files as offices save them: UTF-8, UTF-16 or GB18030, with commas, semicolons or tabs. libcsv
// takes the rows apart.

#include "roster/table/csv_table.h"

#include "ops/utf8.h"
#include "roster/refuse.h"
#include "roster/table/table_builder.h"

#include <array>
#include <csv.h>
#include <iconv.h>

namespace linlian::roster {

namespace {

constexpr std::string_view utf8_mark = "\xEF\xBB\xBF";
constexpr std::string_view utf16_little_mark = "\xFF\xFE";
constexpr std::string_view utf16_big_mark = "\xFE\xFF";

// Converts with iconv; refuses on the first byte that the encoding does not know.
Result<std::string> converted(BytesView file, const char* encoding) {
    const iconv_t converter = iconv_open("UTF-8", encoding);
    if (converter == reinterpret_cast<iconv_t>(-1)) return refuse("CSV_ENCODING");
    std::string in{file};
    std::string out;
    std::array<char, 16 * 1024> piece{};
    char* from = in.data();
    std::size_t left = in.size();
    bool broken = false;
    while (left > 0 && !broken) {
        char* to = piece.data();
        std::size_t room = piece.size();
        const auto done = iconv(converter, &from, &left, &to, &room);
        broken = done == static_cast<std::size_t>(-1) && room == piece.size();
        out.append(piece.data(), piece.size() - room);
    }
    iconv_close(converter);
    if (broken) return refuse("CSV_ENCODING");
    return out;
}

// The separator that stands most often outside quotes in the first line with any of them.
char separator_of(std::string_view text) {
    std::array<std::size_t, 3> seen{};
    constexpr std::string_view candidates = ",\t;";
    bool quoted = false;
    for (char c : text) {
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (auto at = candidates.find(c); at != std::string_view::npos) ++seen[at];
        if (c == '\n' && seen != std::array<std::size_t, 3>{}) break;
    }
    std::size_t best = 0;
    for (std::size_t i = 1; i < seen.size(); ++i) {
        if (seen[i] > seen[best]) best = i;
    }
    return candidates[best];
}

// Line ends are LF alone to libcsv, and CR counts as a space: so CRLF ends one row, and an
// empty line still counts as a row, as it does in a spreadsheet.
int is_csv_space(unsigned char c) { return c == ' ' || c == '\r' ? 1 : 0; }
int is_csv_end(unsigned char c) { return c == '\n' ? 1 : 0; }

// What goes through libcsv to the two functions below.
struct CsvState {
    TableBuilder builder;
    std::uint32_t row = 1;
    std::vector<std::string> cells;
    bool over_limit = false;
};

// Beyond a limit the rest of the row is passed over; the builder refuses the row by what is there.
void on_cell(void* bytes, std::size_t size, void* state_of_call) {
    auto& state = *static_cast<CsvState*>(state_of_call);
    if (state.over_limit) return;
    state.cells.emplace_back(static_cast<const char*>(bytes), size);
    state.over_limit = state.cells.size() > table_columns_max || size > cell_bytes_max;
}

// Rows are counted from 1, empty ones too, as a spreadsheet does.
void on_row(int, void* state_of_call) {
    auto& state = *static_cast<CsvState*>(state_of_call);
    if (state.builder.failed()) return;
    state.builder.add(state.row++, std::move(state.cells));
    state.cells.clear();
    state.over_limit = false;
}

}  // namespace

// By the mark at the beginning; without one UTF-8 where it is that, else GB18030.
Result<std::string> utf8_of(BytesView file) {
    if (file.starts_with(utf16_little_mark)) return converted(file.substr(2), "UTF-16LE");
    if (file.starts_with(utf16_big_mark)) return converted(file.substr(2), "UTF-16BE");
    if (file.starts_with(utf8_mark)) file.remove_prefix(utf8_mark.size());
    if (ops::is_utf8(file)) return std::string{file};
    return converted(file, "GB18030");
}

Result<Table> read_csv(BytesView file) {
    if (file.size() > table_file_bytes_max) return refuse("TABLE_TOO_BIG");
    auto text = TRY(utf8_of(file));
    // A text has no such byte; it was read in a wrong encoding.
    if (text.find('\0') != std::string::npos) return refuse("CSV_ENCODING");
    if (text.find('\n') == std::string::npos) {  // the line ends of old Macintosh files
        for (char& c : text) {
            if (c == '\r') c = '\n';
        }
    }
    csv_parser parser;
    if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
        return refuse("TABLE_TOO_BIG");
    csv_set_delim(&parser, static_cast<unsigned char>(separator_of(text)));
    csv_set_space_func(&parser, is_csv_space);
    csv_set_term_func(&parser, is_csv_end);
    CsvState state;
    const auto parsed = csv_parse(&parser, text.data(), text.size(), on_cell, on_row, &state);
    const bool ended = csv_fini(&parser, on_cell, on_row, &state) == 0;
    csv_free(&parser);
    // What was refused first is the reason, not what followed from it.
    if (state.builder.failed()) return std::move(state.builder).finish();
    if (parsed != text.size() || !ended)
        return refuse("CSV_QUOTES", {{"row", std::to_string(state.row)}});
    return std::move(state.builder).finish();
}

}  // namespace linlian::roster
