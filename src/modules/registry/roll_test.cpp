#include "modules/registry/roll.h"

#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

v1::Electorate owners_of(const std::string& estate) {
    v1::Electorate electorate;
    electorate.set_electors(v1::OWNERS);
    electorate.set_estate(id_bytes(estate));
    return electorate;
}

// Kim has two flats and a parking space, Lee and May one flat together, in two buildings.
struct Garden : Town {
    Garden() {
        clerks();
        estate("garden");
        building("b1", "garden");
        building("b2", "garden");
        for (const auto* name : {"kim", "lee", "may"}) person(name);
        flat("101", "b1", 9000, {"kim"});
        flat("102", "b1", 8050, {"lee", "may"});
        flat("201", "b2", 10000, {"kim"});
        flat("P1", "b2", 1200, {"kim"}, v1::PARKING);
    }
    std::vector<v1::RollLine> roll(const v1::Electorate& electorate) const {
        return roll_at(rows(), electorate, height(), now());
    }
    // The line of these owners; one without owners when there is none.
    static v1::RollLine line_of(const std::vector<v1::RollLine>& lines,
                                const std::string& first_owner) {
        for (const auto& line : lines) {
            for (const auto& owner : line.owners()) {
                if (owner == id_bytes(first_owner)) return line;
            }
        }
        return {};
    }
};

TEST(Roll, has_one_line_for_each_head_with_its_area) {
    const Garden s;
    const auto lines = s.roll(owners_of("garden"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_LT(lines[0].head(), lines[1].head());
    const auto kim = Garden::line_of(lines, "kim");
    EXPECT_EQ(kim.area_centi(), 19000U) << "parking does not count";
    EXPECT_EQ(kim.register_centi(), 19000U);
    EXPECT_EQ(kim.premises(), 2U);
    EXPECT_EQ(kim.building(), "") << "in two buildings";
    EXPECT_EQ(kim.head(), head_of(kim.owners()).bytes());
    const auto lee = Garden::line_of(lines, "lee");
    EXPECT_EQ(lee.owners_size(), 2);
    EXPECT_EQ(lee.building(), id_bytes("b1"));
}

TEST(Roll, totals_are_those_of_the_estate) {
    const Garden s;
    const auto totals = roll_totals(s.roll(owners_of("garden")));
    const auto row = s.row(estates, id("garden"));
    EXPECT_EQ(totals.heads(), row->heads());
    EXPECT_EQ(totals.area_centi(), row->area_centi());
    EXPECT_EQ(totals.register_centi(), row->area_centi());
    EXPECT_EQ(totals.premises(), 3U);
}

TEST(Roll, is_narrowed_by_building_premises_and_kind) {
    const Garden s;
    auto electorate = owners_of("garden");
    electorate.set_building(id_bytes("b2"));
    ASSERT_EQ(s.roll(electorate).size(), 1U);
    EXPECT_EQ(s.roll(electorate)[0].area_centi(), 10000U);
    electorate.add_counts(v1::PARKING);
    EXPECT_EQ(s.roll(electorate)[0].area_centi(), 1200U);

    auto interested = owners_of("garden");
    interested.add_premises(id_bytes("102"));
    interested.add_premises(id_bytes("102"));
    ASSERT_EQ(s.roll(interested).size(), 1U);
    EXPECT_EQ(s.roll(interested)[0].area_centi(), 8050U) << "named twice, counted once";
}

TEST(Roll, line_is_proven_under_the_root_and_no_other_is) {
    const Garden s;
    const auto lines = s.roll(owners_of("garden"));
    const auto root = roll_root(lines);
    for (std::uint64_t i = 0; i < lines.size(); ++i) {
        const auto proof = roll_proof(lines, i);
        EXPECT_TRUE(verify_roll_proof(root, lines.size(), i, lines[i], proof));
        EXPECT_FALSE(verify_roll_proof(root, lines.size(), 1 - i, lines[i], proof));
        auto more = lines[i];
        more.set_area_centi(more.area_centi() + 1);
        EXPECT_FALSE(verify_roll_proof(root, lines.size(), i, more, proof));
    }
}

}  // namespace
}  // namespace linlian::registry
