// The residents' assembly is of the whole community, however many estates it holds (Organic Law of
// residents' committees, art. 9).
#include "kit/community.h"

#include "tally/tally.h"

namespace linlian::ballot {
namespace {

TEST(Community, decides_with_the_residents_of_all_estates) {
    Community s;
    s.most_move_in();
    const Id16 ballot = s.held(s.assembly(reg::RESIDENTS, v1::RESIDENTS_ASSEMBLY));
    EXPECT_EQ(s.poll(ballot).roll_lines(), 4U);
    for (const auto* name : {"ana", "zoe", "bo"}) s.when(name, s.vote(ballot, name)).then_done();
    s.when("bo", s.vote(ballot, "ana")).then_refused(v1::NOT_YOUR_LINE);
    s.close(ballot);
    EXPECT_EQ(s.verdict(ballot).outcome(), tally::v1::PASSED);
    EXPECT_EQ(s.verdict(ballot).input().total().heads().value(), 4U);
    v1::BallotsQuery query;
    query.set_estate(Id16{}.bytes());
    EXPECT_EQ(s.ask<v1::BallotsReply>(query)->ballots_size(), 1);
    query.set_estate(id_bytes("garden"));
    EXPECT_EQ(s.ask<v1::BallotsReply>(query)->ballots_size(), 0);
}

// Six convenors could, by any rule and without notice, and the result would say "passed".
TEST(Community, decides_by_no_rule_but_that_of_its_assembly) {
    Community s;
    s.people_move_in();
    for (const auto electors : {reg::RESIDENTS, reg::HOUSEHOLDS}) {
        auto act = s.assembly(electors, v1::CHARTER_DEFINED);
        *act.mutable_items(0)->mutable_rule() = tally::rule_of_matter("assembly").value();
        s.when("ren", act).then_refused(v1::ELECTORATE_WRONG, {{"matter", "CHARTER_DEFINED"}});
    }
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

// Nor where another office of theirs reaches further.
TEST(Community, is_called_by_a_role_in_the_office_that_calls) {
    Community s;
    reg::Role chair;
    chair.set_granted_by(registry::given_by());
    s.given(registry::roles, chair, id("pia"), id("company"), "chair");
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

// Else the two households of forty-four whom two clerks confirmed are all of the assembly.
TEST(ResidentsAssembly, is_called_once_most_dwellings_have_a_household) {
    Community s;
    const auto preset = preset_file("national-residents-assembly");
    charter::v1::InUseRow in_park;
    in_park.set_name(preset.name());
    in_park.set_version(preset.version());
    in_park.set_set_by(registry::given_by());
    s.given(charter::in_use, in_park, id("park"), "residents_assembly");
    s.people_move_in();
    const auto tries = [&s](reg::Electors electors) {
        s.when("ren", s.assembly(electors, v1::RESIDENTS_ASSEMBLY));
    };
    const std::vector<Figure> few{{"have", "2"}, {"needed", "3"}};
    for (const auto electors : {reg::RESIDENTS, reg::HOUSEHOLDS}) {
        tries(electors);
        s.then_refused(v1::ROLL_INCOMPLETE, few);
    }
    auto of_park = s.assembly(reg::HOUSEHOLDS, v1::RESIDENTS_ASSEMBLY);
    of_park.mutable_electorate()->set_estate(id_bytes("park"));
    s.when("ren", of_park).then_done();  // whose one dwelling has one
    s.when("ren", s.assembly(reg::RESIDENTS, v1::SURVEY)).then_done();  // decides nothing
    s.lives("bo", "flat of bo");
    auto enough = s.assembly(reg::HOUSEHOLDS, v1::RESIDENTS_ASSEMBLY);
    enough.mutable_items(0)->set_subject(id_bytes("another subject"));
    enough.mutable_items(0)->set_document(document('a'));
    s.when("ren", enough).then_done();
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

// A chair of a shop puts the text of the assembly before the members of the shop.
TEST(Community, is_asked_whatever_an_office_asks_its_own_members) {
    Community s;
    s.office("shop", "shop");
    s.holder("shopkeeper", "shop", "chair");
    s.most_move_in();
    const auto assembly = s.assembly(reg::RESIDENTS, v1::RESIDENTS_ASSEMBLY);
    auto among_us = s.call({s.item("fence", v1::SURVEY)});
    *among_us.mutable_items(0)->mutable_document() = assembly.items(0).document();
    among_us.set_as_office(id_bytes("shop"));
    among_us.set_convenor(v1::OFFICE_ITSELF);
    among_us.clear_electorate();
    among_us.mutable_electorate()->set_electors(reg::OFFICE_MEMBERS);
    among_us.mutable_electorate()->set_office(id_bytes("shop"));
    s.when("shopkeeper", among_us).then_done();
    s.when("shopkeeper", among_us).then_refused(v1::SUBJECT_LIVE);
    s.when("ren", assembly).then_done();
    s.when("ren", assembly).then_refused(v1::SUBJECT_LIVE);
}

// Nor do the residents of an estate keep its owners from deciding.
TEST(Community, of_one_estate_is_asked_beside_its_owners) {
    Community s;
    auto survey = s.assembly(reg::RESIDENTS, v1::SURVEY);
    survey.mutable_electorate()->set_estate(id_bytes("garden"));
    s.when("ren", survey).then_done();
    s.when("cai", s.call({s.item("fence")})).then_done();
}

// How many live in a flat is nobody's to ask.
TEST(Community, is_not_asked_flat_by_flat) {
    Community s;
    auto act = s.assembly(reg::RESIDENTS, v1::SURVEY);
    act.mutable_electorate()->set_estate(id_bytes("park"));
    act.mutable_electorate()->add_premises(id_bytes("flat of yu"));
    s.when("ren", act).then_refused(v1::ELECTORATE_WRONG, {{"matter", "SURVEY"}});
}

}  // namespace
}  // namespace linlian::ballot
