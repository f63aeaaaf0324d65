#include "modules/registry/premises/small_roster_for_tests.h"

namespace linlian::registry {
namespace {

TEST(MergePremises, names_what_it_replaces) {
    SmallRoster s;
    auto act = merge({"101", "102"}, "all");
    act.mutable_replaces()->RemoveLast();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "replaces"}});
    act = merge({"101", "102"}, "all");
    act.mutable_replaces_premises()->RemoveLast();
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "replaces_premises"}});
    s.when("ana", transfer("102", {"lou"})).then_done();
    s.when("ana", transfer("102", {"kim"}, s.last_id().bytes())).then_done();
    s.when("ana", merge({"101", "102"}, "all")).then_refused(v1::REPLACES_OTHER);
}

TEST(MergePremises, keeps_the_totals) {
    SmallRoster s;
    s.when("ana", merge({"101", "102"}, "all")).then_done().then_events({"PremisesMerged"});
    EXPECT_EQ(s.garden().premises(), 3U);
    EXPECT_EQ(s.garden().heads(), 2U);
    EXPECT_EQ(s.garden().area_centi(), 24000U);
    EXPECT_EQ(s.row(premises_table, id("all"))->area_centi(), 17000U);
    EXPECT_EQ(s.row(premises_table, id("102"))->until_height(), s.height());
    EXPECT_EQ(came_of(s.rows(), {id("102")}, 9), (std::set{id("102"), id("all")}));
}

TEST(MergePremises, keeps_what_its_parts_have_in_common) {
    SmallRoster s;
    s.flat("104", "b1", 9000, {"kim", "lou"});
    auto weaker = *s.row(premises_table, id("104"));
    weaker.set_source(v1::CONTRACT);
    s.given(premises_table, weaker, id("104"));
    auto named = *s.row(holdings, id("103"));
    named.set_voter(id_bytes("kim"));
    s.given(holdings, named, id("103"));
    s.when("ana", merge({"103", "104"}, "all")).then_done();
    EXPECT_EQ(s.row(premises_table, id("all"))->source(), v1::CONTRACT);
    EXPECT_EQ(s.row(holdings, id("all"))->voter(), "");
}

// Their votes are those of one stair, and clerks of one cell look after them.
TEST(MergePremises, takes_no_stair_of_whichever_is_named_first) {
    SmallRoster s;
    auto other = *s.row(premises_table, id("102"));
    other.set_stair(2);
    s.given(premises_table, other, id("102"));
    s.when("ana", merge({"101", "102"}, "all")).then_refused(v1::PARTS_DIFFER);
    s.when("ana", merge({"102", "101"}, "all")).then_refused(v1::PARTS_DIFFER);
}

TEST(MergePremises, takes_no_grid_cell_of_whichever_is_named_first) {
    SmallRoster s;
    auto other = *s.row(premises_table, id("102"));
    other.set_grid_cell("7");
    s.given(premises_table, other, id("102"));
    s.when("ana", merge({"101", "102"}, "all")).then_refused(v1::PARTS_DIFFER);
}

// Whom the owners named stays named for the parts, and no roster names another one.
TEST(SplitPremises, leaves_whom_the_owners_named) {
    SmallRoster s;
    s.by_one_clerk<v1::AdoptRoster>();
    for (const auto* owner : {"kim", "lou"}) s.when(owner, name_voter("103", "kim")).then_done();
    auto parts = split("103", {{"103a", 3000}, {"103b", 4000}});
    parts.set_replaces(s.row(holdings, id("103"))->written_by());
    s.when("ana", parts).then_done();
    EXPECT_TRUE(s.row(namings, id("103b"), id("lou")));
    Lines lines;
    lines.building("b1").owner("kim").owner("lou");
    lines.flat("101", "b1", 9000, {"kim"}).flat("102", "b1", 8000, {"kim"});
    lines.flat("103a", "b1", 3000, {"kim", "lou"}).flat("103b", "b1", 4000, {"kim", "lou"});
    lines.flat("p1", "b1", 1200, {"lou"}, v1::PARKING);
    auto chunk = lines.chunk();
    for (auto& line : *chunk.mutable_premises())
        if (line.owners_size() == 2) line.set_voter(id_bytes("lou"));
    s.when("ana", open_draft_of("garden")).then_done();
    s.when("ana", fill(only_draft(s), 0, chunk)).then_done();
    s.when("ana", adoption(s, 1)).then_done();
    EXPECT_EQ(s.row(holdings, id("103a"))->voter(), id_bytes("kim"));
    auto again = merge({"103a", "103b"}, "whole");
    for (int i = 0; i < 2; ++i) {
        const auto part = id(i == 0 ? "103a" : "103b");
        again.set_replaces(i, s.row(holdings, part)->written_by());
        again.set_replaces_premises(i, s.row(premises_table, part)->written_by());
    }
    s.when("ana", again).then_done();
    EXPECT_TRUE(s.row(namings, id("whole"), id("lou")));
}

TEST(MergePremises, refuses_what_differs_or_is_used) {
    SmallRoster s;
    s.flat("p2", "b1", 1000, {"kim"}, v1::PARKING);
    s.when("ana", merge({"101", "103"}, "all")).then_refused(v1::PARTS_DIFFER);
    s.when("ana", merge({"101", "p2"}, "all")).then_refused(v1::PARTS_DIFFER);
    s.when("ana", merge({"101", "102"}, "103")).then_refused(v1::PREMISES_EXISTS);
    s.when("ana", merge({"101", "101"}, "all")).then_refused(v1::PREMISES_UNKNOWN);
    s.when("ana", merge({"101"}, "all")).then_refused(v1::VALUE_WRONG, {{"field", "premises"}});
}

}  // namespace
}  // namespace linlian::registry
