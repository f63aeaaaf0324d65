#include "base/hex.h"
#include "modules/registry/limits.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

struct Draughts : Town {
    Draughts() {
        clerks();
        estate("garden");
        by_one_clerk<v1::AdoptRoster>();
    }
};

Lines two_flats() {
    Lines lines;
    lines.building("b1").owner("kim").owner("lou");
    return lines.flat("101", "b1", 9000, {"kim"}).flat("102", "b1", 8000, {"lou", "kim"});
}

TEST(Draft, counts_for_nothing_until_it_is_adopted) {
    Draughts s;
    s.when("ana", open_draft_of("garden")).then_done().then_events({"DraftOpened"});
    s.when("ana", fill(only_draft(s), 0, two_flats().chunk()))
        .then_done()
        .then_events({"DraftFilled"});
    EXPECT_EQ(s.row(estates, id("garden"))->premises(), 0U);
    EXPECT_FALSE(s.row(members, id("kim")));
    s.when("ana", adoption(s, 1)).then_done().then_events({"RosterAdopted"});
    const auto estate = s.row(estates, id("garden"));
    EXPECT_EQ(estate->premises(), 2U);
    EXPECT_EQ(estate->places(), 3U);  // the building is one, too
    EXPECT_EQ(estate->heads(), 2U);   // kim alone, and kim with lou
    EXPECT_EQ(estate->area_centi(), 17000U);
    EXPECT_EQ(estate->roster_version(), 1U);
    EXPECT_TRUE(s.row(members, id("kim")));
    EXPECT_EQ(s.row(rosters, id("garden"), 1U)->heads(), 2U);
}

TEST(Draft, is_its_authors_alone) {
    Draughts s;
    s.when("ana", open_draft_of("nowhere")).then_refused(v1::ESTATE_UNKNOWN);
    s.when("ana", open_draft_of("garden")).then_done();
    const Bytes draft = only_draft(s);
    s.when("ben", fill(draft, 0, two_flats().chunk())).then_refused(v1::DRAFT_NOT_YOURS);
    v1::DiscardDraft discard;
    discard.set_draft(draft);
    s.when("ben", discard).then_refused(v1::DRAFT_NOT_YOURS);
    s.when("ana", discard).then_done().then_events({"DraftDiscarded"});
    s.when("ana", discard).then_refused(v1::DRAFT_UNKNOWN);
    s.when("ana", fill(draft, 0, two_flats().chunk())).then_refused(v1::DRAFT_UNKNOWN);
}

TEST(Draft, takes_its_chunks_in_order) {
    Draughts s;
    s.when("ana", open_draft_of("garden")).then_done();
    const auto chunk = two_flats().chunk();
    s.when("ana", fill(only_draft(s), 1, chunk))
        .then_refused(v1::CHUNK_OUT_OF_ORDER, {{"needed", "0"}, {"have", "1"}});
    s.when("ana", fill(only_draft(s), 0, chunk)).then_done();
    s.when("ana", fill(only_draft(s), 0, chunk)).then_refused(v1::CHUNK_OUT_OF_ORDER);
    s.when("ana", fill(only_draft(s), 1, {})).then_refused(v1::VALUE_WRONG, {{"field", "chunk"}});
}

TEST(Draft, holds_only_so_many_premises) {
    Draughts s;
    v1::Draft full;
    full.set_estate(id_bytes("garden"));
    full.set_author(id_bytes("ana"));
    full.set_premises(max_premises_per_roster - 1);
    s.given(drafts, full, id("full"));
    s.when("ana", fill(id_bytes("full"), 0, two_flats().chunk()))
        .then_refused(v1::DRAFT_FULL, {{"limit", "50000"}});
}

// Also of owners and buildings, which nothing else counts.
TEST(Draft, holds_only_so_many_lines) {
    Draughts s;
    v1::Draft full;
    full.set_estate(id_bytes("garden"));
    full.set_author(id_bytes("ana"));
    full.set_lines(max_lines_per_roster - 2);
    s.given(drafts, full, id("full"));
    Lines owners;
    owners.owner("kim").owner("lou");
    s.when("ana", fill(id_bytes("full"), 0, owners.chunk())).then_done();
    EXPECT_EQ(s.row(drafts, id("full"))->lines(), max_lines_per_roster);
    s.when("ana", fill(id_bytes("full"), 1, Lines{}.building("b").chunk()))
        .then_refused(v1::DRAFT_TOO_LONG, {{"limit", "150000"}});
}

// The kit measures that an adoption takes no longer than it pays for.
TEST(Adoption, pays_for_its_lines_and_for_what_stands_in_the_estate) {
    Town s{"", {charter::module(), registry::module()}};
    s.clerks();
    s.estate("garden");
    s.by_one_clerk<v1::AdoptRoster>();
    s.when("ana", open_draft_of("garden")).then_done();
    constexpr int homes = 2'000;
    constexpr int each = 100;
    for (int from = 0; from < homes; from += each) {
        Lines lines;
        if (from == 0) lines.building("b1");
        for (int i = from; i < from + each; ++i) {
            const auto number = std::to_string(i);
            lines.owner("owner " + number).flat(number, "b1", 9000, {"owner " + number});
        }
        s.when("ana", fill(only_draft(s), static_cast<std::uint32_t>(from / each), lines.chunk()))
            .then_done();
    }
    s.when("ana", adoption(s, 1)).then_done();
    EXPECT_GE(s.paid(), 4'001U / roster_lines_per_cost);
    // One flat in place of them all.
    draft_by_ana(s, "garden", Lines{}.building("b1").owner("kim").flat("1", "b1", 1, {"kim"}));
    s.when("ana", adoption(s, 2)).then_done();
    EXPECT_GE(s.paid(), 2'000U / roster_lines_per_cost);
}

TEST(Adoption, refuses_what_was_not_agreed_on) {
    Draughts s;
    draft_by_ana(s, "garden", two_flats());
    auto act = adoption(s, 1);
    act.set_hash(document('x'));
    s.when("ana", act).then_refused(v1::HASH_DIFFERS);
    act = adoption(s, 1);
    act.set_names_hash(document('x'));
    s.when("ana", act).then_refused(v1::HASH_DIFFERS);
    s.when("ana", adoption(s, 2)).then_refused(v1::VERSION_WRONG, {{"needed", "1"}});
    act = adoption(s, 1);
    act.set_draft(id_bytes("none"));
    s.when("ana", act).then_refused(v1::DRAFT_UNKNOWN);
    s.when("ana", adoption(s, 0)).then_refused(v1::VALUE_WRONG, {{"field", "version"}});
}

TEST(Adoption, refuses_doubled_lines_even_in_two_chunks) {
    Draughts s;
    draft_by_ana(s, "garden", two_flats());
    s.when("ana", fill(only_draft(s), 1, Lines{}.flat("101", "b1", 1, {"kim"}).chunk()))
        .then_done();
    s.when("ana", adoption(s, 1)).then_refused(v1::LINE_DOUBLED, {{"id", to_hex(id_bytes("101"))}});
}

// Every name in a line must be given by another line of the draft.
void expect_dangling(const Lines& lines, const std::string& field) {
    Draughts s;
    draft_by_ana(s, "garden", lines);
    s.when("ana", adoption(s, 1))
        .then_refused(v1::LINE_DANGLING, {{"id", to_hex(id_bytes("101"))}, {"field", field}});
}

TEST(Adoption, refuses_a_building_that_no_line_gives) {
    expect_dangling(Lines{}.owner("kim").flat("101", "b1", 9000, {"kim"}), "building");
}

TEST(Adoption, refuses_an_owner_whom_no_line_gives) {
    expect_dangling(Lines{}.building("b1").flat("101", "b1", 9000, {"kim"}), "owner");
}

TEST(Adoption, refuses_a_voter_who_acts_for_no_owner) {
    Lines lines;
    lines.building("b1").owner("firm", v1::COMPANY, "kim");
    expect_dangling(lines.flat("101", "b1", 9000, {"firm"}, v1::FLAT, "firm"), "voter");
}

TEST(Adoption, refuses_a_roster_without_premises) {
    Draughts s;
    draft_by_ana(s, "garden", Lines{}.building("b1"));
    s.when("ana", adoption(s, 1)).then_refused(v1::ROSTER_EMPTY);
}

TEST(Adoption, refuses_premises_and_buildings_of_another_estate) {
    Draughts s;
    s.estate("park");
    s.building("p1", "park");
    s.flat("101", "p1", 5000, {"kim"});
    draft_by_ana(s, "garden", two_flats());
    s.when("ana", adoption(s, 1))
        .then_refused(v1::PREMISES_EXISTS, {{"id", to_hex(id_bytes("101"))}});
    v1::DiscardDraft discard;
    discard.set_draft(only_draft(s));
    s.when("ana", discard).then_done();
    draft_by_ana(s, "garden", Lines{}.building("p1").owner("kim").flat("1", "p1", 1, {"kim"}));
    s.when("ana", adoption(s, 1)).then_refused(v1::LINE_DOUBLED);
}

TEST(Adoption, refuses_to_make_a_person_a_company) {
    Draughts s;
    s.building("b1", "garden");
    s.flat("101", "b1", 9000, {"kim"});
    Lines lines;
    lines.building("b1").owner("kim", v1::COMPANY, "eve");
    draft_by_ana(s, "garden", lines.flat("101", "b1", 9000, {"kim"}));
    s.when("ana", adoption(s, 1))
        .then_refused(v1::OWNER_KIND_DIFFERS, {{"id", to_hex(id_bytes("kim"))}});
}

TEST(Adoption, enters_nobody_who_owns_nothing_in_it) {
    Draughts s;
    draft_by_ana(s, "garden", two_flats().owner("firm", v1::COMPANY, "kim"));
    s.when("ana", adoption(s, 1))
        .then_refused(v1::OWNER_OF_NOTHING, {{"id", to_hex(id_bytes("firm"))}});
    EXPECT_FALSE(s.row(owners, id("firm")));
}

// Else sixty thousand empty buildings lengthen every look at a small estate, and nobody pays.
TEST(Adoption, enters_no_building_in_which_nothing_stands) {
    Draughts s;
    draft_by_ana(s, "garden", two_flats().building("b2"));
    s.when("ana", adoption(s, 1))
        .then_refused(v1::BUILDING_EMPTY, {{"id", to_hex(id_bytes("b2"))}});
    EXPECT_FALSE(s.row(buildings, id("b2")));
}

// Version 2: 101 as before, 102 sold, 103 gone, 104 new and 105 in another building on paper.
TEST(Adoption, of_a_second_version_writes_the_difference) {
    Draughts s;
    s.building("b1", "garden");
    for (const char* flat : {"101", "102", "103", "105"}) s.flat(flat, "b1", 9000, {"kim"});
    Lines lines;
    lines.building("b1").building("b2").owner("kim").owner("lou");
    lines.flat("101", "b1", 9000, {"kim"}).flat("102", "b1", 9000, {"lou"});
    lines.flat("104", "b1", 7000, {"lou"}).flat("105", "b2", 9000, {"kim"});
    draft_by_ana(s, "garden", lines);
    const Height before = s.height();
    s.when("ana", adoption(s, 1)).then_done();

    EXPECT_EQ(s.row(holdings, id("101"))->written_by(), given_by());  // untouched
    EXPECT_EQ(s.row(holdings_before, id("102"), s.height())->until_height(), s.height());
    EXPECT_EQ(s.row(holdings, id("102"))->owners(0), id_bytes("lou"));
    EXPECT_EQ(s.row(premises_table, id("103"))->until_height(), s.height());
    EXPECT_EQ(holding_at(s.rows(), id("103"), before)->owners(0), id_bytes("kim"));
    EXPECT_FALSE(holding_at(s.rows(), id("103"), s.height()));
    EXPECT_FALSE(holding_at(s.rows(), id("104"), before));
    EXPECT_EQ(s.row(premises_table, id("105"))->building(), id_bytes("b2"));
    EXPECT_TRUE(s.row(premises_of, id("b2"), id("105")));
    EXPECT_FALSE(stands_in(s.rows(), id("105"), id_bytes("b1")));
    EXPECT_TRUE(s.row(premises_of, id("b1"), id("105"))) << "rolls of earlier heights need it";
    EXPECT_EQ(s.row(estates, id("garden"))->area_centi(), 34000U);
    EXPECT_EQ(s.row(estates, id("garden"))->heads(), 2U);
}

TEST(Adoption, does_not_undo_a_sale_that_is_younger_than_the_draft) {
    Draughts s;
    s.by_one_clerk<v1::TransferPremises>();
    s.building("b1", "garden");
    s.flat("101", "b1", 9000, {"kim"});
    draft_by_ana(s, "garden", Lines{}.building("b1").owner("kim").flat("101", "b1", 9000, {"kim"}));
    v1::TransferPremises sale;
    sale.set_premises(id_bytes("101"));
    *sale.add_owners() = Lines::owner_line("lou");
    sale.set_document(document());
    sale.set_replaces(given_by());
    s.when("ben", sale).then_done();
    s.when("ana", adoption(s, 1))
        .then_refused(v1::PREMISES_NEWER, {{"id", to_hex(id_bytes("101"))}});
    EXPECT_EQ(holding_at(s.rows(), id("101"), s.height())->owners(0), id_bytes("lou"));
}

TEST(Draft, is_filled_by_a_clerk_whose_role_is_limited_to_its_estate) {
    Draughts s;
    s.estate("park");
    v1::Area area;
    area.set_estate(id_bytes("garden"));
    s.office("owners", "owners");
    s.holder("gus", "owners", "clerk", area);
    s.when("gus", open_draft_of("park")).then_refused(v1::AUTHORITY_MISSING);
    s.when("gus", open_draft_of("garden")).then_done();
    const Bytes draft = only_draft(s);
    s.when("gus", fill(draft, 0, two_flats().chunk())).then_done();
    // A draft that does not exist lies in no estate.
    s.when("gus", fill(id_bytes("none"), 0, two_flats().chunk()))
        .then_refused(v1::AUTHORITY_MISSING);
}

}  // namespace
}  // namespace linlian::registry
