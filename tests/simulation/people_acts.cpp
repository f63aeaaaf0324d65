// Members, where they live, and their keys.
#include "modules/registry/rules.h"
#include "simulation/registry_scene.h"

namespace linlian::simulation::registry_acts {
namespace {

template <class Act>
void countersign(const Scene& scene, Act& act, const Bytes& subject) {
    const auto& pair = scene.wallet.fresh();
    act.set_key(pair.public_key().encoded());
    const auto hash = registry::countersign_hash(scene.directory.community, *Act::descriptor(),
                                                 subject, act.key());
    act.set_countersignature(pair.sign(hash.view()));
}

}  // namespace

Maybe register_members(const Scene& scene) {
    v1::RegisterMembers act;
    for (auto count = 1 + scene.draws.below(4); count > 0; --count)
        act.add_members(new_id(scene.draws));
    return sent(backer(scene, act), act);
}

Maybe declare_residence(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    v1::DeclareResidence act;
    act.set_premises(scene.draws.one_of(scene.directory.premises).id);
    act.set_kind(scene.draws.chance(70) ? v1::LIVES : v1::WORKS);
    return sent(scene.draws.one_of(scene.directory.active).key, act);
}

Maybe confirm_residence(const Scene& scene) {
    if (scene.directory.residences.empty()) return {};
    const auto& residence = scene.draws.one_of(scene.directory.residences);
    v1::ConfirmResidence act;
    act.set_member(residence.member);
    act.set_premises(residence.premises);
    act.set_replaces(residence.written_by);
    return sent(backer(scene, act), act);
}

Maybe end_residence(const Scene& scene) {
    if (scene.directory.residences.empty()) return {};
    const auto& residence = scene.draws.one_of(scene.directory.residences);
    v1::EndResidence act;
    act.set_member(residence.member);
    act.set_premises(residence.premises);
    act.set_replaces(residence.written_by);
    return sent(key_of(scene, residence.member), act);
}

Maybe issue_slips(const Scene& scene) {
    v1::IssueSlips act;
    act.set_batch(new_id(scene.draws));
    act.set_expires_ms(scene.now.ms +
                       ms_per_day * static_cast<std::int64_t>(1 + scene.draws.below(20)));
    for (auto count = 1 + scene.draws.below(3); count > 0; --count) {
        auto* line = act.add_slips();
        line->set_member(scene.draws.one_of(scene.directory.members));
        line->set_key(scene.wallet.fresh().public_key().encoded());
        line->set_number(static_cast<std::uint32_t>(count));
        const auto waiting = scene.directory.waiting_batch.find(line->member());
        if (waiting != scene.directory.waiting_batch.end() && scene.draws.chance(80))
            line->set_replaces(waiting->second);
    }
    return sent(backer(scene, act), act);
}

Maybe cancel_slip(const Scene& scene) {
    if (scene.directory.batches.empty()) return {};
    v1::CancelSlip act;
    act.set_reason(static_cast<v1::SlipReason>(scene.draws.below(5)));
    act.set_batch(scene.draws.one_of(scene.directory.batches));
    const auto& waiting =
        scene.draws.chance(50) ? scene.directory.slips : scene.directory.provisional;
    act.set_member(waiting.empty() ? scene.draws.one_of(scene.directory.members)
                                   : scene.draws.one_of(waiting).member);
    return sent(backer(scene, act), act);
}

Maybe enrol_by_slip(const Scene& scene) {
    if (scene.directory.slips.empty()) return {};
    const auto& slip = scene.draws.one_of(scene.directory.slips);
    const auto* pair = scene.wallet.find(slip.key);
    if (pair == nullptr) return {};
    v1::EnrolBySlip act;
    act.set_slip_key(pair->public_key().encoded());
    countersign(scene, act, act.slip_key());
    return sent(act.slip_key(), act);
}

Maybe activate_key(const Scene& scene) {
    if (scene.directory.provisional.empty()) return {};
    v1::ActivateKey act;
    const auto& waiting = scene.draws.one_of(scene.directory.provisional);
    act.set_key(waiting.key);
    act.set_member(waiting.member);
    act.set_method(v1::ID_CARD_AT_COUNTER);
    return sent(backer(scene, act), act);
}

Maybe enrol_at_counter(const Scene& scene) {
    v1::EnrolAtCounter act;
    act.set_member(scene.draws.one_of(scene.directory.members));
    act.set_method(v1::ID_CARD_AT_COUNTER);
    countersign(scene, act, act.member());
    return sent(backer(scene, act), act);
}

Maybe add_key(const Scene& scene) {
    const auto& mine = scene.draws.one_of(scene.directory.active);
    v1::AddKey act;
    act.set_member(mine.member);
    countersign(scene, act, act.member());
    return sent(mine.key, act);
}

Maybe retire_key(const Scene& scene) {
    const auto& mine = scene.draws.one_of(scene.directory.active);
    v1::RetireKey act;
    act.set_key(mine.key);
    return sent(key_of(scene, mine.member), act);
}

Maybe recover_member(const Scene& scene) {
    v1::RecoverMember act;
    act.set_member(scene.draws.one_of(scene.directory.members));
    countersign(scene, act, act.member());
    return sent(backer(scene, act), act);
}

Maybe end_recovery(const Scene& scene) {
    if (scene.directory.recoveries.empty()) return {};
    const auto& [member, key] = scene.draws.one_of(scene.directory.recoveries);
    v1::EndRecovery act;
    act.set_member(member);
    act.set_key(key);
    return sent(backer(scene, act), act);
}

Maybe veto_recovery(const Scene& scene) {
    if (scene.directory.recoveries.empty()) return {};
    const auto& [member, key] = scene.draws.one_of(scene.directory.recoveries);
    v1::VetoRecovery act;
    act.set_key(key);
    return sent(key_of(scene, member), act);
}

}  // namespace linlian::simulation::registry_acts
