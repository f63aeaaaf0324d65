#include "base/hex.h"
#include "modules/registry/acts.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

struct House : Town {
    House() {
        clerks();
        by_one_clerk<v1::RegisterMembers>();
        by_one_clerk<v1::AdoptRoster>();
        estate("garden");
        building("b1", "garden");
        person("kim");
        person("tom");  // a tenant
        flat("101", "b1", 9000, {"kim"});
    }
    std::uint64_t living_in(const std::string& building_name) const {
        return row(residents, id(building_name)).value_or(v1::ResidenceCount{}).lives();
    }
};

v1::DeclareResidence declare(const std::string& premises, v1::ResidenceKind kind = v1::LIVES) {
    v1::DeclareResidence act;
    act.set_premises(id_bytes(premises));
    act.set_kind(kind);
    return act;
}

// What last wrote the residence as it stands, or any id where there is none.
Bytes written(const Town& s, const std::string& member, const std::string& premises) {
    const auto row = s.row(residences, id(member), id(premises));
    return row ? row->written_by() : document();
}

v1::ConfirmResidence confirm(const Town& s, const std::string& member,
                             const std::string& premises) {
    v1::ConfirmResidence act;
    act.set_replaces(written(s, member, premises));
    act.set_member(id_bytes(member));
    act.set_premises(id_bytes(premises));
    return act;
}

v1::EndResidence end(const Town& s, const std::string& member, const std::string& premises) {
    v1::EndResidence act;
    act.set_replaces(written(s, member, premises));
    act.set_member(id_bytes(member));
    act.set_premises(id_bytes(premises));
    return act;
}

TEST(RegisterMembers, makes_members_without_keys) {
    House s;
    v1::RegisterMembers act;
    act.add_members(id_bytes("new"));
    act.add_members(id_bytes("other"));
    s.when("ana", act).then_done().then_events({"MembersRegistered"});
    EXPECT_EQ(s.row(members, id("new"))->since_height(), s.height());
    s.when("ana", act).then_refused(v1::MEMBER_EXISTS);
    act.set_members(0, id_bytes("third"));
    act.set_members(1, id_bytes("third"));
    s.when("ana", act).then_refused(v1::LINE_DOUBLED, {{"id", to_hex(id_bytes("third"))}});
    act.set_members(1, Bytes(Id16::size, '\0'));
    s.when("ana", act).then_refused(v1::VALUE_WRONG, {{"field", "members"}});
}

TEST(Residence, is_declared_confirmed_and_ended) {
    House s;
    s.when("tom", declare("101")).then_done().then_events({"ResidenceDeclared"});
    s.when("tom", declare("101", v1::WORKS)).then_refused(v1::RESIDENCE_DECLARED);
    EXPECT_EQ(s.living_in("b1"), 1U);
    s.when("kim", confirm(s, "tom", "101")).then_done().then_events({"ResidenceConfirmed"});
    EXPECT_EQ(s.row(residences, id("tom"), id("101"))->confirmed_by(), id_bytes("kim"));
    s.when("kim", confirm(s, "tom", "101")).then_refused(v1::RESIDENCE_CONFIRMED);
    s.when("tom", end(s, "tom", "101")).then_done().then_events({"ResidenceEnded"});
    EXPECT_EQ(s.living_in("b1"), 0U);
    s.when("tom", end(s, "tom", "101")).then_refused(v1::RESIDENCE_UNKNOWN);
    s.when("kim", confirm(s, "tom", "101")).then_refused(v1::RESIDENCE_UNKNOWN);
    s.when("tom", declare("101", v1::WORKS)).then_done();
    s.when("tom", declare("none")).then_refused(v1::PREMISES_UNKNOWN);
    s.when("tom", declare("101", v1::RESIDENCE_KIND_UNSPECIFIED))
        .then_refused(v1::VALUE_WRONG, {{"field", "kind"}});
}

// What is refused tells nobody who may not know.
TEST(Residence, is_not_told_to_others_by_what_is_refused) {
    House s;
    s.person("chu");
    s.when("tom", declare("101")).then_done();
    for (const auto* flat : {"101", "102"}) {
        v1::EndResidence ending;
        ending.set_member(id_bytes("tom"));
        ending.set_premises(id_bytes(flat));
        ending.set_replaces(document('?'));
        s.when("chu", ending).then_refused(v1::RESIDENCE_NOT_YOURS);
        v1::ConfirmResidence confirmation;
        confirmation.set_member(ending.member());
        confirmation.set_premises(ending.premises());
        confirmation.set_replaces(ending.replaces());
        s.when("chu", confirmation).then_refused(v1::RESIDENCE_NOT_YOURS);
    }
}

// With clerks of two kinds it is in src/modules/motion/residence_adversary_test.cpp.
TEST(Residence, is_confirmed_by_an_owner_and_by_no_clerk_alone) {
    House s;
    s.when("tom", declare("101")).then_done();
    s.when("tom", confirm(s, "tom", "101")).then_refused(v1::RESIDENCE_NOT_YOURS);
    s.when("ana", confirm(s, "tom", "101")).then_refused(v1::AUTHORITY_MISSING);
    s.when("ana", end(s, "tom", "101")).then_refused(v1::AUTHORITY_MISSING);
    s.when("kim", end(s, "tom", "101")).then_refused(v1::RESIDENCE_NOT_YOURS);
    s.when("kim", confirm(s, "tom", "101")).then_done();
    s.when("ana", declare("101")).then_done();
    s.when("ana", confirm(s, "ana", "101")).then_refused(v1::RESIDENCE_NOT_YOURS);
}

// Else one resident fills the public counts of a whole estate.
TEST(Residence, is_declared_in_eight_places_at_once_and_no_more) {
    House s;
    for (int i = 0; i < 9; ++i) s.flat("flat " + std::to_string(i), "b1", 9000, {"kim"});
    for (int i = 0; i < 8; ++i) s.when("tom", declare("flat " + std::to_string(i))).then_done();
    s.when("tom", declare("flat 8")).then_refused(v1::RESIDENCES_TOO_MANY, {{"limit", "8"}});
    s.when("tom", end(s, "tom", "flat 0")).then_done();
    s.when("tom", declare("flat 8")).then_done();
}

// Else who goes through all flats of a community makes each declaration of theirs dearer.
TEST(Residence, of_many_that_ended_leaves_the_next_as_cheap) {
    House s;
    for (int i = 0; i < 12; ++i) s.flat("flat " + std::to_string(i), "b1", 9000, {"kim"});
    const auto reads_of_declaring = [&s] {
        const kit::CountingView counted{s.rows()};
        state::Overlay rows{counted, sha256("declaring")};
        machine::Context context{
            s.program(), rows, {s.height() + 1, s.now()}, {{}, id("tom")}, sha256("declaring")};
        EXPECT_TRUE(declare_residence(context, declare("101")));
        return counted.reads();
    };
    s.when("tom", declare("101")).then_done();
    s.when("tom", end(s, "tom", "101")).then_done();
    const auto reads = reads_of_declaring();
    for (int i = 0; i < 12; ++i) {
        const auto flat = "flat " + std::to_string(i);
        s.when("tom", declare(flat)).then_done();
        s.when("tom", end(s, "tom", flat)).then_done();
    }
    EXPECT_EQ(reads_of_declaring(), reads);
}

// Else whoever says in turn that they live in each flat makes every roll of the estate dearer.
TEST(Residence, that_nobody_confirmed_leaves_nothing_that_a_roll_goes_through) {
    House s;
    const auto is_indexed = [&s] { return residence_of.has(s.rows(), id("101"), id("tom")); };
    s.when("tom", declare("101")).then_done();
    EXPECT_TRUE(is_indexed());
    s.when("tom", end(s, "tom", "101")).then_done();
    EXPECT_FALSE(is_indexed());
    s.when("tom", declare("101")).then_done();
    s.when("kim", confirm(s, "tom", "101")).then_done();
    const auto confirmed = s.height();
    s.when("tom", end(s, "tom", "101")).then_done();
    EXPECT_EQ(living_in(s.rows(), id("101"), confirmed), std::vector{id("tom")});
    s.when("tom", declare("101")).then_done();
    s.when("tom", end(s, "tom", "101")).then_done();
    EXPECT_EQ(living_in(s.rows(), id("101"), confirmed), std::vector{id("tom")});
    EXPECT_TRUE(living_in(s.rows(), id("101"), s.height()).empty());
}

// Sixty voices in one flat.
TEST(Residence, is_confirmed_by_an_owner_for_as_many_as_a_dwelling_holds) {
    House s;
    for (int i = 0; i < 13; ++i) s.person("guest " + std::to_string(i));
    for (int i = 0; i < 13; ++i) {
        const auto name = "guest " + std::to_string(i);
        s.when(name, declare("101")).then_done();
        auto& confirmed = s.when("kim", confirm(s, name, "101"));
        if (i < 12)
            confirmed.then_done();
        else
            confirmed.then_refused(v1::RESIDENCE_NOT_YOURS);
    }
}

// One family in eight flats of one owner: eight households, were the owner's word enough.
TEST(Residence, of_somebody_who_lives_elsewhere_is_not_confirmed_by_an_owner) {
    House s;
    s.flat("102", "b1", 9000, {"kim"});
    for (const auto* who : {"tom", "kim"}) {
        for (const auto* flat : {"101", "102"}) s.when(who, declare(flat)).then_done();
        s.when("kim", confirm(s, who, "101")).then_done();
        s.when("kim", confirm(s, who, "102")).then_refused(v1::RESIDENCE_NOT_YOURS);
        s.when(who, end(s, who, "101")).then_done();
        s.when("kim", confirm(s, who, "102")).then_done();
    }
}

// A developer would fill an assembly of households from its empty flats.
TEST(Residence, in_what_was_never_sold_is_not_confirmed_by_the_developer) {
    House s;
    s.person("dev");
    s.flat("201", "b1", 9000, {"dev"}, v1::UNSOLD);
    s.flat("202", "b1", 9000, {"dev"}, v1::UNDELIVERED);
    for (const auto* flat : {"201", "202"}) {
        s.when("tom", declare(flat)).then_done();
        s.when("dev", confirm(s, "tom", flat)).then_refused(v1::RESIDENCE_NOT_YOURS);
    }
}

TEST(Residence, confirmation_or_end_that_was_held_back_does_nothing_to_a_newer_one) {
    House s;
    s.when("tom", declare("101")).then_done();
    const auto late_confirm = confirm(s, "tom", "101");
    const auto late_end = end(s, "tom", "101");
    s.when("tom", late_end).then_done();
    s.when("tom", declare("101")).then_done();
    s.when("kim", late_confirm).then_refused(v1::REPLACES_OTHER);
    s.when("tom", late_end).then_refused(v1::REPLACES_OTHER);
    EXPECT_EQ(s.living_in("b1"), 1U);
}

TEST(Residence, is_not_confirmed_by_a_clerk_of_another_estate) {
    House s;
    s.estate("park");
    v1::Area area;
    area.set_estate(id_bytes("park"));
    s.office("owners", "owners", "park");
    s.holder("gus", "owners", "clerk", area);
    s.when("tom", declare("101")).then_done();
    s.when("gus", confirm(s, "tom", "101")).then_refused(v1::RESIDENCE_NOT_YOURS);
}

// The count once ran below zero, when the roster moved the premises in between.
TEST(Residence, is_counted_out_of_the_building_it_was_counted_into) {
    House s;
    s.when("tom", declare("101")).then_done();
    Lines lines;
    lines.building("b2").owner("kim").flat("101", "b2", 9000, {"kim"});
    draft_by_ana(s, "garden", lines);
    s.when("ana", adoption(s, 1)).then_done();
    s.when("tom", end(s, "tom", "101")).then_done();
    EXPECT_EQ(s.living_in("b1"), 0U);
    EXPECT_EQ(s.living_in("b2"), 0U);
}

// In a house of a few homes each declaration would be seen in the count.
TEST(Residence, is_told_of_buildings_in_tens) {
    House s;
    for (int i = 0; i < 11; ++i) s.person("guest " + std::to_string(i));
    v1::BuildingsQuery query;
    query.set_estate(id_bytes("garden"));
    for (std::uint64_t i = 0; i < 11; ++i) {
        s.when("guest " + std::to_string(i), declare("101")).then_done();
        EXPECT_EQ(s.ask<v1::BuildingsReply>(query)->buildings(0).residents().lives(),
                  i < 9 ? 0U : 10U);
    }
    EXPECT_NE(residents.info().privacy, state::Privacy::open) << "nor is the row for everybody";
}

// Readers among these of whom the query is not refused as readers.
template <class Query>
std::vector<std::string> readers_of(House& s, const Query& query) {
    std::vector<std::string> readers;
    for (const auto* name : {"kim", "tom", "ana", "oki", "ida", "zoe", "stranger", ""}) {
        if (s.ask<v1::ResidencesReply>(query, name)) readers.emplace_back(name);
    }
    return readers;
}

TEST(Residences, are_read_by_whom_they_concern_and_by_offices) {
    House s;
    s.office("shop", "shop");
    s.office("committee", "owners", "garden");
    s.office("other committee", "owners", "park");
    s.holder("zoe", "shop", "chair");
    s.holder("oki", "committee", "clerk");
    s.holder("ida", "other committee", "clerk");
    s.when("tom", declare("101")).then_done();
    v1::ResidencesQuery of_flat;
    of_flat.set_premises(id_bytes("101"));
    EXPECT_EQ(readers_of(s, of_flat), (std::vector<std::string>{"kim", "ana", "oki"}))
        << "else anybody says that they live there, and reads who does";
    s.when("kim", confirm(s, "tom", "101")).then_done();
    EXPECT_EQ(readers_of(s, of_flat), (std::vector<std::string>{"kim", "tom", "ana", "oki"}));
    v1::MemberResidencesQuery of_tom;
    of_tom.set_member(id_bytes("tom"));
    EXPECT_EQ(readers_of(s, of_tom), (std::vector<std::string>{"tom", "ana"}));
    EXPECT_EQ(s.ask<v1::ResidencesReply>(of_tom, "zoe").error().code, "registry.NOT_FOR_YOU");
    EXPECT_EQ(s.ask<v1::ResidencesReply>(of_tom).error().code, "machine.ASKER_NEEDED");
    s.when("tom", end(s, "tom", "101")).then_done();
    EXPECT_EQ(readers_of(s, of_flat), (std::vector<std::string>{"kim", "ana", "oki"}));
}

}  // namespace
}  // namespace linlian::registry
