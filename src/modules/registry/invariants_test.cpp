// Each invariant is shown the very thing that it is there to find.
#include "modules/registry/invariants.h"

#include "modules/registry/town_for_tests.h"

namespace linlian::registry {
namespace {

template <class Row>
std::optional<Bytes> stored(const std::optional<Row>& row) {
    if (!row) return std::nullopt;
    return Bytes(Hash32::size, 's') + codec::encode(*row);
}

// What the invariant of this name says about a change of one row of a personal table.
template <class Row>
machine::Broken found(const std::string& name, const std::optional<Row>& before,
                      const std::optional<Row>& after) {
    for (const auto& invariant : invariants()) {
        if (invariant.name == name) return invariant.change({"", stored(before), stored(after)});
    }
    ADD_FAILURE() << "no invariant is called " << name;
    return std::nullopt;
}

TEST(KeyHistory, stays_as_it_was) {
    v1::Key key;
    key.set_state(v1::KEY_RETIRED);
    key.set_member(id_bytes("kim"));
    const auto retired = std::optional{key};
    key.set_state(v1::KEY_ACTIVE);
    const auto active = std::optional{key};
    key.set_member(id_bytes("eve"));
    const auto stolen = std::optional{key};
    const std::string name = "key history stays";
    EXPECT_FALSE(found(name, active, retired));
    EXPECT_FALSE(found<v1::Key>(name, std::nullopt, active));
    EXPECT_TRUE(found(name, retired, active));
    EXPECT_TRUE(found(name, active, stolen));
    EXPECT_TRUE(found<v1::Key>(name, active, std::nullopt));
}

TEST(Slip, works_once) {
    const auto live = std::optional{kit::text<v1::Slip>("state: SLIP_LIVE")};
    const auto used = std::optional{kit::text<v1::Slip>("state: SLIP_USED")};
    EXPECT_FALSE(found("a slip works once", live, used));
    EXPECT_TRUE(found("a slip works once", used, live));
    EXPECT_TRUE(found<v1::Slip>("a slip works once", used, std::nullopt));
}

TEST(EndedHolding, stays_as_it_was) {
    const auto ended = std::optional{kit::text<v1::Holding>(R"(owners: "a" until_height: 3)")};
    const auto forged = std::optional{kit::text<v1::Holding>(R"(owners: "b" until_height: 3)")};
    EXPECT_FALSE(found<v1::Holding>("an ended holding stays", std::nullopt, ended));
    EXPECT_TRUE(found("an ended holding stays", ended, forged));
    EXPECT_TRUE(found<v1::Holding>("an ended holding stays", ended, std::nullopt));
    const auto noted = std::optional{
        kit::text<v1::Holding>(R"(owners: "a" until_height: 3 until_ms: 5 ended_by: "t")")};
    const auto other = std::optional{
        kit::text<v1::Holding>(R"(owners: "a" until_height: 3 until_ms: 5 ended_by: "u")")};
    EXPECT_FALSE(found("an ended holding stays", ended, noted)) << "its end is noted once";
    EXPECT_TRUE(found("an ended holding stays", noted, other));
}

TEST(FormerOwner, stays_as_it_was) {
    const auto before = std::optional{kit::text<v1::Owner>(R"(kind: COMPANY through: "a")")};
    const auto forged = std::optional{kit::text<v1::Owner>(R"(kind: COMPANY through: "b")")};
    EXPECT_FALSE(found<v1::Owner>("a former owner stays", std::nullopt, before));
    EXPECT_TRUE(found("a former owner stays", before, forged));
    EXPECT_TRUE(found<v1::Owner>("a former owner stays", before, std::nullopt));
}

// A sound state, the same with one row spoilt, and what is found.
struct Spoilt {
    Spoilt() : program{kit::program_of({charter::module(), registry::module()})} {
        v1::Estate estate;
        state::Overlay overlay{rows};
        estates.put(overlay, id("garden"), estate);
        members.put(overlay, id("kim"), v1::Member{});
        rows.apply(overlay.take_changes());
    }
    template <class Row, class... Parts, class... Given>
    std::vector<std::string> with(const state::Table<Row, Parts...>& table, const char* row,
                                  const Given&... parts) {
        state::Overlay overlay{rows};
        table.put(overlay, Parts(parts)..., kit::text<Row>(row));
        state::MemoryState changed = rows;
        changed.apply(overlay.take_changes());
        return machine::check_whole_state(program, changed);
    }
    machine::Program program;
    state::MemoryState rows;
};

TEST(WholeState, is_sound_before_it_is_spoilt) {
    Spoilt s;
    EXPECT_EQ(machine::check_whole_state(s.program, s.rows), std::vector<std::string>{});
}

TEST(WholeState, shows_counters_that_do_not_add_up) {
    Spoilt s;
    const std::vector<std::string> counters{
        "estate counters add up: the counters of an estate do not add up"};
    EXPECT_EQ(s.with(estates, "premises: 1", id("garden")), counters);
    EXPECT_EQ(s.with(heads, "premises: 1", id("garden"), key_hash("x")), counters);
    EXPECT_EQ(
        s.with(residents, "lives: 1", id("b1")),
        std::vector<std::string>{"residents add up: the residents of a building do not add up"});
}

TEST(WholeState, shows_a_former_residence_or_role_that_nothing_leads_to) {
    Spoilt s;
    EXPECT_EQ(
        s.with(residences_before, "from_height: 1", id("kim"), id("101"), 3U),
        std::vector<std::string>{"places are indexed: a residence that its premises do not have"});
    EXPECT_EQ(s.with(roles_before, "from_height: 1", id("office"), 3U, id("kim"), "clerk"),
              std::vector<std::string>{
                  "leavers are known: a role that ended of somebody who never left"});
}

TEST(WholeState, shows_keys_slips_and_owners_that_hang_in_the_air) {
    Spoilt s;
    const std::string zero(Id16::size, 'x');
    EXPECT_EQ(
        s.with(keys, ("member: '" + zero + "'").c_str(), key_hash("x")),
        std::vector<std::string>{"keys have members: a key without its member, or a retired one "
                                 "among the live"});
    EXPECT_EQ(
        s.with(slips_of, "", id("kim"), key_hash("x")),
        std::vector<std::string>{"live slips are indexed: the index of slips names a dead one"});
    EXPECT_EQ(s.with(holdings, ("owners: '" + zero + "'").c_str(), id("101")),
              std::vector<std::string>{"owners are known: a holding of an unknown owner"});
    EXPECT_EQ(s.with(holdings, "until_height: 3", id("101")),
              std::vector<std::string>{"owners are known: an ended holding among those in force"});
}

}  // namespace
}  // namespace linlian::registry
