#include "apps/demo/demo_ballots.h"

#include "apps/demo/demo_calls.h"
#include "apps/demo/demo_voting.h"
#include "base/check.h"
#include "client/ballot/ballot_view.h"
#include "client/motion/motion_work.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "modules/charter/charter.h"
#include "node/node.pb.h"
#include "roster/check/words/unit_label.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace linlian::apps {

using namespace client;

namespace {

namespace bal = ballot::v1;

// Needed of 1,880 heads by Civil Code 278: 1,254.
constexpr std::size_t heads_before_the_last = 1'253;
constexpr std::size_t heads_of_the_decided = 1'400;
constexpr std::size_t flats_of_a_stair = 24;
constexpr std::size_t smallest_flats = 9;
constexpr std::size_t largest_flats = 8;

// How the papers of a stair were filled in, line by line of its roll.
std::vector<PaperVote> lift_votes(const DemoVoting& voting, const std::vector<Id16>& disputing) {
    std::vector<PaperVote> votes;
    std::size_t others = 0;
    for (std::size_t i = 0; i < voting.lines().size(); ++i) {
        const bool is_double_marked = voting.speaks_one_of(i, disputing);
        const auto mark = others < 17 ? bal::AGREE : bal::DISAGREE;
        votes.push_back({i, is_double_marked ? bal::INVALID : mark});
        if (!is_double_marked) ++others;
    }
    return votes;
}

// Papers of the first `count` lines that none of these residents speaks for; every tenth rejects,
// every eleventh abstains.
std::vector<PaperVote> many_votes(const DemoVoting& voting, std::size_t count,
                                  const std::vector<Id16>& residents) {
    std::vector<PaperVote> votes;
    for (std::size_t i = 0; i < voting.lines().size() && votes.size() < count; ++i) {
        if (voting.speaks_one_of(i, residents)) continue;
        auto mark = bal::AGREE;
        if (i % 11 == 0) mark = bal::ABSTAIN;
        if (i % 10 == 0) mark = bal::DISAGREE;
        votes.push_back({i, mark});
    }
    return votes;
}

// The first other stair whose eight largest flats have more area than its nine smallest, so that
// heads and area may name different majorities.
Result<DemoStair> uneven_stair(const DemoTown& town, const std::vector<DemoStair>& stairs) {
    for (std::size_t i = 1; i < stairs.size(); ++i) {
        std::vector<std::uint64_t> areas;
        for (const auto& flat : stairs[i].flats) {
            registry::v1::PremisesQuery query;
            query.set_premises(flat.bytes());
            registry::v1::PremisesReply reply;
            TRY(town.node.ledger().ask(query, reply));
            areas.push_back(reply.row().area_centi());
        }
        std::ranges::sort(areas);
        const auto smallest = std::accumulate(
            areas.begin(), std::next(areas.begin(), smallest_flats), std::uint64_t{0});
        const auto largest =
            std::accumulate(std::prev(areas.end(), largest_flats), areas.end(), std::uint64_t{0});
        if (largest > smallest) return stairs[i];
    }
    return refuse(node::v1::NODE_FAILED, {{"reason", "the roster has no uneven stair"}});
}

// The national rule, and that of a city which leaves the silence of whoever was reached to
// covenants.
Result<> use_local_preset(const DemoTown& town) {
    const auto estate = TRY(find_estate(town.node.ledger(), town.names.estates.begin()->first));
    charter::v1::UsePreset act;
    act.set_estate(estate.id.bytes());
    act.set_purpose("owners_vote");
    act.set_name("liaocheng");
    charter::v1::PresetsQuery query;
    charter::v1::PresetsReply reply;
    TRY(town.node.ledger().ask(query, reply));
    std::map<std::string, charter::v1::Preset> adopted;
    for (const auto& row : reply.presets()) adopted[row.preset().name()] = row.preset();
    act.set_version(adopted[act.name()].version());
    for (auto base = charter::base_of(adopted[act.name()]); !base.empty();
         base = charter::base_of(adopted[base]))
        act.add_base_versions(adopted[base].version());
    return carry_out_together(town, act);
}

// 24 papers came back from the stair: 17 agree, 4 reject, 3 bear two marks; the owners of those
// three say what they meant.
Result<> vote_on_lift(const DemoTown& town, const Bytes& ballot,
                      const std::vector<Id16>& disputing) {
    auto voting = TRY(DemoVoting::open(town, ballot));
    TRY(voting.on_paper(lift_votes(voting, disputing)));
    for (const char* key : demo_residents) TRY(voting.dispute(key));
    return {};
}

// The owners of the nine smallest flats agree, those of the eight largest reject. The seven others
// were told what silence does and said nothing: whom do they follow, more heads or more area?
Result<> vote_on_stairwell(const DemoTown& town, const Bytes& ballot) {
    auto voting = TRY(DemoVoting::open(town, ballot));
    std::vector<std::size_t> by_area(voting.lines().size());
    std::iota(by_area.begin(), by_area.end(), std::size_t{0});
    std::ranges::stable_sort(by_area, {},
                             [&](std::size_t line) { return voting.lines()[line].area_centi(); });
    std::vector<PaperVote> votes;
    std::vector<std::size_t> silent;
    for (std::size_t i = 0; i < by_area.size(); ++i) {
        if (i < smallest_flats)
            votes.push_back({by_area[i], bal::AGREE});
        else if (i + largest_flats >= by_area.size())
            votes.push_back({by_area[i], bal::DISAGREE});
        else
            silent.push_back(by_area[i]);
    }
    TRY(voting.deliver(silent));
    return voting.on_paper(votes);
}

// The whole stair agrees; nobody objects, so that this result is final.
Result<> vote_on_door(const DemoTown& town, const Bytes& ballot) {
    auto voting = TRY(DemoVoting::open(town, ballot));
    std::vector<PaperVote> votes;
    for (std::size_t i = 0; i < voting.lines().size(); ++i) votes.push_back({i, bal::AGREE});
    return voting.on_paper(votes);
}

Result<> vote_on_covenant(const DemoTown& town, const Bytes& ballot,
                          const std::vector<Id16>& residents) {
    auto voting = TRY(DemoVoting::open(town, ballot));
    TRY(voting.on_paper(many_votes(voting, heads_of_the_decided, residents)));
    for (const char* key : demo_residents) TRY(voting.by_phone(key, bal::AGREE));
    return {};
}

// All but the newcomer have voted.
Result<> vote_on_roof(const DemoTown& town, const Bytes& ballot,
                      const std::vector<Id16>& residents) {
    auto voting = TRY(DemoVoting::open(town, ballot));
    const std::size_t by_phone = std::size(demo_residents) - 1;
    TRY(voting.on_paper(many_votes(voting, heads_before_the_last - by_phone, residents)));
    for (std::size_t i = 1; i < std::size(demo_residents); ++i)
        TRY(voting.by_phone(demo_residents[i], bal::AGREE));
    return {};
}

}  // namespace

std::vector<DemoStair> stairs_of_24(const roster::NamesFile& names) {
    using Owners = std::set<Id16>;
    std::map<Id16, Owners> owners_of;
    for (const auto& [id, member] : names.members) {
        for (const auto& premises : member.premises) owners_of[premises].insert(id);
    }
    std::map<std::string, std::map<roster::UnitLabel, Id16>> stairs;
    for (const auto& [premises, label] : names.premises) {
        if (!label.stair.empty()) stairs[roster::stair_key(label)][label] = premises;
    }
    std::vector<DemoStair> found;
    for (const auto& [key, flats] : stairs) {
        std::set<Owners> heads;
        for (const auto& [label, premises] : flats) heads.insert(owners_of[premises]);
        if (flats.size() != flats_of_a_stair || heads.size() != flats_of_a_stair) continue;
        const auto& label = flats.begin()->first;
        DemoStair stair{
            names.buildings.at(roster::building_key(label)), names.stairs.at(key), {}, {}};
        for (const auto& [flat, premises] : flats) {
            stair.flats.push_back(premises);
            const auto& owners = owners_of[premises];
            const bool is_alone = owners.size() == 1;
            if (is_alone && names.members.at(*owners.begin()).kind == roster::OwnerKind::person)
                stair.lone_owners.push_back(*owners.begin());
        }
        if (stair.lone_owners.size() >= std::size(demo_residents)) found.push_back(stair);
    }
    return found;
}

std::vector<Id16> residents_of_demo(const roster::NamesFile& names) {
    const auto stairs = stairs_of_24(names);
    CHECK(!stairs.empty());
    const auto& owners = stairs.front().lone_owners;
    return {owners.begin(), owners.begin() + std::size(demo_residents)};
}

Result<DemoBallots> hold_demo_ballots(const DemoTown& town) {
    const auto stairs = stairs_of_24(town.names);
    const auto residents = residents_of_demo(town.names);
    TRY(pass_days(town, 1));
    TRY(use_local_preset(town));
    const auto lift = call_ballot(town, lift_call(town, stairs[0]));
    const auto uneven = TRY(uneven_stair(town, stairs));
    const auto stairwell = call_ballot(town, stairwell_call(town, uneven));
    const auto covenant = call_ballot(town, covenant_call(town));
    const auto stair_door = call_ballot(town, door_call(town, stairs[0]));
    for (const auto* called : {&lift, &stairwell, &covenant, &stair_door}) {
        if (!*called) return tl::unexpected(called->error());
    }
    TRY(pass_days(town, 18));  // the notice has run, they are open
    TRY(vote_on_lift(town, *lift, residents));
    TRY(vote_on_stairwell(town, *stairwell));
    TRY(vote_on_covenant(town, *covenant, residents));
    TRY(vote_on_door(town, *stair_door));
    TRY(pass_days(town, 14));  // the short one has closed; its objection period ends by today
    const auto roof = TRY(call_ballot(town, roof_call(town)));
    TRY(pass_days(town, 16));  // the first three have closed
    TRY(pass_days(town, 2));   // the last is open
    TRY(vote_on_roof(town, roof, residents));
    TRY(pass_days(town, 9));
    return DemoBallots{roof, *lift, *covenant, *stairwell, *stair_door};
}

}  // namespace linlian::apps
