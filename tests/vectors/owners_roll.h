// What the vectors of ballots and of recounts share.
#pragma once

#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "vectors/keep.h"

#include <algorithm>

namespace linlian::formats {

using registry::v1::RollLine;

// Three heads of owners: one alone, a couple, one with two flats in two buildings.
inline std::vector<RollLine> owners_roll() {
    std::vector<RollLine> roll;
    const std::vector<std::vector<Id16>> heads{
        {id_of("ana")}, {id_of("bo"), id_of("cai")}, {id_of("dan")}};
    for (auto owners : heads) {
        std::ranges::sort(owners);
        RollLine line;
        for (const auto& owner : owners) line.add_owners(owner.bytes());
        line.set_head(registry::head_of(line.owners()).bytes());
        line.set_building(id_of("building 1").bytes());
        line.set_premises(1);
        line.set_area_centi(8'950);
        line.set_register_centi(8'950);
        roll.push_back(line);
    }
    roll[1].set_voter(id_of("cai").bytes());
    roll[2].clear_building();
    roll[2].set_premises(2);
    roll[2].set_area_centi(17'000);
    roll[2].set_register_centi(9'000);
    roll[2].set_contract_centi(8'000);
    std::ranges::sort(roll, {}, [](const RollLine& line) { return line.head(); });
    return roll;
}

}  // namespace linlian::formats
