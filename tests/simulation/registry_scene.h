// What the generators of the registry's acts share: the scene they look at, who could sign, and the
// list of them all. Only registry_acts.cpp draws from it.
#pragma once

#include "modules/registry/registry.pb.h"
#include "simulation/backing.h"

namespace linlian::simulation::registry_acts {

namespace v1 = registry::v1;

// What every generator sees.
struct Scene {
    Draws& draws;
    Wallet& wallet;
    const Directory& directory;
    Timestamp now;
};

Bytes new_id(Draws& draws);

// A live key of the member; empty when they have none.
Bytes key_of(const Scene& scene, const Bytes& member);
// A key of somebody who could stand behind the act.
inline Bytes backer(const Scene& scene, const machine::Message& act) {
    return backer_key(scene.draws, scene.directory, act);
}

// One of the owners of some lines, each once; sometimes a company or the developer. Gives their id.
Bytes add_owner(const Scene& scene, v1::DraftChunk& chunk);

// office_acts.cpp
Maybe found_office(const Scene& scene);
Maybe grant_role(const Scene& scene);
Maybe revoke_role(const Scene& scene);
Maybe accept_role(const Scene& scene);
Maybe leave_role(const Scene& scene);
Maybe record_election(const Scene& scene);
Maybe close_office(const Scene& scene);
Maybe add_estate(const Scene& scene);

// roster_acts.cpp
Maybe open_draft(const Scene& scene);
Maybe fill_draft(const Scene& scene);
Maybe discard_draft(const Scene& scene);
Maybe adopt_roster(const Scene& scene);

// premises_acts.cpp
Maybe transfer(const Scene& scene);
Maybe split(const Scene& scene);
Maybe merge(const Scene& scene);
Maybe correct(const Scene& scene);
Maybe name_voter(const Scene& scene);
Maybe set_representative(const Scene& scene);

// people_acts.cpp
Maybe register_members(const Scene& scene);
Maybe declare_residence(const Scene& scene);
Maybe confirm_residence(const Scene& scene);
Maybe end_residence(const Scene& scene);
Maybe issue_slips(const Scene& scene);
Maybe cancel_slip(const Scene& scene);
Maybe enrol_by_slip(const Scene& scene);
Maybe activate_key(const Scene& scene);
Maybe enrol_at_counter(const Scene& scene);
Maybe add_key(const Scene& scene);
Maybe retire_key(const Scene& scene);
Maybe recover_member(const Scene& scene);
Maybe end_recovery(const Scene& scene);
Maybe veto_recovery(const Scene& scene);

}  // namespace linlian::simulation::registry_acts
