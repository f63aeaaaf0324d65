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

}  // namespace
}  // namespace linlian::registry
