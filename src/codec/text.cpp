// Which characters a text may hold: none that cannot be seen, that reorders others, or that looks
// like another one. What is refused, and from which tables of Unicode it was taken, stands at
// `unfit`.
#include "codec/text.h"

#include <boost/nowide/utf/utf.hpp>

#include <algorithm>
#include <array>
#include <iterator>

namespace linlian::codec {
namespace {

using Utf8 = boost::nowide::utf::utf_traits<char>;  // strict: no overlong form, no surrogate

struct Range {
    char32_t first;
    char32_t last;
    bool has(char32_t point) const { return first <= point && point <= last; }
};

// Ascending. Unicode 15.0: general categories Cc, Zl and Zp and all of Zs but 0020 and 3000
// (UnicodeData.txt), Bidi_Control (PropList.txt), Default_Ignorable_Code_Point
// (DerivedCoreProperties.txt), noncharacters within the first plane, the interlinear marks
// FFF9-FFFB and the blank pattern 2800; then what looks like an ideograph and is another character:
// radicals, strokes and ideographs that any normal form replaces, the selectors of ideographs'
// variants, whose effect depends on the font, and all of private use (Co), which common fonts fill
// with blanks and doubles of ideographs. Noncharacters of the other planes are told by their last
// digits; other selectors have their own rule.
constexpr std::array unfit{
    Range{0x0000, 0x001f},  // controls
    Range{0x007f, 0x009f},  // delete, controls
    Range{0x00a0, 0x00a0},  // a space without a break
    Range{0x00ad, 0x00ad},  // soft hyphen
    Range{0x034f, 0x034f},  // grapheme joiner
    Range{0x061c, 0x061c},  // Arabic letter mark
    Range{0x115f, 0x1160},  // Hangul fillers
    Range{0x1680, 0x1680},  // Ogham space
    Range{0x17b4, 0x17b5},  // Khmer vowels that are not shown
    Range{0x180e, 0x180e},  // Mongolian vowel separator
    Range{0x2000, 0x200f},  // spaces, zero width, left-to-right and right-to-left marks
    Range{0x2028, 0x202f},  // separators of lines and paragraphs, embeddings, a narrow space
    Range{0x205f, 0x206f},  // a space of formulas, joiners, operators, isolates
    Range{0x2800, 0x2800},  // a Braille pattern without a dot
    Range{0x2e80, 0x2fdf},  // radicals
    Range{0x3164, 0x3164},  // Hangul filler
    Range{0x31c0, 0x31ef},  // strokes
    Range{0xd800, 0xdfff},  // surrogates
    Range{0xe000, 0xf8ff},  // private use
    Range{0xf900, 0xfa0d},  // ideographs of other standards, but for the twelve that are
    Range{0xfa10, 0xfa10},  // characters of their own
    Range{0xfa12, 0xfa12},    Range{0xfa15, 0xfa1e}, Range{0xfa20, 0xfa20}, Range{0xfa22, 0xfa22},
    Range{0xfa25, 0xfa26},    Range{0xfa2a, 0xfaff}, Range{0xfdd0, 0xfdef},  // noncharacters
    Range{0xfeff, 0xfeff},                                                   // byte order mark
    Range{0xffa0, 0xffa0},     // half-width Hangul filler
    Range{0xfff0, 0xfffb},     // unassigned ignorable, interlinear marks
    Range{0x1bca0, 0x1bca3},   // shorthand controls
    Range{0x1d173, 0x1d17a},   // musical controls
    Range{0x2f800, 0x2fa1f},   // ideographs of other standards
    Range{0xe0000, 0xe0fff},   // tags, variants of ideographs, unassigned ignorable
    Range{0xf0000, 0x10ffff},  // private use
};

// Characters after which a selector of pictures or text may stand.
constexpr std::array pictures{Range{0x00a9, 0x00ae}, Range{0x203c, 0x27ff}, Range{0x2900, 0x2bff},
                              Range{0x3030, 0x303d}, Range{0x1f000, 0x1faff}};
constexpr std::array mongolian{Range{0x1820, 0x1878}, Range{0x1880, 0x18aa}};

template <class Ranges>
bool within(const Ranges& ranges, char32_t point) {
    return std::ranges::any_of(ranges, [point](const Range& range) { return range.has(point); });
}

bool is_listed(char32_t point) {
    const auto after = std::ranges::upper_bound(unfit, point, {}, &Range::first);
    const bool listed = after != unfit.begin() && std::prev(after)->has(point);
    return listed || (point & 0xfffe) == 0xfffe;
}

bool is_space(char32_t point) { return point == U' ' || point == 0x3000; }

// Selectors choose how the character before them is drawn and are nothing by themselves. They may
// follow what they can change (emoji-variation-sequences.txt, Mongolian), one at a time.
bool is_selector(char32_t point) {
    return Range{0xfe00, 0xfe0f}.has(point) || Range{0x180b, 0x180f}.has(point);
}

bool selects(char32_t selector, char32_t before) {
    if (Range{0x180b, 0x180f}.has(selector)) return within(mongolian, before);
    if (selector == 0xfe0e || selector == 0xfe0f) return within(pictures, before);
    return false;
}

// As Unicode writes it, with four digits at least.
std::string named(char32_t point) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string name;
    for (; point > 0 || name.size() < 4; point >>= 4) name.insert(0, 1, digits[point & 0xf]);
    return "U+" + name;
}

}  // namespace

std::optional<std::string> unfit_character(std::string_view text, bool lines) {
    char32_t before = U' ';  // a line begins like what follows a space: with no other one
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        const auto point = Utf8::decode(at, end);
        if (!boost::nowide::utf::is_valid_codepoint(point)) return "invalid UTF-8";
        const bool is_end = lines && point == U'\n';
        if (!is_end && is_listed(point)) return named(point);
        if (is_selector(point) && !selects(point, before)) return named(point);
        if (!lines && is_space(point) && (is_space(before) || at == end)) return named(point);
        before = point;
    }
    return std::nullopt;
}

// Full-width forms become ASCII, capitals small, spaces go: what looks alike becomes the same.
std::string folded(std::string_view text) {
    std::string all;
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        auto point = Utf8::decode(at, end);
        if (Range{0xff01, 0xff5e}.has(point)) point -= 0xff01 - U'!';
        if (Range{U'A', U'Z'}.has(point)) point += U'a' - U'A';
        if (!is_space(point)) Utf8::encode(point, std::back_inserter(all));
    }
    return all;
}

bool is_word(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

}  // namespace linlian::codec
