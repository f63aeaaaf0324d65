#include "apps/terminal.h"

#include "apps/message_text.h"
#include "codec/json.h"
#include "codec/refusal.h"
#include "roster/roster_texts.h"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <unistd.h>
#include <utf8proc.h>

namespace linlian::apps {
namespace {

std::string pad(const std::string& text, std::size_t width) {
    const auto have = columns_of(text);
    return have >= width ? text : text + std::string(width - have, ' ');
}

bool is_terminal(int handle) { return ::isatty(handle) == 1; }

constexpr int bar_width = 28;

}  // namespace

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    auto left = static_cast<utf8proc_ssize_t>(text.size());
    while (left > 0) {
        utf8proc_int32_t point = 0;
        const auto read = utf8proc_iterate(bytes, left, &point);
        if (read <= 0) return columns + static_cast<std::size_t>(left);
        columns += static_cast<std::size_t>(utf8proc_charwidth(point));
        bytes += read;
        left -= read;
    }
    return columns;
}

std::string local_time(Timestamp time) {
    const std::time_t seconds = time.ms / ms_per_second;
    return fmt::format("{:%Y-%m-%d %H:%M:%S %z}", fmt::localtime(seconds));
}

Terminal::Terminal(bool json)
    : json_(json),
      colours_(!json && is_terminal(STDOUT_FILENO) && std::getenv("NO_COLOR") == nullptr),
      bars_(is_terminal(STDERR_FILENO)) {}

void Terminal::say(const std::string& text) const {
    if (!json_) fmt::print("{}\n", text);
}

void Terminal::heading(const std::string& text) const {
    if (!json_) fmt::print("{}\n", colours_ ? "\x1b[1m" + text + "\x1b[0m" : text);
}

void Terminal::table(const std::vector<std::string>& head,
                     const std::vector<std::vector<std::string>>& rows,
                     const std::string& empty) const {
    if (json_) return;
    if (rows.empty()) return say(faint(empty));
    std::vector<std::size_t> widths;
    for (const auto& cell : head) widths.push_back(columns_of(cell));
    for (const auto& row : rows) {
        for (std::size_t i = 0; i < row.size() && i < widths.size(); ++i)
            widths[i] = std::max(widths[i], columns_of(row[i]));
    }
    const auto print_row = [&](const std::vector<std::string>& row, bool is_head) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += (i == 0 ? "" : "  ") + (i + 1 == row.size() ? row[i] : pad(row[i], widths[i]));
        fmt::print("{}\n", is_head ? faint(line) : line);
    };
    const bool has_head = std::ranges::any_of(head, [](const auto& cell) { return !cell.empty(); });
    if (has_head) print_row(head, true);
    for (const auto& row : rows) print_row(row, false);
}

void Terminal::message(const google::protobuf::Message& message) const {
    if (json_) return json_line(codec::to_json(message));
    print_message(*this, message);
}

void Terminal::json_line(const std::string& line) const {
    if (json_) fmt::print("{}\n", line);
}

void Terminal::refusal(const Refusal& refusal) const {
    using codec::Language;
    auto zh = codec::refusal_text(refusal, Language::zh).value_or("");
    auto en = codec::refusal_text(refusal, Language::en).value_or("");
    // The roster keeps its sentences in a table of its own, with what to do.
    if (const auto* text = roster::find_text(refusal.code)) {
        zh = roster::told(text->zh_what, refusal.figures) + std::string{text->zh_do};
        en = roster::told(text->en_what, refusal.figures) + " " + std::string{text->en_do};
    }
    if (json_) return json_line(refusal_json(refusal, zh, en));
    fmt::print(stderr, "{} {}\n", bad("✗"), zh.empty() ? refusal.code : zh);
    if (!en.empty() && en != zh) fmt::print(stderr, "  {}\n", en);
    fmt::print(stderr, "  {}\n", faint(refusal.code));
}

void Terminal::fault(const Fault& fault) const {
    fmt::print(stderr, "{} {}\n", bad("✗"), fault.what);
}

void Terminal::progress(const std::string& what, std::uint64_t done, std::uint64_t total) const {
    if (!bars_ || json_ || total == 0) return;
    const auto filled = static_cast<std::size_t>(done * bar_width / total);
    std::string bar;
    for (std::size_t i = 0; i < bar_width; ++i) bar += i < filled ? "━" : "─";
    fmt::print(stderr, "\r\x1b[K{} {} {}/{}{}", what, bar, done, total, done == total ? "\n" : "");
    std::fflush(stderr);
}

std::string Terminal::good(const std::string& text) const {
    return colours_ ? "\x1b[32m" + text + "\x1b[0m" : text;
}
std::string Terminal::bad(const std::string& text) const {
    return colours_ ? "\x1b[31m" + text + "\x1b[0m" : text;
}
std::string Terminal::faint(const std::string& text) const {
    return colours_ ? "\x1b[2m" + text + "\x1b[0m" : text;
}

}  // namespace linlian::apps
