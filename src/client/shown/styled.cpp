// What makes a text safe is in the constructor: controls and turned characters are escaped
// (ops/safe_text.h), then bars. Codes of colour are only ever added behind it, so one that is found
// in a Styled is ours.
#include "client/shown/styled.h"

#include "ops/safe_text.h"
#include "ops/utf8.h"

#include <array>

namespace linlian::client {
namespace {

// What stands on a line behind a bar is somebody's word (behind_bar), so no text brings a bar of
// its own, nor what looks like one.
std::string without_bars(std::string text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> bars{
        {{"\u2502", "\\u{2502}"},
         {"\u2503", "\\u{2503}"},
         {"\u2506", "\\u{2506}"},
         {"\u2507", "\\u{2507}"},
         {"\u250A", "\\u{250A}"},
         {"\u250B", "\\u{250B}"},
         {"\u2551", "\\u{2551}"},
         {"\u2223", "\\u{2223}"},
         {"\u2758", "\\u{2758}"},
         {"\uFFE8", "\\u{FFE8}"}}};
    for (const auto& [bar, code] : bars)
        for (auto at = text.find(bar); at != std::string::npos; at = text.find(bar))
            text.replace(at, bar.size(), code);
    return text;
}

}  // namespace

Styled::Styled(std::string_view text) : bytes_(without_bars(ops::safe_line(text))) {}

Styled Styled::of_parts(std::string bytes) {
    Styled made;
    made.bytes_ = std::move(bytes);
    return made;
}

bool Styled::is_quoted() const { return bytes_.find("\u2502 ") != std::string::npos; }

std::size_t Styled::columns() const { return columns_of(bytes_); }

Styled Styled::with(std::string_view code) const {
    return of_parts(fmt::format("\x1b[{}m{}\x1b[0m", code, bytes_));
}

Styled Styled::padded(std::size_t width) const {
    const auto have = columns();
    return have >= width ? *this : *this + Styled{std::string(width - have, ' ')};
}

// A character may take 0, 1 or 2 columns. A byte that is no UTF-8 counts as one: safe texts have
// none.
Piece next_piece(std::string_view text) {
    if (const auto size = colour_size(text); size > 0) return {text.substr(0, size), 0};
    const auto next = ops::next_character(text);
    return {next.bytes, ops::columns_of(next)};
}

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const auto piece = next_piece(text);
        columns += piece.columns;
        text.remove_prefix(piece.bytes.size());
    }
    return columns;
}

std::size_t colour_size(std::string_view text) {
    if (!text.starts_with("\x1b[")) return 0;
    const auto end = text.find('m');
    return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace linlian::client
