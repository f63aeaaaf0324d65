// Number formats: whether a format could make a number look like another one. A format has up to
// four sections, for positive, negative, zero and text, separated by semicolons. Only what is known
// to be harmless passes.

#include "roster/table/xlsx/format_code.h"

#include "ops/utf8.h"

#include <algorithm>
#include <array>
#include <vector>

namespace linlian::roster {
namespace {

// Words that may stand beside a value: they name what it is, and hold no figure of their own.
constexpr std::array<std::string_view, 26> units{
    "㎡",   "m²",   "m2", "平方米", "平米", "平", "方", "米", "元", "栋", "幢", "座",  "号",
    "号楼", "单元", "梯", "层",     "室",   "户", "人", "¥",  "￥", "$",  "€",  "RMB", "CNY"};
// Conditions ([>5]) and spans of time ([h]) are not among them.
constexpr std::array<std::string_view, 8> colours{"Black",   "Blue", "Cyan",  "Green",
                                                  "Magenta", "Red",  "White", "Yellow"};
// In English, and as Chinese programs write it.
constexpr std::array<std::string_view, 2> general{"General", "G/通用格式"};
constexpr std::string_view placeholders = "0#?";
constexpr std::size_t sections_max = 4;
// From 0: the fourth section is that of text.
constexpr std::size_t text_section = 3;

// Also empty words, which show nothing.
bool is_unit(std::string_view words) {
    while (words.starts_with(' ')) words.remove_prefix(1);
    while (words.ends_with(' ')) words.remove_suffix(1);
    return words.empty() || std::ranges::find(units, words) != units.end();
}

bool is_plain_bracket(std::string_view inner) {
    if (!inner.starts_with('$')) return std::ranges::find(colours, inner) != colours.end();
    inner.remove_prefix(1);  // [$¥-804]: a currency and a language
    return is_unit(inner.substr(0, std::min(inner.find('-'), inner.size())));
}

// One section of a format: what it shows besides the value.
struct Section {
    bool has_value = false;  // digits, General or @
    bool has_text = false;   // @
    bool is_plain = true;    // nothing but the value, blanks and units
    bool shows_all = false;  // General or @: as many digits as there are
    bool has_point = false;
    std::size_t decimals = 0;
};

// Takes a format apart, character by character, from the front.
class Sections {
  public:
    explicit Sections(std::string_view code) : code_(code) {
        while (!code_.empty()) take();
        end_section();
    }

    const std::vector<Section>& all() const { return all_; }

  private:
    void end_section() {
        // A comma behind the last digit divides by a thousand.
        if (last_ == ',') section_.is_plain = false;
        all_.push_back(section_);
        section_ = {};
        last_ = 0;
    }

    std::string_view cut(std::size_t size) {
        const auto piece = code_.substr(0, size);
        code_.remove_prefix(std::min(size, code_.size()));
        return piece;
    }

    // A comma is fine between digits, where it groups them; elsewhere it divides.
    void take() {
        if (code_.front() == ';') {
            end_section();
            code_.remove_prefix(1);
            return;
        }
        const char first = code_.front();
        const char before = last_;
        if (before == ',' && placeholders.find(first) == placeholders.npos)
            section_.is_plain = false;
        last_ = first;
        if (first == '"' || first == '[') return take_words(first == '"' ? '"' : ']');
        if (first == '_' || first == '*') return take_blank();
        for (const auto word : general) {
            if (!code_.starts_with(word)) continue;
            cut(word.size());
            section_.has_value = true;
            section_.shows_all = true;
            return;
        }
        take_character();
    }

    // Words in quotes or brackets. Without an end they reach to the end of the format, which is not
    // plain.
    void take_words(char end_mark) {
        const auto end = code_.find(end_mark, 1);
        const auto words = cut(end == code_.npos ? end : end + 1);
        const auto inner = words.substr(1, end == code_.npos ? end : end - 1);
        const bool is_dash = inner == "-" && !section_.has_value;
        const bool is_plain = end_mark == '"' ? is_dash || is_unit(inner) : is_plain_bracket(inner);
        if (end == code_.npos || !is_plain) section_.is_plain = false;
    }

    // As wide as the character behind it, or the cell filled up with that.
    void take_blank() {
        const bool fills = cut(1) == "*";
        if (code_.empty()) return;
        const auto character = cut(ops::next_character(code_).bytes.size());
        if (fills && character != " " && character != "-") section_.is_plain = false;
    }

    // A backslash or an exclamation mark makes the next character stand for itself.
    void take_character() {
        const bool is_literal = code_.front() == '\\' || code_.front() == '!';
        if (is_literal) cut(1);
        if (code_.empty()) return;
        const auto character = cut(ops::next_character(code_).bytes.size());
        const char c = character.front();
        if (!is_literal && (placeholders.find(c) != placeholders.npos || c == '@')) {
            section_.has_value = true;
            section_.has_text = section_.has_text || c == '@';
            section_.shows_all = section_.shows_all || c == '@';
            if (section_.has_point && c != '@') ++section_.decimals;
            return;
        }
        if (!is_literal && (c == '.' || c == ',')) {
            section_.has_point = section_.has_point || c == '.';
            return;
        }
        if (!is_literal && c == 'E' && (code_.starts_with('+') || code_.starts_with('-'))) {
            cut(1);
            section_.shows_all = true;  // of exponents the digits before them tell nothing
            return;
        }
        const bool is_sign = c == '-' && !section_.has_value;
        if (!is_sign && !is_unit(character) && c != '(' && c != ')') section_.is_plain = false;
    }

    std::string_view code_;
    Section section_;
    char last_ = 0;
    std::vector<Section> all_;
};

}  // namespace

// An empty format shows the number as it is.
bool disguises_number(std::string_view format_code) {
    const auto sections = Sections{format_code}.all();
    if (format_code.empty()) return false;
    return sections.size() > sections_max || !sections.front().has_value ||
           !std::ranges::all_of(sections, &Section::is_plain);
}

// The fewest of its sections, for a number may fall into any; nothing where all digits are shown.
std::optional<std::size_t> decimals_shown(std::string_view format_code) {
    std::optional<std::size_t> least;
    const auto sections = Sections{format_code}.all();
    for (std::size_t i = 0; i < std::min(sections.size(), text_section); ++i)
        if (sections[i].has_value && !sections[i].shows_all)
            least = std::min(least.value_or(sections[i].decimals), sections[i].decimals);
    return least;
}

// Text falls into the section of text, or into one with @ before it.
bool disguises_text(std::string_view format_code) {
    const auto sections = Sections{format_code}.all();
    for (std::size_t i = 0; i < sections.size(); ++i) {
        const auto& section = sections[i];
        if (i < text_section && !section.has_text) continue;
        if (!section.has_text || !section.is_plain) return true;
    }
    return false;
}

}  // namespace linlian::roster
