#include "modules/registry/genesis.h"

#include "modules/registry/authority/authority.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

v1::Genesis sound() {
    auto genesis = kit::text<v1::Genesis>(R"(
        offices { kind: "party" name: "party" }
        offices { kind: "residents" name: "residents" }
        offices { kind: "street" name: "street" }
        founders { roles { office: "party" role: "chair" } }
        founders { roles { office: "residents" role: "chair" } }
        founders { roles { office: "street" role: "chair" } }
        estates: "garden")");
    genesis.mutable_founders(0)->set_key(key_bytes("pam"));
    genesis.mutable_founders(1)->set_key(key_bytes("rae"));
    genesis.mutable_founders(2)->set_key(key_bytes("sid"));
    return genesis;
}

// The faults of a document, as "path: reason".
std::vector<std::string> faults_of(const v1::Genesis& genesis, state::MemoryState& rows) {
    const auto program = kit::program_of({charter::module(), registry::module()});
    std::vector<std::string> faults;
    for (const auto& fault : kit::run_genesis(program, registry::module(), genesis, rows))
        faults.push_back(fault.figures.at(0).value + ": " + fault.figures.at(1).value);
    return faults;
}

std::vector<std::string> faults_of(const v1::Genesis& genesis) {
    state::MemoryState rows;
    return faults_of(genesis, rows);
}

TEST(RegistryGenesis, starts_with_offices_founders_and_estates) {
    state::MemoryState rows;
    EXPECT_EQ(faults_of(sound(), rows), std::vector<std::string>{});
    const auto author = resolve_author(rows, key_bytes("pam"), Timestamp{1});
    ASSERT_TRUE(author);
    std::vector<std::string> held;
    roles.scan(
        rows,
        [&](const auto& parts, const v1::Role&) {
            held.push_back(std::get<2>(parts));
            return true;
        },
        author->member);
    EXPECT_EQ(held, std::vector<std::string>{"chair"});
}

// Two chairs of the three bodies could appoint the third, who would owe it to them.
TEST(RegistryGenesis, refuses_offices_by_which_some_act_is_out_of_reach) {
    auto genesis = sound();
    genesis.mutable_founders(1)->clear_roles();
    auto faults = faults_of(genesis);
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front(),
              "registry.founders: nobody could do linlian.charter.v1.AdoptPreset: owners:chair is "
              "missing");
    genesis.mutable_founders(2)->clear_roles();
    faults = faults_of(genesis);
    ASSERT_FALSE(faults.empty());
    EXPECT_EQ(faults.front(),
              "registry.founders: nobody could do linlian.charter.v1.AdoptPreset: owners:chair, "
              "residents:chair, street:chair is missing");
    genesis = sound();
    genesis.mutable_offices()->RemoveLast();
    genesis.mutable_founders()->RemoveLast();
    EXPECT_FALSE(faults_of(genesis).empty());
}

// One person is one, however many offices they lead.
TEST(RegistryGenesis, refuses_one_person_who_leads_what_takes_three) {
    auto genesis = sound();
    for (int i = 1; i < 3; ++i)
        *genesis.mutable_founders(0)->add_roles() = genesis.founders(i).roles(0);
    genesis.mutable_founders()->DeleteSubrange(1, 2);
    EXPECT_FALSE(faults_of(genesis).empty());
    // With an owners' committee beside them, one may lead two: the others are three.
    genesis = sound();
    *genesis.mutable_founders(0)->add_roles() = genesis.founders(1).roles(0);
    genesis.mutable_founders(1)->clear_roles();
    EXPECT_FALSE(faults_of(genesis).empty());
    auto* committee = genesis.add_offices();
    committee->set_kind("owners");
    committee->set_name("committee");
    committee->set_estate("garden");
    auto* role = genesis.mutable_founders(1)->add_roles();
    role->set_office("committee");
    role->set_role("chair");
    EXPECT_EQ(faults_of(genesis), std::vector<std::string>{});
}

TEST(RegistryGenesis, needs_a_chair_of_the_party_organisation) {
    auto genesis = sound();
    genesis.mutable_founders(0)->mutable_roles(0)->set_role("clerk");
    EXPECT_EQ(
        faults_of(genesis),
        std::vector<std::string>{"registry.founders: nobody is chair of the Party organisation"});
}

TEST(RegistryGenesis, binds_owners_committees_and_property_companies_to_an_estate) {
    auto genesis = sound();
    auto* committee = genesis.add_offices();
    committee->set_kind("owners");
    committee->set_name("committee");
    EXPECT_EQ(faults_of(genesis),
              std::vector<std::string>{"registry.offices[3]: an office of kind owners names its "
                                       "estate (estate = \"...\")"});
    committee->set_estate("nowhere");
    EXPECT_EQ(faults_of(genesis), std::vector<std::string>{"registry.offices[3]: no estate of this "
                                                           "document is called nowhere"});
    committee->set_estate("garden");
    state::MemoryState rows;
    EXPECT_EQ(faults_of(genesis, rows), std::vector<std::string>{});
    Bytes estate;
    estates.scan(rows, [&](const auto& parts, const v1::Estate&) {
        estate = std::get<0>(parts).bytes();
        return true;
    });
    bool is_bound = false;
    offices.scan(rows, [&](const auto&, const v1::Office& row) {
        is_bound = is_bound || (row.kind() == "owners" && row.estate() == estate);
        return true;
    });
    EXPECT_TRUE(is_bound);
    genesis.mutable_offices(0)->set_estate("garden");
    EXPECT_EQ(faults_of(genesis).front(),
              "registry.offices[0]: an office of kind party is of the whole community: it names no "
              "estate");
}

// As of offices that are founded.
TEST(RegistryGenesis, has_one_owners_committee_an_estate_and_counts_one_body_of_a_kind) {
    auto genesis = sound();
    const auto add = [&genesis](const std::string& kind, const std::string& name) {
        auto* office = genesis.add_offices();
        office->set_kind(kind);
        office->set_name(name);
        if (kind == "owners") office->set_estate("garden");
    };
    add("party", "another party");
    state::MemoryState rows;
    EXPECT_EQ(faults_of(genesis, rows), std::vector<std::string>{});
    offices.scan(rows, [](const auto&, const v1::Office& row) {
        EXPECT_EQ(row.second(), row.name() == "another party");
        return true;
    });
    add("owners", "one");
    EXPECT_EQ(faults_of(genesis), std::vector<std::string>{});
    add("owners", "two");
    EXPECT_EQ(faults_of(genesis),
              std::vector<std::string>{
                  "registry.offices[5]: its name stands twice, or looks like another one, or its "
                  "estate has an owners' committee already"});
}

TEST(RegistryGenesis, names_every_fault) {
    auto genesis = sound();
    genesis.add_offices()->set_kind("Shop 1");
    *genesis.add_offices() = genesis.offices(0);
    genesis.add_estates("garden");
    genesis.add_founders()->set_key("no key");
    *genesis.add_founders() = genesis.founders(0);
    auto* founder = genesis.add_founders();
    founder->set_key(key_bytes("dan"));
    founder->add_roles()->set_office("nowhere");
    auto* role = founder->add_roles();
    role->set_office("party");
    role->set_role("Chair!");
    const std::vector<std::string> expected{
        "registry.estates[1]: is empty, stands twice or "
        "looks like another one",
        "registry.offices[3]: needs a kind (a-z) and a name",
        "registry.offices[4]: its name stands twice, or looks like another one, or its estate has "
        "an owners' committee already",
        "registry.founders[3]: key is not valid",
        "registry.founders[4]: key stands twice",
        "registry.founders[5]: no office is called nowhere",
        "registry.founders[5]: role must be a word (a-z)"};
    EXPECT_EQ(faults_of(genesis), expected);
}

}  // namespace
}  // namespace linlian::registry
