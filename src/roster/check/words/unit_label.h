// What a clerk calls one premises: estate, building, stair and door. Two spellings of one label
// (1栋, 1号楼, 1#) give one key. Labels stay in the registrar's names file and never reach the
// ledger. Used by the sheet, the checks, the plan and the slips.
#pragma once

#include <compare>
#include <string>

namespace linlian::roster {

struct UnitLabel {
    std::string estate;
    std::string building;
    std::string stair;  // empty where a building has one stair only
    std::string door;
    auto operator<=>(const UnitLabel&) const = default;
};

// Keys for comparing: spelling folded, the words for building, stair and door taken off.
std::string estate_key(const std::string& estate);
std::string building_key(const UnitLabel& label);
std::string stair_key(const UnitLabel& label);
std::string unit_key(const UnitLabel& label);

// The label for people: 3栋 2单元 1101.
std::string shown(const UnitLabel& label);

// Takes a door such as 3-2-1101 or 3栋2单元1101室 apart when the label has no building; every
// other label comes back as it is.
UnitLabel with_door_taken_apart(UnitLabel label);

}  // namespace linlian::roster
