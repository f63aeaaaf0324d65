// Genesis, queries and invariants of the charter: what its rows start as, read as, and must be.
#include "modules/charter/state.h"

#include "base/hex.h"
#include "kit/code_of.h"
#include "kit/people.h"
#include "kit/scenario.h"
#include "modules/charter/charter.h"

#include <gtest/gtest.h>

namespace linlian::charter {
namespace {

using kit::text;

std::vector<machine::Module> modules() { return {charter::module(), kit::people_module()}; }

const std::string set_authority_type = "linlian.charter.v1.SetAuthority";

v1::Preset preset(const std::string& name, const std::string& version = "1") {
    auto preset = text<v1::Preset>(R"(
        place: "全国" source: "法" article: "一" dated: "2024"
        title { zh: "题" en: "t" } note { zh: "核" en: "n" } settings { name: "a" number: 1 })");
    preset.set_name(name);
    preset.set_version(version);
    return preset;
}

std::vector<std::string> faults_at(const std::vector<Refusal>& faults) {
    std::vector<std::string> paths;
    for (const auto& fault : faults) paths.push_back(fault.figures.front().value);
    return paths;
}

TEST(CharterGenesis, writes_authorities_and_presets) {
    v1::Genesis start;
    auto* authority = start.add_authorities();
    authority->set_act_type(set_authority_type);
    *authority->mutable_authority() = text<codec::v1::Authority>(
        R"(cosign { offices: 3 office_kinds: "a" office_kinds: "b" office_kinds: "c" })");
    *start.add_presets() = preset("national");
    const auto program = kit::program_of(modules());
    state::MemoryState rows;
    EXPECT_TRUE(kit::run_genesis(program, program.modules().front(), start, rows).empty());
    EXPECT_EQ(authority_of(rows, *v1::SetAuthority::descriptor()).cosign().offices(), 3U);
    EXPECT_TRUE(presets.has(rows, "national", "1"));
    EXPECT_TRUE(machine::check_whole_state(program, rows).empty());
}

TEST(CharterGenesis, names_every_fault_of_the_document) {
    auto start = text<v1::Genesis>(R"(
        authorities { act_type: "no.such.Act" authority { member {} } }
        authorities { act_type: "linlian.charter.v1.UsePreset" authority { cosign {} } }
        authorities { act_type: "linlian.charter.v1.SetAuthority" authority { member {} } }
        authorities { act_type: "linlian.charter.v1.AdoptPreset" authority { cosign { offices: 2 office_kinds: "party" office_kinds: "street" } } }
        authorities { act_type: "linlian.charter.v1.AdoptPreset" authority { self {} } })");
    *start.add_presets() = preset("national");
    *start.add_presets() = preset("national");
    *start.add_presets() = preset("Not A Slug");
    const auto program = kit::program_of(modules());
    state::MemoryState rows;
    const auto faults = kit::run_genesis(program, program.modules().front(), start, rows);
    EXPECT_EQ(faults_at(faults),
              (std::vector<std::string>{"charter.authorities[0]", "charter.authorities[1]",
                                        "charter.authorities[2]", "charter.authorities[4]",
                                        "charter.presets[1]", "charter.presets[2]"}));
    EXPECT_EQ(faults.front().figures.back().value, "there is no act called no.such.Act");
}

TEST(CharterQueries, tell_where_an_authority_comes_from) {
    kit::Scenario s{"charter", modules()};
    v1::AuthorityRow row;
    row.mutable_authority()->mutable_cosign()->set_offices(7);
    row.set_since_height(4);
    row.set_set_by(Bytes(Hash32::size, 's'));
    s.given(authorities, row, set_authority_type);

    v1::AuthorityQuery query;
    query.set_act_type(set_authority_type);
    auto reply = s.ask<v1::AuthorityReply>(query);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->source(), v1::CHARTER);
    EXPECT_EQ(reply->authority().cosign().offices(), 7U);
    EXPECT_EQ(reply->schema().cosign().offices(), 3U);
    EXPECT_EQ(reply->set_by(), row.set_by());

    query.set_act_type("linlian.charter.v1.AdoptPreset");
    reply = s.ask<v1::AuthorityReply>(query);
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->source(), v1::SCHEMA);
    EXPECT_EQ(reply->authority().cosign().offices(), 3U);
    EXPECT_TRUE(reply->set_by().empty());

    query.set_act_type(std::string("no\0act", 6));
    EXPECT_EQ(s.ask<v1::AuthorityReply>(query).error().code, "machine.QUERY_MALFORMED");
    query.set_act_type("no act");
    const auto unknown = s.ask<v1::AuthorityReply>(query);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, "charter.ACT_TYPE_UNKNOWN");
}

TEST(CharterQueries, list_authorities_page_by_page) {
    kit::Scenario s{"charter", modules()};
    for (const auto& act : charter::module().acts) {
        v1::AuthorityRow row;
        row.mutable_authority()->mutable_cosign()->set_offices(7);
        row.set_set_by(Bytes(Hash32::size, 's'));
        s.given(authorities, row, act.type->full_name());
    }
    v1::AuthoritiesQuery query;
    query.set_limit(3);
    const auto first = s.ask<v1::AuthoritiesReply>(query);
    ASSERT_TRUE(first);
    ASSERT_EQ(first->authorities_size(), 3);
    query.set_after(first->next_after());
    const auto second = s.ask<v1::AuthoritiesReply>(query);
    ASSERT_TRUE(second);
    ASSERT_EQ(second->authorities_size(), 2);
    EXPECT_EQ(second->next_after(), "");
    EXPECT_GT(second->authorities(0).act_type(), first->authorities(2).act_type());
    query.set_limit(201);
    EXPECT_EQ(kit::code_of(s.ask<v1::AuthoritiesReply>(query)), "charter.VALUE_WRONG");
}

TEST(CharterQueries, list_presets_page_by_page) {
    kit::Scenario s{"charter", modules()};
    for (const auto* version : {"1", "2", "3"}) {
        v1::PresetRow row;
        *row.mutable_preset() = preset("national", version);
        row.set_adopted_by(Bytes(Hash32::size, 's'));
        s.given(presets, row, "national", version);
    }
    v1::PresetsQuery query;
    query.set_limit(2);
    const auto first = s.ask<v1::PresetsReply>(query);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->presets_size(), 2);
    query.set_after_name(first->next_after_name());
    query.set_after_version(first->next_after_version());
    const auto second = s.ask<v1::PresetsReply>(query);
    ASSERT_TRUE(second);
    ASSERT_EQ(second->presets_size(), 1);
    EXPECT_EQ(second->presets(0).preset().version(), "3");
    EXPECT_EQ(second->next_after_name(), "");
    query.set_after_version("");
    EXPECT_EQ(kit::code_of(s.ask<v1::PresetsReply>(query)), "charter.VALUE_WRONG");
}

TEST(CharterQueries, show_what_an_estate_decides_by) {
    kit::Scenario s{"charter", modules()};
    v1::PresetRow adopted;
    *adopted.mutable_preset() = preset("national");
    v1::InUseRow used;
    used.set_name("national");
    used.set_version("1");
    s.given(presets, adopted, "national", "1").given(in_use, used, Id16{}, "owners_vote");
    v1::InUseQuery query;
    query.set_estate(Bytes(Id16::size, '\0'));
    const auto reply = s.ask<v1::InUseReply>(query);
    ASSERT_TRUE(reply);
    ASSERT_EQ(reply->in_use_size(), 1);
    EXPECT_EQ(reply->in_use(0).purpose(), "owners_vote");
    EXPECT_EQ(reply->in_use(0).preset().name(), "national");
}

// What the charter's own checks say about rows that no act would write.
std::vector<std::string> faults_of(const state::Changes& changes) {
    const auto program = kit::program_of(modules());
    state::MemoryState rows;
    rows.apply(changes);
    return machine::check_whole_state(program, rows);
}

TEST(CharterInvariants, see_a_charter_left_to_one_office) {
    const state::MemoryState nothing;
    state::Overlay overlay{nothing};
    authorities.put(overlay, set_authority_type,
                    text<v1::AuthorityRow>(R"(authority { role { role: "chair" } })"));
    EXPECT_EQ(faults_of(overlay.take_changes()).size(), 1U);
    authorities.put(overlay, "no.such.Act", text<v1::AuthorityRow>("authority { member {} }"));
    EXPECT_EQ(faults_of(overlay.take_changes()).size(), 1U);
}

TEST(CharterInvariants, see_a_preset_in_use_that_nobody_adopted) {
    const state::MemoryState nothing;
    state::Overlay overlay{nothing};
    in_use.put(overlay, Id16{}, "owners_vote", text<v1::InUseRow>(R"(name: "x" version: "1")"));
    EXPECT_EQ(faults_of(overlay.take_changes()).size(), 1U);
}

// The name of the invariant that this change of one row breaks; empty: none.
std::string broken_by(const std::string& table, const std::optional<Bytes>& before,
                      const std::optional<Bytes>& after) {
    const auto program = kit::program_of(modules());
    for (const auto* invariant : program.change_invariants(table)) {
        if (invariant->change({"", before, after})) return invariant->name;
    }
    return "";
}

TEST(CharterInvariants, see_a_preset_that_changes_or_goes) {
    v1::PresetRow row;
    *row.mutable_preset() = preset("national");
    const Bytes before = row.SerializeAsString();
    row.mutable_preset()->mutable_settings(0)->set_number(2);
    const Bytes after = row.SerializeAsString();
    const std::string never = "an adopted preset never changes";
    EXPECT_EQ(broken_by(presets.path(), std::nullopt, before), "");
    EXPECT_EQ(broken_by(presets.path(), before, after), never);
    EXPECT_EQ(broken_by(presets.path(), before, std::nullopt), never);
}

TEST(CharterInvariants, see_an_authority_that_is_not_sound) {
    v1::AuthorityRow row;
    row.mutable_authority()->mutable_member();
    row.set_set_by(Bytes(Hash32::size, 's'));
    EXPECT_EQ(broken_by(authorities.path(), std::nullopt, row.SerializeAsString()), "");
    const std::string sound = "an authority in the charter is sound";
    EXPECT_EQ(broken_by(authorities.path(), row.SerializeAsString(), std::nullopt), sound);
    row.mutable_authority()->mutable_cosign();
    EXPECT_EQ(broken_by(authorities.path(), std::nullopt, row.SerializeAsString()), sound);
}

}  // namespace
}  // namespace linlian::charter
