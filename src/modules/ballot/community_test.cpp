// The residents' assembly is of the whole community, however many estates it holds (Organic Law of
// residents' committees, art. 9).
#include "kit/ballots.h"

namespace linlian::ballot {
namespace {

// Ana lives in the garden, zoe and the children of yu in the park.
struct Community : BallotTown {
    explicit Community(const std::string& vectors = "ballot") : BallotTown(vectors) {
        four_flats();
        estate("park");
        building("pond", "park");
        for (const auto* name : {"yu", "zoe"}) person(name);
        flat("flat of yu", "pond", 5'000, {"yu"});
        const auto preset = preset_file("national-residents-assembly");
        adopt(preset);
        charter::v1::InUseRow row;
        row.set_name(preset.name());
        row.set_version(preset.version());
        row.set_set_by(registry::given_by());
        given(charter::in_use, row, Id16{}, "residents_assembly");
        reg::Area garden;
        garden.set_estate(id_bytes("garden"));
        holder("pia", "residents", "chair", garden);
    }
    void lives(const std::string& name, const std::string& flat_name) {
        reg::DeclareResidence declare;
        declare.set_premises(id_bytes(flat_name));
        declare.set_kind(reg::LIVES);
        when(name, declare).then_done();
        reg::ConfirmResidence confirm;
        confirm.set_member(id_bytes(name));
        confirm.set_premises(declare.premises());
        confirm.set_replaces(row(registry::residences, id(name), id(flat_name))->written_by());
        when(flat_name.substr(flat_name.rfind(' ') + 1), confirm).then_done();  // the owner
    }
    void people_move_in() {
        lives("ana", "flat of ana");
        lives("zoe", "flat of yu");
        lives("yu", "flat of yu");
    }
    v1::CallBallot assembly(reg::Electors electors, v1::Matter matter) const {
        auto act = call({item("fence", v1::SURVEY)});
        act.mutable_items(0)->set_matter(matter);
        act.set_as_office(id_bytes("residents"));
        act.set_convenor(v1::RESIDENTS_COMMITTEE);
        act.set_ruling_office(id_bytes("street"));
        act.mutable_electorate()->set_electors(electors);
        act.mutable_electorate()->clear_estate();
        if (matter == v1::RESIDENTS_ASSEMBLY)
            *act.add_presets() = preset_file("national-residents-assembly");
        return act;
    }
    Id16 held(const v1::CallBallot& act) {
        when("ren", act).then_done();
        const Id16 ballot = made();
        pass_to(poll(ballot).opens_ms());
        return ballot;
    }
};

TEST(Community, decides_with_the_residents_of_all_estates) {
    Community s;
    s.people_move_in();
    const Id16 ballot = s.held(s.assembly(reg::RESIDENTS, v1::RESIDENTS_ASSEMBLY));
    EXPECT_EQ(s.poll(ballot).roll_lines(), 3U);
    s.when("ana", s.vote(ballot, "ana")).then_done();
    s.when("zoe", s.vote(ballot, "zoe")).then_done();
    s.when("bo", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).outcome(), tally::v1::PASSED);
    EXPECT_EQ(s.verdict(ballot).input().total().heads().value(), 3U);
    v1::BallotsQuery query;
    query.set_estate(Id16{}.bytes());
    EXPECT_EQ(s.ask<v1::BallotsReply>(query)->ballots_size(), 1);
    query.set_estate(id_bytes("garden"));
    EXPECT_EQ(s.ask<v1::BallotsReply>(query)->ballots_size(), 0);
}

TEST(Community, is_asked_by_households_too) {
    Community s;
    s.people_move_in();
    const Id16 ballot = s.held(s.assembly(reg::HOUSEHOLDS, v1::SURVEY));
    EXPECT_EQ(s.poll(ballot).roll_lines(), 2U);
    s.when("yu", s.vote(ballot, "yu")).then_done();
    s.when("zoe", s.vote(ballot, "zoe")).then_refused(v1::COOWNER_VOTED);
}

TEST(Community, is_not_called_by_a_head_of_one_estate) {
    Community s;
    auto act = s.assembly(reg::RESIDENTS, v1::SURVEY);
    s.when("pia", act).then_refused(reg::AUTHORITY_MISSING, {{"needed", "role::chair"}});
    act.mutable_electorate()->set_estate(id_bytes("park"));
    s.when("pia", act).then_refused(reg::AUTHORITY_MISSING);
    act.mutable_electorate()->set_estate(id_bytes("garden"));
    s.when("pia", act).then_done();
}

// Nor where another office of his reaches further.
TEST(Community, is_called_by_a_role_in_the_office_that_calls) {
    Community s;
    reg::Role head;
    head.set_granted_by(registry::given_by());
    s.given(registry::roles, head, id("pia"), id("company"), "chair");
    s.when("pia", s.assembly(reg::RESIDENTS, v1::SURVEY)).then_refused(reg::AUTHORITY_MISSING);
}

TEST(Community, has_no_owners_matters) {
    Community s;
    const std::vector<Figure> estate{{"field", "electorate.estate"}};
    auto act = s.assembly(reg::OWNERS, v1::SURVEY);
    s.when("ren", act).then_refused(reg::VALUE_MISSING, estate);
    act = s.assembly(reg::RESIDENTS, v1::SURVEY);
    act.mutable_electorate()->set_building(id_bytes("pond"));
    s.when("ren", act).then_refused(reg::VALUE_MISSING, estate);
    auto owners = s.call({s.item("roof")});
    owners.mutable_electorate()->set_electors(reg::RESIDENTS);
    s.when("cai", owners).then_refused(v1::ELECTORATE_WRONG, {{"matter", "OTHER_MAJOR"}});
    owners.mutable_electorate()->clear_estate();  // the committee is of the garden
    s.when("cai", owners).then_refused(reg::AUTHORITY_MISSING);
}

// Who is there decides (Organic Law, art. 9), whatever a local preset says of covenants.
TEST(ResidentsAssembly, counts_nobodys_silence) {
    Community s;
    auto lax = preset_file("national-residents-assembly");
    auto* setting = lax.add_settings();
    setting->set_name("silence_by_covenant");
    setting->set_number(1);
    s.adopt(lax);
    auto call = s.assembly(reg::RESIDENTS, v1::RESIDENTS_ASSEMBLY);
    *call.mutable_presets(0) = lax;
    call.mutable_terms()->set_silence_follows_majority(true);
    call.mutable_terms()->set_silence_document(document('c'));
    s.when("ren", call).then_refused(v1::SILENCE_NOT_ALLOWED);
}

}  // namespace
}  // namespace linlian::ballot
