#include "apps/wrap.h"

#include "ops/safe_text.h"

#include <algorithm>
#include <utf8proc.h>

namespace linlian::apps {
namespace {

constexpr std::string_view bar = "│ ";
constexpr std::string_view wide_blank = "\u3000";
constexpr std::size_t moved_in = 4;  // what goes on of a line without a bar

// The length of a colour code of ours at the beginning of a text; 0 when there is none.
std::size_t colour_size(std::string_view text) {
    if (!text.starts_with("\x1b[")) return 0;
    const auto end = text.find('m');
    return end == std::string_view::npos ? 0 : end + 1;
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

Piece next_piece(std::string_view text) {
    if (const auto size = colour_size(text); size > 0) return {text.substr(0, size), 0};
    utf8proc_int32_t point = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point);
    if (read <= 0) return {text.substr(0, 1), 1};
    return {text.substr(0, static_cast<std::size_t>(read)),
            static_cast<std::size_t>(utf8proc_charwidth(point))};
}

Styled behind_bar(std::string_view text) {
    std::string folded;
    bool is_after_blank = true;
    for (std::string_view rest = text; !rest.empty();) {
        const bool is_wide = rest.starts_with(wide_blank);
        const bool is_blank = is_wide || rest.front() == ' ';
        if (!is_blank)
            folded += rest.front();
        else if (!is_after_blank)
            folded += ' ';
        is_after_blank = is_blank;
        rest.remove_prefix(is_wide ? wide_blank.size() : 1);
    }
    return Styled::of_parts(std::string{bar} + Styled{folded}.bytes());
}

std::string in_brackets(std::string_view text, std::size_t most) {
    auto safe = ops::safe_line(text.substr(0, most));
    for (const std::string_view bracket : {"「", "」", "｢", "｣", "﹁", "﹂", "『", "』"})
        for (auto at = safe.find(bracket); at != std::string::npos; at = safe.find(bracket))
            safe.replace(at, bracket.size(), "'");
    return "「" + safe + (text.size() > most ? "…" : "") + "」";
}

std::string all_in_brackets(const std::vector<std::string>& texts) {
    constexpr std::size_t most = 20;
    constexpr std::size_t bytes_each = 120;
    std::string all;
    for (std::size_t i = 0; i < std::min(most, texts.size()); ++i)
        all += (i == 0 ? "" : "、") + in_brackets(texts[i], bytes_each);
    return all + (texts.size() > most ? " …" : "");
}

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
