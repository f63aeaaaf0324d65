#include "modules/registry/authority/authority.h"

#include "kit/code_of.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

using codec::v1::Authority;

const char* const two_clerks = R"(
    cosign { offices: 2 role: "clerk" office_kinds: "residents" office_kinds: "street" })";

// Ana is clerk of residents and street, ben of the street, gus of the garden alone.
struct Hall : Town {
    Hall() {
        clerks();
        estate("garden");
        estate("park");
        building("b1", "garden");
        building("b2", "garden");
        building("p1", "park");
        flat("101", "b1", 9000, {"kim"});
        flat("201", "b2", 9000, {"kim"});
        flat("901", "p1", 9000, {"kim"});
        v1::Role row;
        given(roles, row, id("ana"), id("street"), "clerk");
        v1::Area area;
        area.set_estate(id_bytes("garden"));
        office("owners", "owners");
        holder("gus", "owners", "clerk", area);
    }
    // The code of the refusal; empty: they are enough.
    std::string refusal(const std::string& authority, const std::vector<Supporter>& supporters,
                        const machine::Message& act = v1::RegisterMembers{}) const {
        return kit::code_of(
            satisfies(rows(), kit::text<Authority>(authority), supporters, act, now()));
    }
};

const std::string missing = "registry.AUTHORITY_MISSING";

Supporter of(const std::string& member, const std::string& office) {
    return {id(member), office.empty() ? Id16{} : id(office)};
}

v1::MergePremises merge_of(const std::vector<std::string>& premises) {
    v1::MergePremises act;
    for (const auto& name : premises) act.add_premises(id_bytes(name));
    return act;
}

TEST(Authority, of_two_offices_needs_two_members) {
    Hall s;
    EXPECT_EQ(s.refusal(two_clerks, {of("ana", "residents"), of("ben", "street")}), "");
    EXPECT_EQ(s.refusal(two_clerks, {of("ana", "residents"), of("ana", "street")}), missing);
    EXPECT_EQ(s.refusal(two_clerks, {of("ana", "street"), of("ben", "street")}), missing);
    EXPECT_EQ(s.refusal(two_clerks, {of("ana", ""), of("ben", "street")}), missing);
    EXPECT_EQ(s.refusal(two_clerks, {of("ben", "residents"), of("ana", "street")}), missing);
    EXPECT_EQ(s.refusal(two_clerks, {}), missing);
}

TEST(Authority, may_ask_for_kinds_of_offices) {
    Hall s;
    const std::vector<Supporter> both{of("ana", "residents"), of("ben", "street")};
    EXPECT_EQ(
        s.refusal(
            R"(cosign { offices: 2 role: "clerk" office_kinds: "street" office_kinds: "residents" })",
            both),
        "");
    EXPECT_EQ(s.refusal(R"(cosign { offices: 2 role: "clerk" office_kinds: "street" })", both),
              missing);
    EXPECT_EQ(s.refusal(R"(role { office_kind: "street" })", both), "");
    EXPECT_EQ(s.refusal(R"(role { office_kind: "party" })", both), missing);
    EXPECT_EQ(s.refusal(R"(role { role: "chair" })", both), missing);
}

TEST(Authority, of_sets_asks_for_all_or_any) {
    Hall s;
    const std::vector<Supporter> ana{of("ana", "residents")};
    const std::vector<Supporter> both{of("ana", "residents"), of("ben", "")};
    const auto* member_and_clerk = R"(all_of { of { member {} } of { role { role: "clerk" } } })";
    EXPECT_EQ(s.refusal(member_and_clerk, ana), missing) << "the parts need different people";
    EXPECT_EQ(s.refusal(member_and_clerk, both), "");
    EXPECT_EQ(s.refusal(R"(all_of { of { member {} } of { role { role: "chair" } } })", both),
              missing);
    EXPECT_EQ(s.refusal(R"(any_of { of { role { role: "chair" } } of { self {} } })", ana), "");
    EXPECT_EQ(s.refusal("any_of {}", ana), missing);
    EXPECT_EQ(s.refusal("all_of {}", ana), missing);
    EXPECT_EQ(s.refusal("", ana), missing);
}

TEST(LimitedRole, reaches_only_what_lies_inside_its_estate) {
    Hall s;
    const std::vector<Supporter> gus{of("gus", "owners")};
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", gus, merge_of({"101", "201"})), "");
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", gus, merge_of({"101", "901"})), missing);
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", gus, merge_of({"101", "none"})), missing);
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", gus, merge_of({})), missing);
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", gus), missing);  // an act without any place
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", {of("ben", "street")}), "");
}

TEST(LimitedRole, reaches_only_what_lies_inside_its_building_and_cell) {
    Hall s;
    v1::Area area;
    area.set_building(id_bytes("b1"));
    s.holder("hal", "owners", "warden", area);
    area.clear_building();
    area.set_grid_cell("7");
    s.holder("ivy", "owners", "grid", area);
    auto place = *s.row(premises_table, id("201"));
    place.set_grid_cell("7");
    s.given(premises_table, place, id("201"));
    EXPECT_EQ(s.refusal(R"(role { role: "warden" })", {of("hal", "owners")}, merge_of({"101"})),
              "");
    EXPECT_EQ(s.refusal(R"(role { role: "warden" })", {of("hal", "owners")}, merge_of({"201"})),
              missing);
    EXPECT_EQ(s.refusal(R"(role { role: "grid" })", {of("ivy", "owners")}, merge_of({"201"})), "");
    EXPECT_EQ(s.refusal(R"(role { role: "grid" })", {of("ivy", "owners")}, merge_of({"101"})),
              missing);
}

TEST(LimitedRole, cosigns_inside_its_estate) {
    Hall s;
    const auto* two = R"(cosign { offices: 2 role: "clerk"
                                  office_kinds: "owners" office_kinds: "street" })";
    const std::vector<Supporter> both{of("gus", "owners"), of("ben", "street")};
    EXPECT_EQ(s.refusal(two, both, merge_of({"101", "201"})), "");
    EXPECT_EQ(s.refusal(two, both, merge_of({"101", "901"})), missing);
    EXPECT_TRUE(holds_role_in(s.rows(), id("gus"), id("owners"), s.now()));
}

// The clerk of one office does nothing by it in a matter of another.
TEST(Role, counts_in_the_office_that_the_act_names) {
    Hall s;
    v1::GrantRole act;
    act.set_office(id_bytes("street"));
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", {of("ben", "street")}, act), "");
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", {of("ana", "street")}, act), "");
    EXPECT_EQ(s.refusal(R"(role { role: "clerk" })", {of("ana", "residents")}, act), missing);
}

TEST(Role, counts_for_a_kind_once_its_office_has_waited) {
    Hall s;
    auto street = *s.row(offices, id("street"));
    street.set_counts_from_ms(s.now().ms + 1);
    s.given(offices, street, id("street"));
    const std::vector<Supporter> ben{of("ben", "street")};
    EXPECT_EQ(s.refusal(R"(role { office_kind: "street" role: "clerk" })", ben), missing);
    const Timestamp later{s.now().ms + 1};
    EXPECT_TRUE(satisfies(s.rows(), kit::text<Authority>(R"(role { office_kind: "street" })"), ben,
                          v1::RegisterMembers{}, later));
}

TEST(LimitedRole, does_not_act_outside_its_estate) {
    Hall s;
    s.by_one_clerk<v1::CorrectPremises>();
    v1::CorrectPremises act;
    act.set_kind(v1::FLAT);
    act.set_area_centi(8999);
    act.set_source(v1::SURVEY);
    act.set_document(document());
    act.set_replaces(given_by());
    act.set_premises(id_bytes("901"));
    s.when("gus", act).then_refused(v1::AUTHORITY_MISSING, {{"needed", "role::clerk"}});
    act.set_premises(id_bytes("101"));
    s.when("gus", act).then_done();
}

TEST(Role, ends_with_its_term_and_its_office) {
    Hall s;
    s.holder("jo", "street", "deputy", {}, s.now().ms + 1);
    EXPECT_TRUE(holds_role(s.rows(), id("jo"), id("street"), "deputy", s.now()));
    EXPECT_TRUE(holds_role_in(s.rows(), id("jo"), id("street"), s.now()));
    const Timestamp later{s.now().ms + 1};
    EXPECT_FALSE(holds_role(s.rows(), id("jo"), id("street"), "deputy", later));
    EXPECT_FALSE(holds_role_in(s.rows(), id("jo"), id("street"), later));
    EXPECT_TRUE(holds_role_in(s.rows(), id("ben"), id("street"), later));
    s.closed("street");
    EXPECT_FALSE(holds_role_in(s.rows(), id("ben"), id("street"), s.now()));
    EXPECT_EQ(s.refusal(two_clerks, {of("ana", "residents"), of("ben", "street")}), missing);
}

TEST(Authority, is_told_in_one_line) {
    const auto line = [](const char* authority) {
        return authority_line(kit::text<Authority>(authority));
    };
    EXPECT_EQ(line("self {}"), "self");
    EXPECT_EQ(line("member {}"), "member");
    EXPECT_EQ(line(R"(role { office_kind: "party" role: "chair" })"), "role:party:chair");
    EXPECT_EQ(line(R"(cosign { offices: 2 role: "clerk" office_kinds: "street" })"),
              "cosign:2:clerk:street");
    EXPECT_EQ(line("all_of { of { self {} } of { any_of { of { member {} } } } }"),
              "all(self, any(member))");
    EXPECT_EQ(line("all_of { of { member {} } of { notice { days: 7 } } }"),
              "all(member, notice:7)");
    EXPECT_EQ(line(""), "none");
}

// A developer's many flats are looked at for whoever has a role there alone.
TEST(Authority, looks_at_no_places_for_whoever_has_no_role) {
    Hall s;
    for (int i = 0; i < 300; ++i) s.flat("tower " + std::to_string(i), "b1", 9000, {"firm"});
    const auto reads_for = [&s](const Supporter& who) {
        const kit::CountingView counted{s.rows()};
        backers_of(counted, {who}, represent("firm", "kim"), s.now());
        return counted.reads();
    };
    EXPECT_GT(reads_for(of("ben", "street")), 256U);
    for (const auto* office : {"", "street", "no office"})
        EXPECT_LT(reads_for(of("kim", office)), 10U) << office;
}

}  // namespace
}  // namespace linlian::registry
