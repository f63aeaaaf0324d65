// Texts of cells: trimming, folding for comparisons, splitting, and UTF-8. Broken bytes count as
// characters of one byte, so that nothing here fails on them.

#include "roster/text.h"

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

// The length that the first byte of a UTF-8 character announces; one for a broken byte.
std::size_t announced_length(unsigned char first) {
    if (first >= 0xF0 && first <= 0xF4) return 4;
    if (first >= 0xE0 && first < 0xF0) return 3;
    if (first >= 0xC2 && first < 0xE0) return 2;
    return 1;
}

std::size_t character_length(std::string_view text) {
    const auto wanted = announced_length(static_cast<unsigned char>(text.front()));
    if (wanted > text.size()) return 1;
    for (std::size_t i = 1; i < wanted; ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
    }
    return wanted;
}

// The ASCII letter of a full-width form, which is EF BC 81 .. EF BD 9E in UTF-8; else nought.
char ascii_of_full_width(std::string_view character) {
    if (character.size() != 3 || character[0] != '\xEF') return 0;
    const auto second = static_cast<unsigned char>(character[1]);
    const auto third = static_cast<unsigned char>(character[2]);
    if (second == 0xBC && third >= 0x81) return static_cast<char>(third - 0x81 + 0x21);
    if (second == 0xBD && third <= 0x9E) return static_cast<char>(third - 0x80 + 0x60);
    return 0;
}

// ASCII only: no locale is asked.
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
char capital(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; }

// White space goes, full-width forms become ASCII, letters become small or capital.
std::string folded_with(std::string_view text, char (*letter)(char)) {
    std::string out;
    while (!text.empty()) {
        if (auto space = space_at_front(text); space != 0) {
            text.remove_prefix(space);
            continue;
        }
        const auto character = text.substr(0, character_length(text));
        text.remove_prefix(character.size());
        const char ascii = character.size() == 1 ? character[0] : ascii_of_full_width(character);
        if (ascii != 0) {
            out += letter(ascii);
        } else {
            out += character;
        }
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
        const auto length = character_length(text);
        out.emplace_back(text.substr(0, length));
        text.remove_prefix(length);
    }
    return out;
}

// character_length has seen to the bytes that follow; what is left are forms that are too long,
// surrogates and numbers that Unicode does not have.
bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text.front());
        const auto length = character_length(text);
        if (length == 1 && first >= 0x80) return false;
        if (length > 2) {
            const auto second = static_cast<unsigned char>(text[1]);
            if (first == 0xE0 && second < 0xA0) return false;  // overlong
            if (first == 0xED && second > 0x9F) return false;  // surrogate
            if (first == 0xF0 && second < 0x90) return false;  // overlong
            if (first == 0xF4 && second > 0x8F) return false;  // beyond U+10FFFF
        }
        text.remove_prefix(length);
    }
    return true;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace linlian::roster
