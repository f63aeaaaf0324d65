// What somebody tries by older drafts, by sales and by ids: to undo what came later, or to speak
// for others. One clerk does here what takes two by default.
#include "base/hex.h"
#include "modules/registry/premises/holdings.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

struct Garden : Town {
    explicit Garden(const std::string& vectors = "registry")
        : Town(vectors, {charter::module(), registry::module()}) {
        clerks();
        by_one_clerk<v1::AdoptRoster>();
        by_one_clerk<v1::TransferPremises>();
        by_one_clerk<v1::CorrectPremises>();
        by_one_clerk<v1::SetRepresentative>();
        by_one_clerk<v1::RegisterMembers>();
        estate("garden");
        building("b1", "garden");
        for (const auto* name : {"kim", "lou"}) person(name);
        flat("101", "b1", 9000, {"kim"});
        flat("102", "b1", 8000, {"lou"});
    }
    // The village as it is, with a firm that owns 103 and acts through this member.
    Lines roster(const std::string& through, std::uint64_t area_of_101 = 9000) const {
        Lines lines;
        lines.building("b1").owner("kim").owner("lou").owner("firm", v1::COMPANY, through);
        lines.flat("101", "b1", area_of_101, {"kim"}).flat("102", "b1", 8000, {"lou"});
        lines.flat("103", "b1", 7000, {"firm"});
        return lines;
    }
    v1::TransferPremises sale(const std::string& of, const v1::OwnerLine& to) const {
        v1::TransferPremises act;
        act.set_premises(id_bytes(of));
        *act.add_owners() = to;
        act.set_document(document());
        act.set_replaces(current(of).written_by());
        return act;
    }
    v1::Holding current(const std::string& of) const {
        return current_holding(rows(), id(of)).value_or(v1::Holding{});
    }
    v1::SetRepresentative represent(const std::string& through) const {
        v1::SetRepresentative act;
        act.set_owner(id_bytes("firm"));
        act.set_through(id_bytes(through));
        act.set_document(document('r'));
        act.set_replaces(row(owners, id("firm"))->written_by());
        return act;
    }
};

// What a refusal names.
std::vector<Figure> figure_of(const std::string& name) { return {{"id", to_hex(id_bytes(name))}}; }

// The adoption as version 1 of the other draft there is.
v1::AdoptRoster adoption_beside(const Garden& s, const Bytes& draft) {
    v1::AdoptRoster act;
    act.set_version(1);
    drafts.scan(s.rows(), [&](const auto& parts, const v1::Draft& row) {
        if (std::get<0>(parts).view() == draft) return true;
        act.set_draft(std::get<0>(parts).bytes());
        act.set_names_hash(row.names_hash());
        return false;
    });
    return act;
}

TEST(Sale, of_one_flat_does_not_change_who_acts_for_the_others) {
    Garden s;
    draft_by_ana(s, "garden", s.roster("kim"));
    s.when("ana", adoption(s, 1)).then_done();
    s.when("ana", s.sale("102", Lines::owner_line("firm", v1::COMPANY, "ana")))
        .then_refused(v1::REPLACES_OTHER);
    s.when("ana", s.sale("102", Lines::owner_line("firm", v1::COMPANY, "kim"))).then_done();
    EXPECT_EQ(s.row(owners, id("firm"))->through(), id_bytes("kim"));
    EXPECT_TRUE(may_speak_for(s.rows(), id("firm"), id("kim")));
}

TEST(OldDraft, undoes_no_mandate_that_is_newer) {
    Garden s;
    draft_by_ana(s, "garden", s.roster("kim"));
    s.when("ana", adoption(s, 1)).then_done();
    draft_by_ana(s, "garden", s.roster("kim"));
    s.when("ana", s.represent("lou")).then_done();
    s.when("ana", adoption(s, 2)).then_refused(v1::OWNER_ON_RECORD, figure_of("firm"));
    EXPECT_EQ(s.row(owners, id("firm"))->through(), id_bytes("lou"));
}

// Whoever has a say in one small estate would choose who speaks for the developer of another.
TEST(Roster, of_one_estate_changes_nobody_who_acts_for_an_owner) {
    Garden s;
    s.estate("park");
    s.building("p1", "park");
    draft_by_ana(s, "garden", s.roster("kim"));
    s.when("ana", adoption(s, 1)).then_done();
    const auto park = [](const std::string& through) {
        Lines lines;
        lines.building("p1").owner("lou").owner("firm", v1::COMPANY, through);
        return lines.flat("201", "p1", 5000, {"lou"}).flat("202", "p1", 5000, {"firm"});
    };
    draft_by_ana(s, "park", park("lou"));
    s.when("ana", adoption(s, 1)).then_refused(v1::OWNER_ON_RECORD, figure_of("firm"));
    EXPECT_EQ(s.row(owners, id("firm"))->through(), id_bytes("kim"));
    v1::DiscardDraft discard;
    discard.set_draft(only_draft(s));
    s.when("ana", discard).then_done();
    draft_by_ana(s, "park", park("kim"));
    s.when("ana", adoption(s, 1)).then_done();
    // Nor does the next roster of the estate in which it owned first; the same one again goes on.
    draft_by_ana(s, "garden", s.roster("lou"));
    s.when("ana", adoption(s, 2)).then_refused(v1::OWNER_ON_RECORD, figure_of("firm"));
    discard.set_draft(only_draft(s));
    s.when("ana", discard).then_done();
    draft_by_ana(s, "garden", s.roster("kim"));
    s.when("ana", adoption(s, 2)).then_done();
    EXPECT_TRUE(may_speak_for(s.rows(), id("firm"), id("kim")));
    EXPECT_FALSE(may_speak_for(s.rows(), id("firm"), id("lou")));
}

TEST(OldDraft, undoes_no_correction_that_is_newer_and_strikes_no_newer_premises) {
    Garden s;
    draft_by_ana(s, "garden", s.roster("kim"));
    v1::CorrectPremises correct;
    correct.set_premises(id_bytes("101"));
    correct.set_kind(v1::FLAT);
    correct.set_area_centi(9100);
    correct.set_source(v1::SURVEY);
    correct.set_document(document());
    correct.set_replaces(s.row(premises_table, id("101"))->written_by());
    s.when("ana", correct).then_done();
    s.when("ana", adoption(s, 1)).then_refused(v1::PREMISES_NEWER, figure_of("101"));
    EXPECT_EQ(s.row(premises_table, id("101"))->area_centi(), 9100U);
}

TEST(OldDraft, strikes_no_premises_that_were_sold_after_it) {
    Garden s;
    draft_by_ana(s, "garden", Lines{}.building("b1").owner("kim").flat("101", "b1", 9000, {"kim"}));
    s.when("ana", s.sale("102", Lines::owner_line("mia"))).then_done();
    s.when("ana", adoption(s, 1)).then_refused(v1::PREMISES_NEWER, figure_of("102"));
    EXPECT_EQ(s.row(premises_table, id("102"))->until_height(), 0U);
}

// Agreed on or not: what one of them named is theirs to change.
TEST(OldDraft, undoes_no_naming_of_a_voter) {
    for (const bool agreed : {true, false}) {
        Garden s{agreed ? "registry" : ""};
        s.flat("104", "b1", 5000, {"kim", "lou"});
        auto lines = s.roster("kim");
        lines.flat("104", "b1", 5000, {"kim", "lou"}, v1::FLAT, "lou");
        draft_by_ana(s, "garden", lines);
        v1::NameVoter naming;
        naming.set_premises(id_bytes("104"));
        naming.set_voter(id_bytes("kim"));
        s.when("kim", naming).then_done();
        if (agreed) s.when("lou", naming).then_done();
        s.when("ana", adoption(s, 1)).then_done();
        EXPECT_EQ(s.current("104").voter(), agreed ? id_bytes("kim") : Bytes{});
        EXPECT_TRUE(s.row(namings, id("104"), id("kim")));
    }
}

// It would write back the names and stairs of buildings, and whatever else that one changed.
TEST(OldDraft, is_not_adopted_after_a_newer_roster) {
    Garden s;
    draft_by_ana(s, "garden", s.roster("kim"));
    const auto old = adoption(s, 2);
    s.when("ana", open_draft_of("garden")).then_done();
    auto newer = adoption_beside(s, old.draft());
    auto chunk = s.roster("kim").chunk();
    chunk.mutable_buildings(0)->set_name("renamed");
    s.when("ana", fill(newer.draft(), 0, chunk)).then_done();
    newer.set_hash(s.row(drafts, id_of(newer.draft()))->hash());
    s.when("ana", newer).then_done();
    s.when("ana", old).then_refused(v1::ROSTER_NEWER, {{"version", "1"}});
    EXPECT_EQ(s.row(buildings, id("b1"))->name(), "renamed");
}

TEST(Ids, of_owners_for_whom_others_act_are_no_members) {
    Garden s;
    s.when("ana", s.sale("101", Lines::owner_line("ana", v1::COMPANY, "ben")))
        .then_refused(v1::OWNER_IS_MEMBER);
    draft_by_ana(s, "garden", s.roster("kim"));
    s.when("ana", adoption(s, 1)).then_done();
    v1::RegisterMembers invent;
    invent.add_members(id_bytes("firm"));
    s.when("ana", invent).then_refused(v1::OWNER_IS_MEMBER);
    s.when("ana", s.represent("firm")).then_refused(v1::OWNER_IS_MEMBER);
    s.when("ana", s.sale("101", Lines::owner_line("other firm", v1::COMPANY, "firm")))
        .then_refused(v1::OWNER_IS_MEMBER);
}

TEST(Ids, of_one_draft_are_kept_apart_too) {
    Garden s;
    auto lines = s.roster("kim");
    lines.owner("heirs of firm", v1::HEIRS, "firm");
    draft_by_ana(s, "garden", lines);
    s.when("ana", adoption(s, 1)).then_refused(v1::OWNER_IS_MEMBER);
}

TEST(Households, are_not_in_parking_spaces) {
    Garden s;
    s.flat("p1", "b1", 1200, {"kim"}, v1::PARKING);
    v1::DeclareResidence act;
    act.set_premises(id_bytes("p1"));
    act.set_kind(v1::LIVES);
    s.when("kim", act).then_refused(v1::NOT_A_DWELLING);
    act.set_kind(v1::WORKS);
    s.when("kim", act).then_done();
}

}  // namespace
}  // namespace linlian::registry
