// A made-up estate of the size of a real one, as the CSV file that an office would bring: the same
// for the same seed. Heads and areas come to figures that are fixed beforehand (demo_roster.h).

#include "roster/demo/demo_roster.h"

#include "roster/check/roster_units.h"
#include "roster/check/words/area_text.h"
#include "roster/demo/demo_rows.h"

#include <fmt/format.h>

namespace linlian::roster {

namespace {

// The blocks of the estate: 480 + 192 + 1,224 flats. The stairs of the second kind have 24 each.
struct Block {
    int first_building;
    int last_building;
    int stairs;
    int floors;
    int flats_a_floor;
};
constexpr Block blocks[] = {{1, 10, 4, 6, 2}, {11, 14, 2, 12, 2}, {15, 23, 2, 17, 4}};

// What else the estate has; how many of the homes are still the developer's, and of whom the rest.
constexpr int shops = 46;
constexpr int parking_spaces = 320;
constexpr int storerooms = 60;
constexpr std::size_t unsold_flats = 24;
constexpr std::size_t undelivered_flats = 12;
constexpr std::size_t unsold_shops = 4;
constexpr std::size_t company_shops = 20;
constexpr std::size_t flats_of_the_one_owner = 9;

// Premises with their owners, before they become rows. `area_centi`: hundredths of a square metre.
struct DemoUnit {
    DemoRow cells;
    PremisesKind kind = PremisesKind::flat;
    std::int64_t area_centi = 0;
    std::vector<DemoPerson> owners;
};

// With the cells of its label filled in.
DemoUnit make_unit(const std::string& building, const std::string& stair, const std::string& door,
                   PremisesKind kind, std::int64_t area_centi) {
    DemoUnit unit;
    unit.cells[Column::estate] = demo_estate;
    unit.cells[Column::building] = building;
    unit.cells[Column::stair] = stair;
    unit.cells[Column::door] = door;
    unit.kind = kind;
    unit.area_centi = area_centi;
    return unit;
}

// Flats above each other have one area, as in real houses.
void add_flats(DemoPeople& people, std::vector<DemoUnit>& units) {
    for (const auto& block : blocks) {
        for (int building = block.first_building; building <= block.last_building; ++building) {
            for (int stair = 1; stair <= block.stairs; ++stair) {
                for (int flat = 1; flat <= block.flats_a_floor; ++flat) {
                    const std::int64_t area = 6'200 + people.below(3'400);
                    for (int floor = 1; floor <= block.floors; ++floor) {
                        auto unit = make_unit(
                            fmt::format("{}栋", building), fmt::format("{}单元", stair),
                            fmt::format("{}{:02}", floor, flat), PremisesKind::flat, area);
                        unit.cells[Column::grid] = fmt::format("网格{}", (building + 4) / 5);
                        units.push_back(std::move(unit));
                    }
                }
            }
        }
    }
}

// Shops, parking spaces or storerooms: numbered behind a prefix, each of a size between `smallest`
// and `smallest` + `spread`.
void add_rows_of(DemoPeople& people, std::vector<DemoUnit>& units, int count, const char* building,
                 const char* prefix, PremisesKind kind, std::int64_t smallest,
                 std::uint32_t spread) {
    for (int i = 1; i <= count; ++i) {
        units.push_back(make_unit(building, "", fmt::format("{}{:03}", prefix, i), kind,
                                  smallest + people.below(spread)));
        units.back().cells[Column::grid] = "网格1";
    }
}

// Brings the total to the published area: every flat by the same hundredths, the rest to shops.
void settle_areas(std::vector<DemoUnit>& units, std::size_t flats) {
    std::int64_t sum = 0;
    for (const auto& unit : units) sum += counts_in_votes(unit.kind) ? unit.area_centi : 0;
    const auto missing = demo_area_centi - sum;
    const auto count = static_cast<std::int64_t>(flats);
    // Rounded down also where too much is there, so that the rest is never negative.
    const auto each = missing >= 0 ? missing / count : -((-missing + count - 1) / count);
    for (std::size_t i = 0; i < flats; ++i) units[i].area_centi += each;
    const auto rest = missing - each * count;
    for (int i = 0; i < shops; ++i)
        units[flats + static_cast<std::size_t>(i)].area_centi +=
            rest / shops + (i < rest % shops ? 1 : 0);
}

// The owners of a home that nobody owned before: couples, single people, a few others.
std::vector<DemoPerson> household(DemoPeople& people) {
    const auto lot = people.below(1'000);
    if (lot < 3) return {people.minor()};
    auto first = people.adult();
    if (lot < 7) {
        first.kind = OwnerKind::heirs;
        first.status = "已故";
        first.document = fmt::format("继承公证书 2026-{:04}", people.below(10'000));
    } else if (lot < 9) {
        first.kind = OwnerKind::heirs;
        first.status = "继承未定";
    } else if (lot < 13) {
        first.id_type = IdType::home_return_card;
        first.id_number = "H" + first.id_number.substr(9, 8);
    } else if (lot < 450) {
        return {first, people.adult()};
    }
    return {first};
}

// Sold homes get owners so that exactly demo_heads - 1 different owners come out; the developer
// is the one that is missing. Homes beyond that number go to people who own one already.
void give_homes(DemoPeople& people, std::vector<DemoUnit*>& homes) {
    const std::size_t heads = demo_heads - 1;
    for (std::size_t i = 0; i < homes.size(); ++i) {
        if (i < heads) {
            const bool is_company = i >= heads - company_shops;
            homes[i]->owners = is_company ? std::vector{people.company(false)} : household(people);
        } else {
            const auto extra = i - heads;
            const auto owner = extra + 1 < flats_of_the_one_owner ? 0 : extra * 40;
            homes[i]->owners = homes[owner]->owners;
        }
    }
}

// Shops come first among the last heads, so that companies own shops; extra homes are flats.
std::vector<DemoUnit*> sold_homes(std::vector<DemoUnit>& units, std::size_t flats,
                                  const DemoPerson& developer) {
    const auto stock = unsold_flats + undelivered_flats;
    for (std::size_t i = flats - stock; i < flats + unsold_shops; ++i) {
        const bool is_undelivered = i < flats - unsold_flats;
        units[i].kind = is_undelivered ? PremisesKind::undelivered : PremisesKind::unsold;
        units[i].owners = {developer};
    }
    const auto sold_shops = static_cast<std::size_t>(shops) - unsold_shops;
    const auto sold_flats = flats - stock;
    const auto flats_first = demo_heads - 1 - sold_shops;
    std::vector<DemoUnit*> homes;
    for (std::size_t i = 0; i < flats_first; ++i) homes.push_back(&units[i]);
    for (std::size_t i = 0; i < sold_shops; ++i) homes.push_back(&units[flats + unsold_shops + i]);
    for (std::size_t i = flats_first; i < sold_flats; ++i) homes.push_back(&units[i]);
    return homes;
}

// A row for each owner; of several the first one is the voter.
void add_unit_rows(const DemoUnit& unit, std::vector<DemoRow>& rows) {
    for (std::size_t i = 0; i < unit.owners.size(); ++i) {
        auto row = unit.cells;
        row[Column::area] = area_text(unit.area_centi);
        row[Column::kind] = word_of(unit.kind);
        // What is still the developer's has its area from the survey.
        const auto source =
            is_developer_stock(unit.kind) ? AreaSource::surveyed : AreaSource::registered;
        row[Column::area_source] = word_of(source);
        set_owner(row, unit.owners[i]);
        row[Column::sharing] = unit.owners.size() > 1 ? "共同共有" : "单独所有";
        if (unit.owners.size() > 1) row[Column::voter] = i == 0 ? "是" : "否";
        rows.push_back(std::move(row));
    }
}

std::vector<DemoRow> clean_rows(DemoPeople& people, const DemoPerson& developer) {
    std::vector<DemoUnit> units;
    add_flats(people, units);
    const auto flats = units.size();
    add_rows_of(people, units, shops, "商业街", "S", PremisesKind::shop, 4'500, 4'000);
    const auto homes_end = units.size();
    add_rows_of(people, units, parking_spaces, "地下车库", "P", PremisesKind::parking, 1'250, 120);
    add_rows_of(people, units, storerooms, "储藏区", "C", PremisesKind::storage, 500, 300);
    settle_areas(units, flats);
    auto homes = sold_homes(units, flats, developer);
    give_homes(people, homes);
    for (std::size_t i = homes_end; i < units.size(); ++i)
        units[i].owners = homes[people.below(static_cast<std::uint32_t>(homes.size()))]->owners;
    std::vector<DemoRow> rows;
    for (const auto& unit : units) add_unit_rows(unit, rows);
    return rows;
}

}  // namespace

// Without a fault.
std::string demo_roster_csv(std::uint64_t seed) {
    DemoPeople people{seed};
    const auto developer = people.company(true);
    return csv_of(clean_rows(people, developer));
}

// The same estate, with a building of faulty rows and a column that no reader knows.
std::string dirty_roster_csv(std::uint64_t seed) {
    DemoPeople people{seed};
    const auto developer = people.company(true);
    auto rows = clean_rows(people, developer);
    for (auto& row : faulty_rows(people, developer)) rows.push_back(std::move(row));
    return csv_of(rows, "装修情况");
}

}  // namespace linlian::roster
