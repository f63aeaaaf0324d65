#include "apps/terminal/wrap.h"

#include "client/shown/quoted.h"

#include <algorithm>

namespace linlian::apps {

using namespace client;

namespace {

constexpr std::string_view bar = quote_bar;
constexpr std::size_t moved_in = 4;  // what goes on of a line without a bar

// What stands before each further part of this line.
std::string hanging(std::string_view line, std::size_t width) {
    const auto at = line.find(bar);
    if (at == std::string_view::npos) return std::string(moved_in, ' ');
    auto before = columns_of(line.substr(0, at));
    if (before > width / 2) before = 2;
    return std::string(before, ' ') + std::string{bar};
}

// Whether the word behind this blank should begin the next line: it fits there, and not here. So an
// id stays whole, to be copied.
bool breaks_before_word(std::string_view after_blank, std::size_t left, std::size_t room) {
    const auto word = columns_of(after_blank.substr(0, after_blank.find(' ')));
    return word > left && word <= room;
}

// A command to be copied is left to the terminal: a line broken here would be two commands.
bool is_command(std::string_view line) {
    line.remove_prefix(colour_size(line));
    return line.starts_with("  linlian ");
}

std::string wrapped_line(std::string_view line, std::size_t width) {
    // What goes on before the bar is ours, and stands behind none.
    auto before_bar = line.find(bar);
    const auto behind = hanging(line, width);
    auto prefix = before_bar == std::string_view::npos ? behind : std::string(moved_in, ' ');
    auto begin = columns_of(prefix);
    std::string out;
    std::size_t column = 0;
    while (!line.empty()) {
        const auto piece = next_piece(line);
        if (before_bar == 0) {
            prefix = behind;
            begin = columns_of(prefix);
        }
        if (before_bar != std::string_view::npos)
            before_bar -= std::min(before_bar, piece.bytes.size());
        line.remove_prefix(piece.bytes.size());
        const bool is_blank = piece.bytes == " ";
        const bool is_full = column + piece.columns > width;
        const bool ends = is_full || (is_blank && column > begin &&
                                      breaks_before_word(line, width - column - 1, width - begin));
        if (ends) {
            out += "\n" + prefix;
            column = begin;
        }
        if (ends && is_blank) continue;
        out += piece.bytes;
        column += piece.columns;
    }
    return out;
}

}  // namespace

std::string wrapped(std::string_view text, const Wrap& wrap) {
    std::string out;
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find('\n', at), text.size());
        const auto line = text.substr(at, end - at);
        const bool is_left =
            line.find(bar) == std::string_view::npos && (wrap.only_quoted || is_command(line));
        out += is_left ? std::string{line} : wrapped_line(line, wrap.width);
        if (end < text.size()) out += '\n';
        at = end + 1;
    }
    return out;
}

}  // namespace linlian::apps
