#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

// Whoever let somebody into an office stands behind their line, also when they have left since.
TEST(Origin, of_a_member_who_left_names_who_made_them_one) {
    Town s;
    s.office("owners", "owners", "garden");
    s.estate("garden");
    s.person("kim");
    s.person("max");
    v1::Role row;
    row.set_granted_by(given_by());
    row.add_appointed_by(id_bytes("max"));
    s.given(roles_before, row, id("owners"), std::uint64_t{5}, id("kim"), "member");
    s.given(leavers, "until_height: 5", id("owners"), id("kim"));
    s.when_passed(1);
    v1::Electorate members;
    members.set_electors(v1::OFFICE_MEMBERS);
    members.set_office(id_bytes("owners"));
    const auto origin = origin_of(s.rows(), members, 1, s.now(), std::nullopt);
    EXPECT_TRUE(origin.owners.contains(id("kim")));
    EXPECT_TRUE(origin.members.contains(id("max")));
}

// Who made a flat what has no voice is behind the whole roll, which lacks its line.
TEST(Origin, of_all_lines_names_who_took_one_away) {
    Town s;
    s.estate("garden");
    s.building("east", "garden");
    for (const auto* name : {"ana", "bo"}) s.person(name);
    s.flat("flat of ana", "east", 10'000, {"ana"}, v1::PARKING);
    s.flat("flat of bo", "east", 9'000, {"bo"});
    auto row = *s.row(premises_table, id("flat of ana"));
    row.set_written_by(document('w'));
    s.given(premises_table, row, id("flat of ana"));
    v1::Behind behind;
    behind.add_members(id_bytes("max"));
    Hash32 transaction;
    ASSERT_TRUE(Hash32::parse(document('w'), transaction));
    s.given(backings, behind, transaction);
    s.when_passed(1);
    v1::Electorate owners;
    owners.set_electors(v1::OWNERS);
    owners.set_estate(id_bytes("garden"));
    const auto all = origin_of(s.rows(), owners, 1, s.now(), std::nullopt);
    EXPECT_TRUE(all.members.contains(id("max")));
    EXPECT_FALSE(all.owners.contains(id("ana")));
    const auto line = roll_at(s.rows(), owners, 1, s.now()).at(0);
    Hash32 head;
    ASSERT_TRUE(Hash32::parse(line.head(), head));
    EXPECT_FALSE(origin_of(s.rows(), owners, 1, s.now(), head).members.contains(id("max")));
}

}  // namespace
}  // namespace linlian::registry
