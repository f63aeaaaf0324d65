#include "modules/registry/genesis.h"

#include "modules/registry/authority.h"
#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

v1::Genesis sound() {
    auto genesis = kit::text<v1::Genesis>(R"(
        offices { kind: "party" name: "party" }
        offices { kind: "residents" name: "residents" }
        founders { roles { office: "party" role: "head" } }
        founders { roles { office: "residents" role: "clerk" } }
        estates: "garden")");
    genesis.mutable_founders(0)->set_key(key_bytes("head"));
    genesis.mutable_founders(1)->set_key(key_bytes("ana"));
    return genesis;
}

// The faults of a document, as "path: reason".
std::vector<std::string> faults_of(const v1::Genesis& genesis, state::MemoryState& rows) {
    const auto registry = kit::registry_of({charter::module(), registry::module()});
    std::vector<std::string> faults;
    for (const auto& fault : kit::run_genesis(registry, registry::module(), genesis, rows))
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
    const auto author = resolve_author(rows, key_bytes("head"), Timestamp{1});
    ASSERT_TRUE(author);
    std::vector<std::string> held;
    roles.scan(
        rows,
        [&](const auto& parts, const v1::Role&) {
            held.push_back(std::get<2>(parts));
            return true;
        },
        author->member);
    EXPECT_EQ(held, std::vector<std::string>{"head"});
}

TEST(RegistryGenesis, needs_a_head_of_the_party_organisation) {
    auto genesis = sound();
    genesis.mutable_founders(0)->mutable_roles(0)->set_role("clerk");
    EXPECT_EQ(
        faults_of(genesis),
        std::vector<std::string>{"registry.founders: nobody is head of the Party organisation"});
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
    role->set_role("Head!");
    const std::vector<std::string> expected{"registry.offices[2]: needs a kind (a-z) and a name",
                                            "registry.offices[3]: stands twice",
                                            "registry.estates[1]: is empty or stands twice",
                                            "registry.founders[2]: key is not valid",
                                            "registry.founders[3]: key stands twice",
                                            "registry.founders[4]: no office is called nowhere",
                                            "registry.founders[4]: role must be a word (a-z)"};
    EXPECT_EQ(faults_of(genesis), expected);
}

}  // namespace
}  // namespace linlian::registry
