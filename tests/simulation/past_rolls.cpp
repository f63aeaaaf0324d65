#include "simulation/past_rolls.h"

#include "base/hex.h"
#include "modules/registry/state.h"

namespace linlian::simulation {
namespace {

namespace v1 = registry::v1;

using Electorates = std::map<std::string, v1::Electorate>;

void add_of_estate(const state::StateView& rows, const Id16& estate, Electorates& all) {
    for (const auto electors : {v1::OWNERS, v1::RESIDENTS, v1::HOUSEHOLDS}) {
        v1::Electorate one;
        one.set_electors(electors);
        one.set_estate(estate.bytes());
        const auto name = v1::Electors_Name(electors) + " of ";
        all[name + to_hex(estate.view())] = one;
        registry::buildings_of.scan(
            rows,
            [&](const auto& parts, const v1::Building&) {
                one.set_building(std::get<1>(parts).bytes());
                all[name + to_hex(one.building())] = one;
                return true;
            },
            estate);
    }
}

Electorates electorates_of(const state::StateView& rows) {
    Electorates all;
    for (const auto electors : {v1::RESIDENTS, v1::HOUSEHOLDS}) {
        auto& one = all[v1::Electors_Name(electors) + " of the community"];
        one.set_electors(electors);
    }
    registry::estates.scan(rows, [&](const auto& parts, const v1::Estate&) {
        add_of_estate(rows, std::get<0>(parts), all);
        return true;
    });
    registry::offices.scan(rows, [&](const auto& parts, const v1::Office&) {
        v1::Electorate one;
        one.set_electors(v1::OFFICE_MEMBERS);
        one.set_office(std::get<0>(parts).bytes());
        all["members of office " + to_hex(one.office())] = one;
        return true;
    });
    return all;
}

void compare_totals(const state::StateView& rows, Height height, Timestamp time,
                    std::vector<std::string>& found) {
    registry::estates.scan(rows, [&](const auto& parts, const v1::Estate& row) {
        v1::Electorate owners;
        owners.set_electors(v1::OWNERS);
        owners.set_estate(std::get<0>(parts).bytes());
        const auto totals = registry::roll_totals(registry::roll_at(rows, owners, height, time));
        const auto by_source =
            totals.register_centi() + totals.survey_centi() + totals.contract_centi();
        if (totals.heads() != row.heads() || totals.area_centi() != row.area_centi() ||
            by_source != row.area_centi())
            found.push_back("the roll and the counters of " + to_hex(owners.estate()));
        return true;
    });
}

}  // namespace

std::vector<std::string> PastRolls::differences(const state::StateView& rows, Height height,
                                                Timestamp time) {
    std::vector<std::string> found;
    const auto electorates = electorates_of(rows);
    auto& newest = past_[height];
    newest.time = time;
    for (const auto& [name, electorate] : electorates)
        newest.roots[name] = registry::roll_root(registry::roll_at(rows, electorate, height, time));
    compare_totals(rows, height, time, found);
    for (const Height back : {Height{1}, Height{2}, 3 + height % 7, height / 2}) {
        const auto past = past_.find(height - back);
        if (past == past_.end()) continue;
        for (const auto& [name, root] : past->second.roots) {
            const auto again =
                registry::roll_at(rows, electorates.at(name), past->first, past->second.time);
            if (registry::roll_root(again) != root)
                found.push_back("the roll of " + std::to_string(past->first) + ": " + name);
        }
    }
    return found;
}

}  // namespace linlian::simulation
