// Drafts of rosters, filled from what the estate has and with something new.
#include "simulation/registry_scene.h"

namespace linlian::simulation::registry_acts {

Bytes add_owner(const Scene& scene, v1::DraftChunk& chunk) {
    v1::OwnerLine line;
    if (scene.draws.chance(40) && !scene.directory.owners.empty()) {
        const auto& known = scene.draws.one_of(scene.directory.owners);
        line.set_owner(known.id);
        line.set_kind(known.row.kind());
        line.set_through(known.row.through());
        line.set_document(known.row.document());
    } else if (scene.draws.chance(15)) {
        line.set_owner(new_id(scene.draws));
        line.set_kind(scene.draws.chance(50) ? v1::COMPANY : v1::DEVELOPER);
        line.set_through(scene.draws.one_of(scene.directory.members));
        line.set_document(document());
    } else {
        line.set_owner(scene.draws.chance(50) ? scene.draws.one_of(scene.directory.members)
                                              : new_id(scene.draws));
        line.set_kind(v1::PERSON);
    }
    for (const auto& before : chunk.owners()) {
        if (before.owner() == line.owner()) return line.owner();
    }
    *chunk.add_owners() = line;
    return line.owner();
}

namespace {

void add_kept_owner(const Scene& scene, v1::DraftChunk& chunk, const Bytes& id) {
    for (const auto& before : chunk.owners()) {
        if (before.owner() == id) return;
    }
    for (const auto& known : scene.directory.owners) {
        if (known.id != id) continue;
        auto* line = chunk.add_owners();
        line->set_owner(id);
        line->set_kind(known.row.kind());
        line->set_through(known.row.through());
        line->set_document(known.row.document());
    }
}

void add_building(v1::DraftChunk& chunk, const Bytes& id) {
    for (const auto& before : chunk.buildings()) {
        if (before.building() == id) return;
    }
    auto* line = chunk.add_buildings();
    line->set_building(id);
    line->set_name("b");
    line->set_stairs(2);
}

// What the estate has now, with a few lines left out and a few changed.
void add_kept_premises(const Scene& scene, const Bytes& estate, v1::DraftChunk& chunk) {
    for (const auto& place : scene.directory.premises) {
        if (place.row.estate() != estate || scene.draws.chance(8)) continue;
        auto* line = chunk.add_premises();
        line->set_premises(place.id);
        line->set_building(place.row.building());
        line->set_stair(place.row.stair());
        line->set_kind(place.row.kind());
        line->set_area_centi(place.row.area_centi() + (scene.draws.chance(8) ? 100 : 0));
        line->set_source(place.row.source());
        line->set_grid_cell(place.row.grid_cell());
        add_building(chunk, line->building());
        if (scene.draws.chance(10)) {
            line->add_owners(add_owner(scene, chunk));
            continue;
        }
        *line->mutable_owners() = place.holding.owners();
        line->set_voter(place.holding.voter());
        for (const auto& owner : line->owners()) add_kept_owner(scene, chunk, owner);
    }
}

void add_new_premises(const Scene& scene, v1::DraftChunk& chunk) {
    for (auto count = 1 + scene.draws.below(6); count > 0; --count) {
        const bool is_new = chunk.buildings().empty() || scene.draws.chance(20);
        if (is_new) add_building(chunk, new_id(scene.draws));  // in which these stand
        const auto all = static_cast<std::uint64_t>(chunk.buildings_size());
        const auto which = is_new ? all - 1 : scene.draws.below(all);
        v1::PremisesLine line;
        line.set_premises(new_id(scene.draws));
        line.set_building(chunk.buildings(static_cast<int>(which)).building());
        line.set_kind(static_cast<v1::PremisesKind>(1 + scene.draws.below(6)));
        line.set_area_centi(1 + scene.draws.below(20'000));
        line.set_source(v1::REGISTER);
        line.set_grid_cell(scene.draws.chance(30) ? "7" : "");
        line.add_owners(add_owner(scene, chunk));
        if (scene.draws.chance(25)) line.add_owners(add_owner(scene, chunk));
        *chunk.add_premises() = line;
    }
}

// A newer roster than the one that it was to replace is in force.
bool is_overtaken(const Directory& directory, const v1::Draft& draft) {
    for (std::size_t i = 0; i < directory.estates.size(); ++i)
        if (directory.estates[i] == draft.estate())
            return directory.versions[i] != draft.replaces_version();
    return false;
}

Maybe discard(const Scene& scene, const KnownDraft& draft) {
    v1::DiscardDraft act;
    act.set_draft(draft.id);
    return sent(key_of(scene, draft.row.author()), act);
}

}  // namespace

Maybe open_draft(const Scene& scene) {
    if (scene.directory.drafts.size() > 6) return {};
    v1::OpenDraft act;
    act.set_estate(scene.draws.one_of(scene.directory.estates));
    act.set_names_hash(document());
    return sent(backer(scene, act), act);
}

Maybe fill_draft(const Scene& scene) {
    if (scene.directory.drafts.empty()) return {};
    const auto& draft = scene.draws.one_of(scene.directory.drafts);
    v1::FillDraft act;
    act.set_draft(draft.id);
    act.set_number(draft.row.chunks());
    if (draft.row.chunks() == 0)
        add_kept_premises(scene, draft.row.estate(), *act.mutable_chunk());
    else if (scene.draws.chance(70))
        return {};  // most drafts have one chunk
    add_new_premises(scene, *act.mutable_chunk());
    return sent(key_of(scene, draft.row.author()), act);
}

Maybe discard_draft(const Scene& scene) {
    if (scene.directory.drafts.empty()) return {};
    return discard(scene, scene.draws.one_of(scene.directory.drafts));
}

Maybe adopt_roster(const Scene& scene) {
    const auto& all = scene.directory;
    if (all.drafts.empty()) return {};
    const auto& draft = scene.draws.one_of(all.drafts);
    if (draft.row.chunks() == 0) return {};
    if (is_overtaken(all, draft.row) && scene.draws.chance(70)) return discard(scene, draft);
    v1::AdoptRoster act;
    act.set_draft(draft.id);
    act.set_hash(draft.row.hash());
    act.set_names_hash(draft.row.names_hash());
    for (std::size_t i = 0; i < all.estates.size(); ++i) {
        if (all.estates[i] == draft.row.estate()) act.set_version(all.versions[i] + 1);
    }
    return sent(backer(scene, act), act);
}

}  // namespace linlian::simulation::registry_acts
