// What happens to premises one by one: sales, splits, corrections, named voters.
#include "modules/registry/rules.h"
#include "simulation/registry_scene.h"

namespace linlian::simulation::registry_acts {

Maybe transfer(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::TransferPremises act;
    act.set_premises(place.id);
    act.set_document(document());
    act.set_replaces(place.holding.written_by());
    v1::DraftChunk buyers;
    for (auto count = 1 + scene.draws.below(2); count > 0; --count) add_owner(scene, buyers);
    *act.mutable_owners() = buyers.owners();
    if (scene.draws.chance(30)) act.set_voter(registry::acting_in(act.owners(0)));
    return sent(backer(scene, act), act);
}

Maybe split(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    if (place.row.area_centi() < 2) return {};
    v1::SplitPremises act;
    act.set_premises(place.id);
    act.set_document(document());
    act.set_replaces(place.holding.written_by());
    act.set_replaces_premises(place.row.written_by());
    const auto first = 1 + scene.draws.below(place.row.area_centi() - 1);
    for (const auto area : {first, place.row.area_centi() - first}) {
        auto* part = act.add_parts();
        part->set_premises(new_id(scene.draws));
        part->set_area_centi(area);
        part->set_kind(scene.draws.chance(80) ? place.row.kind() : v1::STORAGE);
    }
    return sent(backer(scene, act), act);
}

Maybe merge(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::MergePremises act;
    const auto add = [&act](const auto& one) {
        act.add_premises(one.id);
        act.add_replaces(one.holding.written_by());
        act.add_replaces_premises(one.row.written_by());
    };
    add(place);
    for (const auto& other : scene.directory.premises) {
        const bool fits =
            other.row.building() == place.row.building() && other.row.kind() == place.row.kind() &&
            other.row.stair() == place.row.stair() &&
            other.row.grid_cell() == place.row.grid_cell() && other.id != place.id &&
            registry::head_of(other.holding.owners()) == registry::head_of(place.holding.owners());
        if (fits || scene.draws.chance(1)) add(other);
    }
    act.set_into(new_id(scene.draws));
    act.set_document(document());
    return sent(backer(scene, act), act);
}

Maybe correct(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::CorrectPremises act;
    act.set_premises(place.id);
    act.set_kind(static_cast<v1::PremisesKind>(1 + scene.draws.below(6)));
    act.set_area_centi(1 + scene.draws.below(30'000));
    act.set_source(v1::SURVEY);
    act.set_document(document());
    act.set_replaces(place.row.written_by());
    return sent(backer(scene, act), act);
}

Maybe name_voter(const Scene& scene) {
    if (scene.directory.premises.empty()) return {};
    const auto& place = scene.draws.one_of(scene.directory.premises);
    v1::NameVoter act;
    act.set_premises(place.id);
    act.set_voter(place.holding.owners(0));
    const auto last = place.holding.owners_size() - 1;
    const Bytes& owner = place.holding.owners(scene.draws.chance(50) ? 0 : last);
    if (const auto before = place.named_by.find(owner); before != place.named_by.end())
        act.set_replaces(before->second);
    return sent(key_of(scene, owner), act);
}

Maybe set_representative(const Scene& scene) {
    if (scene.directory.owners.empty()) return {};
    const auto& owner = scene.draws.one_of(scene.directory.owners);
    if (owner.row.kind() == v1::PERSON) return {};
    v1::SetRepresentative act;
    act.set_owner(owner.id);
    act.set_through(scene.draws.one_of(scene.directory.members));
    act.set_document(Bytes(Hash32::size, static_cast<char>('a' + scene.draws.below(20))));
    act.set_replaces(owner.row.written_by());
    return sent(backer(scene, act), act);
}

}  // namespace linlian::simulation::registry_acts
