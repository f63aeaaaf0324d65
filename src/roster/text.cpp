// Texts of cells: trimming, folding for comparisons and splitting. Broken bytes count as characters
// of one byte, so that nothing here fails on them.

#include "roster/text.h"

#include "ops/utf8.h"

#include <algorithm>
#include <array>

namespace linlian::roster {

namespace {

// Also the wide blank of Chinese text, the one that does not break, and the mark at the beginning
// of a file.
constexpr std::array<std::string_view, 7> spaces{" ",      "\t",     "\r",    "\n",
                                                 "\u3000", "\u00A0", "\uFEFF"};

// The bytes of white space at the front of the text; nought when there is none.
std::size_t space_at_front(std::string_view text) {
    for (auto space : spaces) {
        if (text.starts_with(space)) return space.size();
    }
    return 0;
}

std::size_t space_at_back(std::string_view text) {
    for (auto space : spaces) {
        if (text.ends_with(space)) return space.size();
    }
    return 0;
}

// ASCII only: no locale is asked.
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// White space goes, full-width forms become ASCII, letters become small or capital.
std::string folded_with(std::string_view text, char (*letter)(char)) {
    std::string out;
    while (!text.empty()) {
        const auto next = ops::next_character(text);
        text.remove_prefix(next.bytes.size());
        if (std::ranges::find(spaces, next.bytes) != spaces.end()) continue;
        const auto sign = ops::narrow(next.point);
        if (sign >= 0 && sign < 0x80)
            out += letter(static_cast<char>(sign));
        else
            out += next.bytes;
    }
    return out;
}

}  // namespace

std::string trimmed(std::string_view text) {
    while (auto front = text.empty() ? 0 : space_at_front(text)) text.remove_prefix(front);
    while (auto back = text.empty() ? 0 : space_at_back(text)) text.remove_suffix(back);
    return std::string{text};
}

std::string folded(std::string_view text) { return folded_with(text, small); }
std::string folded_upper(std::string_view text) { return folded_with(text, capital); }

// Separators are single characters; empty parts are left out.
std::vector<std::string> split_any(std::string_view text,
                                   const std::vector<std::string_view>& separators) {
    std::vector<std::string> parts;
    std::string part;
    const auto finish = [&] {
        if (auto clean = trimmed(part); !clean.empty()) parts.push_back(std::move(clean));
        part.clear();
    };
    for (const auto& character : characters_of(text)) {
        if (std::find(separators.begin(), separators.end(), character) != separators.end()) {
            finish();
        } else {
            part += character;
        }
    }
    finish();
    return parts;
}

std::vector<std::string> characters_of(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        const auto next = ops::next_character(text).bytes;
        out.emplace_back(next);
        text.remove_prefix(next.size());
    }
    return out;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace linlian::roster
