// Labels of premises: estate, building, stair and door, and the keys by which two ways of writing
// them are the same.

#include "roster/check/words/unit_label.h"

#include "roster/text.h"

#include <array>
#include <string_view>
#include <vector>

namespace linlian::roster {

namespace {

// Longer words before those that they end with.
constexpr std::array<std::string_view, 8> building_words{"号楼", "號樓", "栋", "棟",
                                                         "幢",   "座",   "楼", "#"};
constexpr std::array<std::string_view, 5> stair_words{"单元", "單元", "梯", "门洞", "门"};
constexpr std::array<std::string_view, 4> door_words{"室", "号", "號", "户"};

// A separator that no cell contains, because cells are trimmed text without control characters.
constexpr char key_separator = '\x1F';

template <std::size_t N>
// Folded and without one such word at the end, unless nothing else is there.
std::string without_word(std::string_view text, const std::array<std::string_view, N>& words) {
    auto bare = folded(text);
    for (auto word : words) {
        if (bare.size() > word.size() && bare.ends_with(word)) {
            bare.resize(bare.size() - word.size());
            break;
        }
    }
    return bare;
}

}  // namespace

std::string estate_key(const std::string& estate) { return folded(estate); }

std::string building_key(const UnitLabel& label) {
    return estate_key(label.estate) + key_separator + without_word(label.building, building_words);
}

std::string stair_key(const UnitLabel& label) {
    return building_key(label) + key_separator + without_word(label.stair, stair_words);
}

std::string unit_key(const UnitLabel& label) {
    return stair_key(label) + key_separator + without_word(label.door, door_words);
}

std::string shown(const UnitLabel& label) {
    std::string out = label.building;
    for (const auto* part : {&label.stair, &label.door}) {
        if (!part->empty()) out += (out.empty() ? "" : " ") + *part;
    }
    return out;
}

// "3-2-501" in one cell: building, stair and door, or building and door. Other numbers of parts
// stay as they are.
UnitLabel with_door_taken_apart(UnitLabel label) {
    if (!label.building.empty()) return label;
    const auto parts = split_any(label.door, {"-", "－", "—", "栋", "幢", "座", "楼", "#", "单",
                                              "元", "梯", "室", "号", "棟", "樓", "單", "號"});
    if (parts.size() == 3) {
        label.building = parts[0];
        label.stair = parts[1];
        label.door = parts[2];
    } else if (parts.size() == 2) {
        label.building = parts[0];
        label.door = parts[1];
    }
    return label;
}

}  // namespace linlian::roster
