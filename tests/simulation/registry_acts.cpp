#include "simulation/registry_acts.h"

#include "codec/wire.h"
#include "modules/motion/motion.pb.h"
#include "simulation/registry_scene.h"

#include <algorithm>
#include <set>

namespace linlian::simulation {
namespace {

using namespace registry_acts;

struct Kind {
    unsigned weight;
    Maybe (*draw)(const Scene&);
};

constexpr Kind kinds[] = {{2, found_office},
                          {6, grant_role},
                          {3, revoke_role},
                          {5, accept_role},
                          {1, leave_role},
                          {1, record_election},
                          {1, close_office},
                          {1, add_estate},
                          {4, open_draft},
                          {10, fill_draft},
                          {1, discard_draft},
                          {8, adopt_roster},
                          {8, transfer},
                          {4, split},
                          {4, merge},
                          {4, correct},
                          {6, name_voter},
                          {2, set_representative},
                          {3, register_members},
                          {6, declare_residence},
                          {4, confirm_residence},
                          {3, end_residence},
                          {8, issue_slips},
                          {2, cancel_slip},
                          {9, enrol_by_slip},
                          {8, activate_key},
                          {5, enrol_at_counter},
                          {3, add_key},
                          {3, retire_key},
                          {2, recover_member},
                          {1, end_recovery},
                          {2, veto_recovery}};

}  // namespace

std::optional<Sent> draw_registry_act(Draws& draws, Wallet& wallet, const Directory& directory,
                                      Timestamp now) {
    const Scene scene{draws, wallet, directory, now};
    // Nothing much happens in a community without a roster.
    const bool roster_first = directory.premises.empty() && draws.chance(50);
    for (auto* draw : {adopt_roster, fill_draft, open_draft})
        if (auto one = roster_first ? draw(scene) : Maybe{}) return one;
    unsigned total = 0;
    for (const auto& kind : kinds) total += kind.weight;
    auto left = draws.below(total);
    for (const auto& kind : kinds) {
        if (left < kind.weight) return kind.draw(scene);
        left -= kind.weight;
    }
    return {};
}

namespace {

bool has_key(const Directory& directory, const Bytes& member, const Bytes& key) {
    return std::ranges::any_of(directory.active, [&](const LiveKey& one) {
        return one.key == key && one.member == member;
    });
}

// Who could stand behind the motion beside those who do: other people, of other kinds of offices.
std::vector<HeldRole> missing_behind(const Directory& directory, const OpenMotion& motion) {
    std::set<std::string> present;
    for (const auto& office : motion.offices)
        if (directory.office_kinds.contains(office))
            present.insert(directory.office_kinds.at(office));
    auto able = able_behind(directory, *motion.act);
    std::erase_if(able, [&](const HeldRole& held) {
        return std::ranges::count(motion.members, held.member) > 0 ||
               !directory.office_kinds.contains(held.office) ||
               present.contains(directory.office_kinds.at(held.office));
    });
    return able;
}

}  // namespace

Sent proposed(Draws& draws, const Directory& directory, Sent sent_act) {
    motion::v1::Propose act;
    act.set_act_type(sent_act.act->GetDescriptor()->full_name());
    act.set_act(codec::encode(*sent_act.act));
    act.set_days(static_cast<std::uint32_t>(1 + draws.below(9)));
    act.set_reason("simulated");
    // For an office where they could stand behind it; else for any of theirs.
    for (const auto& from : {directory.roles, able_behind(directory, *sent_act.act)}) {
        for (const auto& role : from)
            if (has_key(directory, role.member, sent_act.key)) act.set_as_office(role.office);
    }
    if (sent_act.act->GetDescriptor()->options().GetExtension(codec::v1::act).personal()) {
        std::set<Bytes> asked;
        for (const auto& role : able_behind(directory, *sent_act.act))
            if (asked.size() < 16) asked.insert(role.office);
        for (const auto& office : asked) act.add_asks(office);
    }
    return {sent_act.key, std::make_unique<motion::v1::Propose>(act)};
}

std::optional<Sent> draw_support(Draws& draws, const Directory& directory) {
    if (directory.motions.empty() || directory.roles.empty()) return {};
    const auto& motion = draws.one_of(directory.motions);
    auto from = missing_behind(directory, motion);
    if (from.empty() || draws.chance(10)) from = directory.roles;
    const auto& role = draws.one_of(from);
    motion::v1::Support act;
    act.set_motion(motion.id);
    act.set_as_office(role.office);
    act.set_round(motion.round);
    act.set_shown(motion.shown);
    return sent(live_key_of(directory, role.member), act);
}

}  // namespace linlian::simulation
