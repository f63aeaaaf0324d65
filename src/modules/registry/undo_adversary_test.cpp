// What somebody tries by older drafts, by sales and by ids: to undo what came later, or to speak
// for others. One clerk does here what takes two by default.
#include "modules/registry/book.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

struct Garden : Town {
    Garden() {
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
    s.when("ana", adoption(s, 2)).then_refused(v1::REPLACES_OTHER);
    EXPECT_EQ(s.row(owners, id("firm"))->through(), id_bytes("lou"));
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
    s.when("ana", adoption(s, 1)).then_refused(v1::REPLACES_OTHER);
    EXPECT_EQ(s.row(premises_table, id("101"))->area_centi(), 9100U);
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
