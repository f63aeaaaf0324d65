#include "apps/terminal/terminal.h"

#include "apps/terminal/wrap.h"
#include "client/shown/message_text.h"
#include "client/shown/value_text.h"
#include "client/words/refusal_words.h"
#include "codec/json.h"
#include "ops/safe_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sys/ioctl.h>

#include <algorithm>
#include <cstdlib>
#include <unistd.h>

namespace linlian::apps {

using namespace client;

namespace {

bool is_terminal(int handle) { return ::isatty(handle) == 1; }

// How wide lines are: as the terminal says; into a pipe or a file, where a reader's own program
// lays them out, only the words of others are wrapped.
Wrap wrap_for(std::FILE* file) {
    constexpr std::size_t least_width = 20;
    winsize size{};
    const bool is_known = ::ioctl(::fileno(file), TIOCGWINSZ, &size) == 0;
    if (is_known && size.ws_col >= least_width) return {size.ws_col, false};
    return {.only_quoted = true};
}

// The one place where text for people is written.
void put(std::FILE* file, const Styled& text) {
    if (file == stderr) std::fflush(stdout);  // in a log a refusal stands behind what it ends
    fmt::print(file, "{}\n", wrapped(text.bytes(), wrap_for(file)));
}

constexpr int bar_width = 28;

void fit(std::vector<std::size_t>& widths, const Row& row) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], row[i].columns());
}

Styled line_of(const Row& row, const std::vector<std::size_t>& widths) {
    Styled line;
    for (std::size_t i = 0; i < row.size(); ++i) {
        const bool is_last = i + 1 == row.size();
        line += (i == 0 ? Styled{} : Styled{"  "}) + (is_last ? row[i] : row[i].padded(widths[i]));
    }
    return line;
}

bool has_words(const Row& head) {
    return std::ranges::any_of(head, [](const auto& cell) { return !cell.empty(); });
}

// The columns in which words of others stand.
std::set<std::size_t> quoted_columns(const Rows& rows) {
    std::set<std::size_t> quoted;
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            if (row[i].is_quoted()) quoted.insert(i);
    return quoted;
}

}  // namespace

Terminal::Terminal(bool json)
    : words_(json ? nullptr : stdout),
      colours_(!json && is_terminal(STDOUT_FILENO) && std::getenv("NO_COLOR") == nullptr),
      bars_(is_terminal(STDERR_FILENO)) {}

Terminal Terminal::for_asking() const {
    Terminal asking{*this};
    if (asking.json()) asking.words_ = stderr;
    return asking;
}

void Terminal::say(const Styled& text) const {
    if (words_ != nullptr) put(words_, text);
}

// Behind a bar nothing of ours goes on: of a table with words of others the first of them ends the
// line, and each further one has a line of its own.
void Terminal::table_of_quotes(const Row& head, const Rows& rows,
                               const std::set<std::size_t>& quoted) const {
    const auto first = *quoted.begin();
    const auto in_order = [&](const Row& row) {
        Row line;
        for (std::size_t i = 0; i < row.size(); ++i)
            if (!quoted.contains(i)) line.push_back(row[i]);
        if (first < row.size()) line.push_back(row[first]);
        return line;
    };
    Rows lines;
    for (const auto& row : rows) lines.push_back(in_order(row));
    std::vector<std::size_t> widths;
    fit(widths, in_order(head));
    for (const auto& line : lines) fit(widths, line);
    if (has_words(head)) say(faint(line_of(in_order(head), widths)));
    for (std::size_t at = 0; at < rows.size(); ++at) {
        say(line_of(lines[at], widths));
        for (const auto column : quoted)
            if (column != first && column < rows[at].size() && !rows[at][column].empty())
                say(styled("  {}  {}", column < head.size() ? head[column] : Styled{},
                           rows[at][column]));
    }
}

void Terminal::lines(std::string_view text) const {
    while (text.ends_with('\n')) text.remove_suffix(1);
    say(Styled::of_parts(ops::safe_lines(text)));
}

void Terminal::heading(const Styled& text) const { say(colours_ ? text.with("1") : text); }

void Terminal::table(const Row& head, const Rows& rows, const Styled& empty) const {
    if (json()) return;
    if (rows.empty()) return say(faint(empty));
    const auto quoted = quoted_columns(rows);
    const bool goes_on = std::ranges::any_of(rows, [&quoted](const Row& row) {
        return !quoted.empty() && *quoted.begin() + 1 < row.size();
    });
    if (goes_on) return table_of_quotes(head, rows, quoted);
    std::vector<std::size_t> widths;
    fit(widths, head);
    for (const auto& row : rows) fit(widths, row);
    if (has_words(head)) say(faint(line_of(head, widths)));
    for (const auto& row : rows) say(line_of(row, widths));
}

void Terminal::message(const google::protobuf::Message& message) const {
    if (json()) return json_line(codec::to_json(message));
    print_message(*this, message);
}

void Terminal::json_line(const std::string& line) const {
    if (json()) fmt::print(stdout, "{}\n", ops::safe_json(line));
}

void Terminal::json_value(const nlohmann::json& value) const { json_line(json_text(value)); }

void Terminal::content(BytesView bytes) const {
    if (is_terminal(STDOUT_FILENO)) return put(stdout, Styled::of_parts(ops::safe_lines(bytes)));
    std::fwrite(bytes.data(), 1, bytes.size(), stdout);
}

void Terminal::refusal(const Refusal& refusal) const {
    const auto [zh, en] = refusal_words(refusal);
    if (json()) return json_line(refusal_json(refusal, zh, en));
    put(stderr, styled("{} {}", bad("✗"), zh.empty() ? refusal.code : zh));
    if (!en.empty() && en != zh) put(stderr, styled("  {}", en));
    put(stderr, styled("  {}", faint(refusal.code)));
}

void Terminal::fault(const Fault& fault) const {
    put(stderr, styled("{} {}", bad("✗"), fault.what));
}

void Terminal::warning(const Styled& text) const { put(stderr, bad("！") + " " + text); }

void Terminal::complaint(std::string_view lines) const {
    ask(Styled::of_parts(ops::safe_lines(lines)));
}

void Terminal::ask(const Styled& question) const {
    std::fflush(stdout);
    fmt::print(stderr, "{}", wrapped(question.bytes(), wrap_for(stderr)));
    std::fflush(stderr);
}

void Terminal::progress(const Styled& what, std::uint64_t done, std::uint64_t total) const {
    if (!bars_ || json() || total == 0) return;
    const auto filled = static_cast<std::size_t>(done * bar_width / total);
    std::string bar;
    for (std::size_t i = 0; i < bar_width; ++i) bar += i < filled ? "━" : "─";
    fmt::print(stderr, "\r\x1b[K{} {} {}/{}{}", what.bytes(), bar, done, total,
               done == total ? "\n" : "");
    std::fflush(stderr);
}

Styled Terminal::good(const Styled& text) const { return colours_ ? text.with("32") : text; }
Styled Terminal::bad(const Styled& text) const { return colours_ ? text.with("31") : text; }
Styled Terminal::faint(const Styled& text) const { return colours_ ? text.with("2") : text; }

}  // namespace linlian::apps
