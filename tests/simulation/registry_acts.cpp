#include "simulation/registry_acts.h"

#include "codec/wire.h"
#include "modules/motion/motion.pb.h"
#include "simulation/registry_scene.h"

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
                          {3, open_draft},
                          {8, fill_draft},
                          {1, discard_draft},
                          {6, adopt_roster},
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
    unsigned total = 0;
    for (const auto& kind : kinds) total += kind.weight;
    auto left = draws.below(total);
    for (const auto& kind : kinds) {
        if (left < kind.weight) return kind.draw({draws, wallet, directory, now});
        left -= kind.weight;
    }
    return {};
}

Sent proposed(Draws& draws, const Directory& directory, Sent sent_act) {
    motion::v1::Propose act;
    act.set_act_type(sent_act.act->GetDescriptor()->full_name());
    act.set_act(codec::encode(*sent_act.act));
    act.set_days(static_cast<std::uint32_t>(1 + draws.below(9)));
    act.set_reason("simulated");
    for (const auto& key : directory.active) {
        if (key.key != sent_act.key) continue;
        for (const auto& role : directory.roles) {
            if (role.member == key.member) act.set_as_office(role.office);
        }
    }
    return {sent_act.key, std::make_unique<motion::v1::Propose>(act)};
}

std::optional<Sent> draw_support(Draws& draws, const Directory& directory) {
    if (directory.motions.empty() || directory.roles.empty()) return {};
    const auto& motion = draws.one_of(directory.motions);
    const auto& role = draws.one_of(directory.roles);
    for (const auto& key : directory.active) {
        if (key.member != role.member) continue;
        motion::v1::Support act;
        act.set_motion(motion.id);
        act.set_as_office(role.office);
        act.set_round(motion.round);
        act.set_shown(motion.shown);
        return Sent{key.key, std::make_unique<motion::v1::Support>(act)};
    }
    return {};
}

}  // namespace linlian::simulation
