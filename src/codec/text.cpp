#include "codec/text.h"

#include <boost/nowide/utf/utf.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace linlian::codec {
namespace {

struct Range {
    char32_t first;
    char32_t last;
    bool has(char32_t point) const { return first <= point && point <= last; }
};

// Ascending. Unicode 15.0: general categories Cc, Zl and Zp (UnicodeData.txt), Bidi_Control
// (PropList.txt), Default_Ignorable_Code_Point (DerivedCoreProperties.txt), noncharacters within
// the first plane, the interlinear marks FFF9-FFFB and the blank pattern 2800. Noncharacters of the
// other planes are told by their last digits; selectors of variants have their own rule.
constexpr std::array unseen{
    Range{0x0000, 0x001f},    // controls
    Range{0x007f, 0x009f},    // delete, controls
    Range{0x00ad, 0x00ad},    // soft hyphen
    Range{0x034f, 0x034f},    // grapheme joiner
    Range{0x061c, 0x061c},    // Arabic letter mark
    Range{0x115f, 0x1160},    // Hangul fillers
    Range{0x17b4, 0x17b5},    // Khmer vowels that are not shown
    Range{0x180e, 0x180e},    // Mongolian vowel separator
    Range{0x200b, 0x200f},    // zero width, left-to-right and right-to-left marks
    Range{0x2028, 0x202e},    // line and paragraph separators, embeddings, overrides
    Range{0x2060, 0x206f},    // joiners, operators, isolates
    Range{0x2800, 0x2800},    // a Braille pattern without a dot
    Range{0x3164, 0x3164},    // Hangul filler
    Range{0xd800, 0xdfff},    // surrogates
    Range{0xfdd0, 0xfdef},    // noncharacters
    Range{0xfeff, 0xfeff},    // byte order mark
    Range{0xffa0, 0xffa0},    // half-width Hangul filler
    Range{0xfff0, 0xfffb},    // unassigned ignorable, interlinear marks
    Range{0x1bca0, 0x1bca3},  // shorthand controls
    Range{0x1d173, 0x1d17a},  // musical controls
    Range{0xe0000, 0xe00ff},  // tags
    Range{0xe01f0, 0xe0fff},  // unassigned ignorable
};

constexpr std::array ideographs{Range{0x3400, 0x4dbf}, Range{0x4e00, 0x9fff}, Range{0xf900, 0xfaff},
                                Range{0x20000, 0x323af}};
constexpr std::array pictures{Range{0x00a9, 0x00ae}, Range{0x203c, 0x27ff}, Range{0x2900, 0x2bff},
                              Range{0x3030, 0x303d}, Range{0x1f000, 0x1faff}};
constexpr std::array mongolian{Range{0x1820, 0x1878}, Range{0x1880, 0x18aa}};

template <class Ranges>
bool within(const Ranges& ranges, char32_t point) {
    return std::ranges::any_of(ranges, [point](const Range& range) { return range.has(point); });
}

bool is_unseen(char32_t point) {
    const auto after = std::ranges::upper_bound(unseen, point, {}, &Range::first);
    const bool listed = after != unseen.begin() && std::prev(after)->has(point);
    return listed || (point & 0xfffe) == 0xfffe;
}

// Selectors choose how the character before them is drawn and are nothing by themselves. They may
// follow what they can change (UTS 37 for ideographs, emoji-variation-sequences.txt, Mongolian),
// one at a time.
bool is_selector(char32_t point) {
    return Range{0xfe00, 0xfe0f}.has(point) || Range{0xe0100, 0xe01ef}.has(point) ||
           Range{0x180b, 0x180f}.has(point);
}

bool selects(char32_t selector, char32_t before) {
    if (Range{0xe0100, 0xe01ef}.has(selector)) return within(ideographs, before);
    if (Range{0x180b, 0x180f}.has(selector)) return within(mongolian, before);
    if (selector == 0xfe0e || selector == 0xfe0f) return within(pictures, before);
    return false;
}

std::string named(char32_t point) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string name;
    for (; point > 0 || name.size() < 4; point >>= 4) name.insert(0, 1, digits[point & 0xf]);
    return "U+" + name;
}

}  // namespace

std::optional<std::string> unfit_character(std::string_view text, bool lines) {
    using Utf8 = boost::nowide::utf::utf_traits<char>;  // strict: no overlong form, no surrogate
    char32_t before = 0;
    for (const char *at = text.data(), *end = at + text.size(); at != end;) {
        const auto point = Utf8::decode(at, end);
        if (!boost::nowide::utf::is_valid_codepoint(point)) return "invalid UTF-8";
        if (point == U'\n' && lines) {
            before = point;
            continue;
        }
        const bool fits = is_unseen(point) ? false : !is_selector(point) || selects(point, before);
        if (!fits) return named(point);
        before = point;
    }
    return std::nullopt;
}

}  // namespace linlian::codec
