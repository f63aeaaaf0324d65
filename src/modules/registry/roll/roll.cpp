// Makes rolls: the lines of an electorate as the state stood at a height, and their root and
// proofs. Each kind of electors has a function of its own that gathers lines by head; lines_then()
// chooses it. The past comes from history.h, so the same height gives the same bytes for ever.
#include "modules/registry/roll/roll.h"

#include "base/check.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"
#include "machine/veil.h"
#include "modules/registry/roll/history.h"
#include "modules/registry/roll/places.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"

#include <map>

namespace linlian::registry {
namespace {

// An ordered map gives the order of the roll: by head, each head once.
using Lines = std::map<Hash32, v1::RollLine>;

// Adds premises to the line of a head. What the premises of one line do not share is left empty.
v1::RollLine& add_place(Lines& lines, const Hash32& head, BytesView building, BytesView voter) {
    const auto [place, is_new] = lines.try_emplace(head);
    auto& line = place->second;
    if (is_new) {
        line.set_head(head.bytes());
        line.set_building(Bytes{building});
        line.set_voter(Bytes{voter});
    }
    if (line.building() != building) line.clear_building();
    if (line.voter() != voter) line.clear_voter();
    line.set_premises(line.premises() + 1);
    return line;
}

// In hundredths of m², and apart by the source of the figure.
void add_area(v1::RollLine& line, const v1::Premises& row) {
    const auto area = row.area_centi();
    line.set_area_centi(line.area_centi() + area);
    if (row.source() == v1::REGISTER) line.set_register_centi(line.register_centi() + area);
    if (row.source() == v1::SURVEY) line.set_survey_centi(line.survey_centi() + area);
    if (row.source() == v1::CONTRACT) line.set_contract_centi(line.contract_centi() + area);
}

// One line for each set of owners. Kinds that do not count for this electorate are left out.
Lines owners_then(const state::StateView& view, const v1::Electorate& electorate, Height height) {
    Lines lines;
    visit_places(view, electorate, height, [&](const Id16& id, const v1::Premises& row) {
        if (!stood_at(row, height) || !kind_counts(electorate, row.kind())) return;
        const auto holding = holding_at(view, id, height);
        if (!holding) return;
        auto& line = add_place(lines, head_of(holding->owners()), row.building(), holding->voter());
        if (line.owners().empty()) *line.mutable_owners() = holding->owners();
        add_area(line, row);
    });
    return lines;
}

// Struck premises are among the places: a split on paper moves nobody out.
// One line for each resident, however many premises they live in.
Lines residents_then(const state::StateView& view, const v1::Electorate& electorate, Height height,
                     const Id16& of) {
    const PrivateHeads heads{view, of};
    Lines lines;
    visit_places(view, electorate, height, [&](const Id16& id, const v1::Premises& row) {
        for (const auto& member : living_in(view, id, height)) {
            auto& line = add_place(lines, heads.of_resident(member), row.building(), member.view());
            if (line.owners().empty()) line.add_owners(member.bytes());
        }
    });
    return lines;
}

Lines households_then(const state::StateView& view, const v1::Electorate& electorate, Height height,
                      const Id16& of) {
    const PrivateHeads heads{view, of};
    Lines lines;
    visit_places(view, electorate, height, [&](const Id16& id, const v1::Premises& row) {
        const auto members = living_in(view, id, height);
        if (members.empty()) return;
        // A household of several has no voter by itself.
        const auto only = members.size() == 1 ? members.front().bytes() : Bytes{};
        auto& line = add_place(lines, heads.of_household(id), row.building(), only);
        for (const auto& member : members) line.add_owners(member.bytes());
    });
    return lines;
}

Lines office_then(const state::StateView& view, const Id16& office, Height height, Timestamp time) {
    Lines lines;
    for (const auto& member : office_members(view, office, height, time)) {
        auto& line = lines[head_of_office_member(member)];
        line.set_head(head_of_office_member(member).bytes());
        line.add_owners(member.bytes());
        line.set_voter(member.bytes());
    }
    return lines;
}

// Lines of residents and households tell who lives where. Each carries what nobody outside a node
// can compute, so that neither the root nor a path tells one to whoever tries them all.
void add_salts(const state::StateView& view, Lines& lines) {
    static const HashTag tag{"linlian/roll-salt"};
    const auto veil = machine::veil_of(view);
    for (auto& [head, line] : lines)
        line.set_salt(tag.hash(veil.bytes() + codec::encode(line)).bytes());
}

Lines lines_then(const state::StateView& view, const v1::Electorate& electorate, Height height,
                 Timestamp time, const Id16& of) {
    switch (electorate.electors()) {
        case v1::OWNERS:
            return owners_then(view, electorate, height);
        case v1::RESIDENTS:
            return residents_then(view, electorate, height, of);
        case v1::HOUSEHOLDS:
            return households_then(view, electorate, height, of);
        case v1::OFFICE_MEMBERS:
            return office_then(view, id_of(electorate.office()), height, time);
        default:
            return {};
    }
}

}  // namespace

bool tells_homes(const v1::Electorate& electorate) {
    return electorate.electors() == v1::RESIDENTS || electorate.electors() == v1::HOUSEHOLDS;
}

Hash32 roll_line_hash(const v1::RollLine& line) { return leaf_hash(roll_leaf(line).view()); }

PrivateHeads::PrivateHeads(const state::StateView& view, const Id16& of) {
    static const HashTag tag{"linlian/roll-heads"};
    key_ = tag.hash(machine::veil_of(view).bytes() + of.bytes());
}

Hash32 PrivateHeads::of_resident(const Id16& member) const {
    static const HashTag tag{"linlian/roll-resident"};
    return tag.hash(key_.bytes() + member.bytes());
}

Hash32 PrivateHeads::of_household(const Id16& premises) const {
    static const HashTag tag{"linlian/roll-household"};
    return tag.hash(key_.bytes() + premises.bytes());
}

Hash32 head_of_office_member(const Id16& member) {
    return tagged_hash("linlian/roll-office-member", member.view());
}

Hash32 roll_leaf(const v1::RollLine& line) {
    static const HashTag tag{"linlian/roll"};
    return tag.hash(codec::encode(line));
}

std::vector<v1::RollLine> roll_at(const state::StateView& view, const v1::Electorate& electorate,
                                  Height height, Timestamp time, const Id16& of) {
    std::vector<v1::RollLine> roll;
    auto lines = lines_then(view, electorate, height, time, of);
    if (tells_homes(electorate)) add_salts(view, lines);
    roll.reserve(lines.size());
    for (auto& [head, line] : lines) roll.push_back(std::move(line));
    return roll;
}

Dwellings dwellings_at(const state::StateView& view, const v1::Electorate& electorate,
                       Height height) {
    Dwellings dwellings;
    visit_places(view, electorate, height, [&](const Id16& id, const v1::Premises& row) {
        if (!stood_at(row, height) || !is_dwelling(row.kind())) return;
        ++dwellings.all;
        if (!living_in(view, id, height).empty()) ++dwellings.lived_in;
    });
    return dwellings;
}

v1::RollTotals roll_totals(const std::vector<v1::RollLine>& lines) {
    v1::RollTotals totals;
    totals.set_heads(lines.size());
    for (const auto& line : lines) {
        totals.set_premises(totals.premises() + line.premises());
        totals.set_area_centi(totals.area_centi() + line.area_centi());
        totals.set_register_centi(totals.register_centi() + line.register_centi());
        totals.set_survey_centi(totals.survey_centi() + line.survey_centi());
        totals.set_contract_centi(totals.contract_centi() + line.contract_centi());
    }
    return totals;
}

Hash32 roll_root(const std::vector<v1::RollLine>& lines) {
    LogFrontier frontier;
    for (const auto& line : lines) frontier.append(roll_line_hash(line));
    return frontier.root();
}

// Hashes are made again for each proof; nothing of a tree is kept.
std::vector<Hash32> roll_proof(const std::vector<v1::RollLine>& lines, std::uint64_t index) {
    const auto subtree = [&lines](unsigned level, std::uint64_t at) {
        LogFrontier frontier;
        for (auto i = at << level; i < (at + 1) << level; ++i)
            frontier.append(roll_line_hash(lines[i]));
        return frontier.root();
    };
    return prove_inclusion(index, lines.size(), subtree);
}

bool verify_roll_proof(const Hash32& root, std::uint64_t size, std::uint64_t index,
                       const v1::RollLine& line, const std::vector<Hash32>& proof) {
    return verify_inclusion(roll_line_hash(line), index, size, proof, root);
}

}  // namespace linlian::registry
