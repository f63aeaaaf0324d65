// Offices, roles and estates.
#include "simulation/registry_scene.h"

namespace linlian::simulation::registry_acts {

Maybe found_office(const Scene& scene) {
    v1::FoundOffice act;
    act.set_kind("shop");
    act.set_name("shop " + std::to_string(scene.draws.below(8)));
    act.set_chair(scene.draws.one_of(scene.directory.members));
    return sent(backer(scene, act), act);
}

Maybe grant_role(const Scene& scene) {
    std::vector<HeldRole> chairs;
    for (const auto& held : scene.directory.roles) {
        if (held.role == "chair") chairs.push_back(held);
    }
    if (chairs.empty()) return {};
    const auto& chair = scene.draws.one_of(chairs);
    v1::GrantRole act;
    act.set_office(scene.draws.chance(85) ? chair.office
                                          : scene.draws.one_of(scene.directory.offices));
    act.set_member(scene.draws.one_of(scene.directory.members));
    act.set_role(scene.draws.chance(70) ? "clerk" : "chair");
    if (scene.draws.chance(40))
        act.set_until_ms(scene.now.ms +
                         static_cast<std::int64_t>(scene.draws.below(9)) * ms_per_day);
    if (scene.draws.chance(20))
        act.mutable_area()->set_estate(scene.draws.one_of(scene.directory.estates));
    return sent(key_of(scene, chair.member), act);
}

Maybe revoke_role(const Scene& scene) {
    if (scene.directory.roles.size() < 12) return {};  // let the community stay able to act
    const auto& held = scene.draws.one_of(scene.directory.roles);
    v1::RevokeRole act;
    act.set_office(held.office);
    act.set_member(held.member);
    act.set_role(held.role);
    act.set_granted_by(held.granted_by);
    return sent(backer(scene, act), act);
}

Maybe accept_role(const Scene& scene) {
    if (scene.directory.offers.empty()) return {};
    const auto& offer = scene.draws.one_of(scene.directory.offers);
    v1::AcceptRole act;
    act.set_office(offer.office);
    act.set_role(offer.role);
    act.set_granted_by(offer.granted_by);
    return sent(key_of(scene, offer.member), act);
}

Maybe leave_role(const Scene& scene) {
    if (scene.directory.roles.size() < 16) return {};
    const auto& held = scene.draws.one_of(scene.directory.roles);
    v1::LeaveRole act;
    act.set_office(held.office);
    act.set_role(held.role);
    act.set_granted_by(held.granted_by);
    return sent(key_of(scene, held.member), act);
}

Maybe record_election(const Scene& scene) {
    v1::RecordElection act;
    act.set_office(scene.draws.one_of(scene.directory.offices));
    const auto& elected = scene.draws.one_of(scene.directory.active);
    act.set_member(elected.member);
    act.set_key(elected.key);
    act.set_document(document());
    for (const auto& held : scene.directory.roles) {
        if (held.office == act.office() && held.role == "chair") act.set_replaces(held.granted_by);
    }
    return sent(backer(scene, act), act);
}

Maybe close_office(const Scene& scene) {
    if (scene.directory.offices.size() < 8) return {};
    v1::CloseOffice act;
    act.set_office(scene.draws.one_of(scene.directory.offices));
    act.set_document(document());
    return sent(backer(scene, act), act);
}

Maybe add_estate(const Scene& scene) {
    v1::AddEstate act;
    act.set_name("estate " + std::to_string(scene.draws.below(6)));
    return sent(backer(scene, act), act);
}

}  // namespace linlian::simulation::registry_acts
