#include "modules/registry/roll/roll.h"

#include "codec/refusal.h"
#include "crypto/hash.h"
#include "modules/registry/offices/touches.h"
#include "modules/registry/town_for_tests.h"

#include <map>

namespace linlian::registry {
namespace {

v1::Electorate owners_of(const std::string& estate) {
    v1::Electorate electorate;
    electorate.set_electors(v1::OWNERS);
    electorate.set_estate(id_bytes(estate));
    return electorate;
}

// Kim has two flats and a parking space, Lee and May one flat together, in two buildings.
struct Garden : Town {
    Garden() {
        clerks();
        estate("garden");
        building("b1", "garden");
        building("b2", "garden");
        for (const auto* name : {"kim", "lee", "may"}) person(name);
        flat("101", "b1", 9000, {"kim"});
        flat("102", "b1", 8050, {"lee", "may"});
        flat("201", "b2", 10000, {"kim"});
        flat("P1", "b2", 1200, {"kim"}, v1::PARKING);
    }
    // One clerk alone may have somebody else act for it.
    void company_of_kim() {
        by_one_clerk<v1::SetRepresentative>();
        company("company", "kim", {});
    }
    std::vector<v1::RollLine> roll(const v1::Electorate& electorate) const {
        return roll_at(rows(), electorate, height(), now());
    }
    // The line of these owners; one without owners when there is none.
    static v1::RollLine line_of(const std::vector<v1::RollLine>& lines,
                                const std::string& first_owner) {
        for (const auto& line : lines) {
            for (const auto& owner : line.owners()) {
                if (owner == id_bytes(first_owner)) return line;
            }
        }
        return {};
    }
};

TEST(Roll, has_one_line_for_each_head_with_its_area) {
    const Garden s;
    const auto lines = s.roll(owners_of("garden"));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_LT(lines[0].head(), lines[1].head());
    const auto kim = Garden::line_of(lines, "kim");
    EXPECT_EQ(kim.area_centi(), 19000U) << "parking does not count";
    EXPECT_EQ(kim.register_centi(), 19000U);
    EXPECT_EQ(kim.premises(), 2U);
    EXPECT_EQ(kim.building(), "") << "in two buildings";
    EXPECT_EQ(kim.head(), head_of(kim.owners()).bytes());
    const auto lee = Garden::line_of(lines, "lee");
    EXPECT_EQ(lee.owners_size(), 2);
    EXPECT_EQ(lee.building(), id_bytes("b1"));
}

TEST(Roll, totals_are_those_of_the_estate) {
    const Garden s;
    const auto totals = roll_totals(s.roll(owners_of("garden")));
    const auto row = s.row(estates, id("garden"));
    EXPECT_EQ(totals.heads(), row->heads());
    EXPECT_EQ(totals.area_centi(), row->area_centi());
    EXPECT_EQ(totals.register_centi(), row->area_centi());
    EXPECT_EQ(totals.premises(), 3U);
}

TEST(Roll, is_narrowed_by_building_premises_and_kind) {
    const Garden s;
    auto electorate = owners_of("garden");
    electorate.set_building(id_bytes("b2"));
    ASSERT_EQ(s.roll(electorate).size(), 1U);
    EXPECT_EQ(s.roll(electorate)[0].area_centi(), 10000U);
    electorate.add_counts(v1::PARKING);
    EXPECT_EQ(s.roll(electorate)[0].area_centi(), 1200U);

    auto interested = owners_of("garden");
    interested.add_premises(id_bytes("102"));
    interested.add_premises(id_bytes("102"));
    ASSERT_EQ(s.roll(interested).size(), 1U);
    EXPECT_EQ(s.roll(interested)[0].area_centi(), 8050U) << "named twice, counted once";
}

TEST(Electorate, that_is_part_of_an_act_counts_for_limited_roles) {
    const Garden s;
    auto electorate = owners_of("garden");
    v1::Area area;
    area.set_estate(id_bytes("garden"));
    EXPECT_TRUE(reaches(area, touched_places(s.rows(), electorate)));
    area.set_building(id_bytes("b1"));
    EXPECT_FALSE(reaches(area, touched_places(s.rows(), electorate))) << "it is the whole estate";
    area.clear_building();
    electorate.add_premises(id_bytes("elsewhere"));
    EXPECT_FALSE(reaches(area, touched_places(s.rows(), electorate)));
    v1::Electorate community;
    community.set_electors(v1::RESIDENTS);
    EXPECT_FALSE(reaches(area, touched_places(s.rows(), community)));
}

TEST(Electorate, is_refused_where_it_names_what_it_must_not_or_lacks_what_it_must) {
    const auto expect = [](const v1::Electorate& one, v1::RefusalCode code,
                           const std::string& field) {
        const auto checked = well_formed(one);
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error(), codec::make_refusal(code, {{"field", field}}));
    };
    EXPECT_TRUE(well_formed(owners_of("garden")));
    v1::Electorate none;
    expect(none, v1::VALUE_MISSING, "electorate.electors");
    auto one = owners_of("garden");
    one.set_estate("short");
    expect(one, v1::VALUE_WRONG, "electorate.estate");
    one = owners_of("garden");
    one.clear_estate();
    expect(one, v1::VALUE_MISSING, "electorate.estate");
    one.set_electors(v1::RESIDENTS);
    EXPECT_TRUE(well_formed(one)) << "the whole community";
    one.add_premises(id_bytes("101"));
    expect(one, v1::VALUE_MISSING, "electorate.estate");
    one = owners_of("garden");
    one.set_stair(1);
    expect(one, v1::VALUE_WRONG, "electorate.stair");
    one = owners_of("garden");
    one.set_office(id_bytes("residents"));
    expect(one, v1::VALUE_WRONG, "electorate.office");
    one = owners_of("garden");
    one.set_electors(v1::RESIDENTS);
    one.add_counts(v1::FLAT);
    expect(one, v1::VALUE_WRONG, "electorate.counts");
    one.clear_counts();
    one.set_electors(v1::OFFICE_MEMBERS);
    expect(one, v1::VALUE_WRONG, "electorate.estate");
    one.clear_estate();
    expect(one, v1::VALUE_MISSING, "electorate.office");
}

TEST(Electorate, names_only_what_is_on_record) {
    Garden s;
    s.estate("park");
    const auto expect = [&s](const v1::Electorate& one, v1::RefusalCode code) {
        const auto checked = check_electorate(s.rows(), one);
        ASSERT_FALSE(checked);
        EXPECT_EQ(checked.error(), codec::make_refusal(code));
    };
    auto one = owners_of("garden");
    EXPECT_TRUE(check_electorate(s.rows(), one));
    one.set_building(id_bytes("b1"));
    one.add_premises(id_bytes("101"));
    EXPECT_TRUE(check_electorate(s.rows(), one));
    one.set_estate(id_bytes("park"));
    expect(one, v1::BUILDING_UNKNOWN);
    one.clear_building();
    expect(one, v1::PREMISES_UNKNOWN);
    one.set_estate(id_bytes("nowhere"));
    expect(one, v1::ESTATE_UNKNOWN);
    v1::Electorate office;
    office.set_electors(v1::OFFICE_MEMBERS);
    office.set_office(id_bytes("residents"));
    EXPECT_TRUE(check_electorate(s.rows(), office));
    office.set_office(id_bytes("nobody"));
    expect(office, v1::OFFICE_UNKNOWN);
}

TEST(Roll, keeps_the_named_voter_where_all_premises_name_the_same_one) {
    Town s;
    s.estate("garden");
    s.building("b1", "garden");
    s.person("kim");
    s.person("lee");
    s.flat("101", "b1", 9000, {"kim", "lee"});
    s.flat("102", "b1", 9000, {"kim", "lee"});
    const auto name = [&s](const std::string& who, const std::string& premises) {
        v1::NameVoter act;
        act.set_premises(id_bytes(premises));
        act.set_voter(id_bytes("lee"));
        s.when(who, act).then_done();
    };
    const auto line = [&s] {
        return roll_at(s.rows(), owners_of("garden"), s.height(), s.now()).front();
    };
    name("kim", "101");
    name("lee", "101");
    EXPECT_EQ(line().premises(), 2U);
    EXPECT_EQ(line().voter(), "") << "of the other premises nobody was named";
    name("kim", "102");
    name("lee", "102");
    EXPECT_EQ(line().voter(), id_bytes("lee"));
}

TEST(MaySpeakFor, is_the_owner_or_who_now_acts_for_him) {
    Garden s;
    s.company_of_kim();
    const auto may = [&s](const std::string& owner, const std::string& member) {
        return may_speak_for(s.rows(), id(owner), id(member));
    };
    EXPECT_TRUE(may("kim", "kim"));
    EXPECT_FALSE(may("kim", "lee"));
    EXPECT_TRUE(may("company", "kim"));
    EXPECT_FALSE(may("company", "company"));
    EXPECT_TRUE(may("ana", "ana")) << "a resident is no owner";
    EXPECT_FALSE(may("ana", "ben"));
    s.when("ana", represent("company", "lee")).then_done();
    EXPECT_FALSE(may("company", "kim"));
    EXPECT_TRUE(may("company", "lee"));
}

TEST(ActedForAt, tells_who_acted_for_an_owner_at_every_height) {
    Garden s;
    s.company_of_kim();
    s.when("ana", represent("company", "lee")).then_done();
    const Height first = s.height();
    const auto back = represent("company", "kim", s.last_id().bytes());
    s.when_passed(ms_per_day);
    s.when("ana", back).then_done();
    const auto acted = [&s](const std::string& member, Height height) {
        return acted_for_at(s.rows(), id("company"), id(member), height);
    };
    EXPECT_TRUE(acted("kim", first - 1));
    EXPECT_FALSE(acted("lee", first - 1));
    EXPECT_TRUE(acted("lee", first));
    EXPECT_FALSE(acted("kim", first));
    EXPECT_TRUE(acted("kim", s.height()));
    EXPECT_FALSE(acted("company", first));
    EXPECT_TRUE(acted_for_at(s.rows(), id("kim"), id("kim"), first)) << "of a person, themself";
    // What was given first has nobody behind it; who wrote what came later is behind both.
    EXPECT_EQ(behind_representatives(s.rows(), id("company"), first - 1),
              std::set<Id16>{id("ana")});
    EXPECT_TRUE(behind_representatives(s.rows(), id("kim"), first).empty());
}

TEST(MethodOfKey, is_told_of_active_keys_only) {
    Garden s;
    s.person("wei", v1::KEY_PROVISIONAL);
    EXPECT_EQ(method_of_key(s.rows(), key_bytes("kim")), v1::GENESIS);
    EXPECT_EQ(method_of_key(s.rows(), key_bytes("wei")), v1::METHOD_UNSPECIFIED);
    EXPECT_EQ(method_of_key(s.rows(), key_bytes("nobody")), v1::METHOD_UNSPECIFIED);
}

TEST(OfficesOfKind, are_the_open_ones) {
    Garden s;
    s.by_kind<v1::CloseOffice>("residents", "clerk");
    s.office("bakery", "shop");
    s.holder("bo", "bakery", "clerk");
    EXPECT_EQ(office_kind(s.rows(), id("bakery")), "shop");
    EXPECT_EQ(offices_of_kind(s.rows(), "shop"), std::vector<Id16>{id("bakery")});
    EXPECT_TRUE(holds_role_in_kind(s.rows(), id("bo"), "shop", s.now()));
    EXPECT_FALSE(holds_role_in_kind(s.rows(), id("ana"), "shop", s.now()));
    v1::CloseOffice close;
    close.set_office(id_bytes("bakery"));
    close.set_document(document());
    s.when("ana", close).then_done();
    EXPECT_EQ(office_kind(s.rows(), id("bakery")), std::nullopt);
    EXPECT_TRUE(offices_of_kind(s.rows(), "shop").empty());
    EXPECT_FALSE(holds_role_in_kind(s.rows(), id("bo"), "shop", s.now()));
}

TEST(Roll, line_is_proven_under_the_root_and_no_other_is) {
    const Garden s;
    const auto lines = s.roll(owners_of("garden"));
    const auto root = roll_root(lines);
    for (std::uint64_t i = 0; i < lines.size(); ++i) {
        const auto proof = roll_proof(lines, i);
        EXPECT_TRUE(verify_roll_proof(root, lines.size(), i, lines[i], proof));
        EXPECT_FALSE(verify_roll_proof(root, lines.size(), 1 - i, lines[i], proof));
        auto more = lines[i];
        more.set_area_centi(more.area_centi() + 1);
        EXPECT_FALSE(verify_roll_proof(root, lines.size(), i, more, proof));
    }
}

// Whoever knows all ids would else know who stands between two lines whose places they are told.
TEST(PrivateHeads, stand_in_an_order_of_each_ballot_that_only_nodes_can_make) {
    Garden s;
    s.when_passed(1);  // its genesis has the veil
    const auto order_of = [](const auto& head_of_one) {
        std::map<Hash32, int> order;
        for (int i = 0; i < 64; ++i) order[head_of_one(id("person " + std::to_string(i)))] = i;
        std::vector<int> people;
        for (const auto& [head, one] : order) people.push_back(one);
        return people;
    };
    const PrivateHeads heads{s.rows(), id("one ballot")};
    const PrivateHeads others{s.rows(), id("another")};
    const auto order = order_of([&](const Id16& one) { return heads.of_resident(one); });
    EXPECT_NE(order, order_of([&](const Id16& one) { return others.of_resident(one); }));
    EXPECT_NE(order, order_of([&](const Id16& one) { return heads.of_household(one); }));
    EXPECT_NE(order, order_of([](const Id16& one) {
                  return tagged_hash("linlian/roll-resident", one.view());
              }));
    const PrivateHeads again{s.rows(), id("one ballot")};
    EXPECT_EQ(order, order_of([&](const Id16& one) { return again.of_resident(one); }));
}

}  // namespace
}  // namespace linlian::registry
