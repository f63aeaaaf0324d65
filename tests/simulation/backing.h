// Who could stand behind an act: the holders of roles that the authority of this community asks
// for. The generators choose from them, and are refused all the same where an act asks for more
// (a limited role, an office that waits, people who depend on each other).
#pragma once

#include "simulation/registry_acts.h"

namespace linlian::simulation {

// Those with a live key whose role fills a part of the authority; of an authority that asks for no
// role, everybody who holds one.
std::vector<HeldRole> able_behind(const Directory& directory, const machine::Message& act);

// Whether nobody has the authority alone and at once.
bool asks_for_several(const Directory& directory, const machine::Message& act);

// A live key of the member; empty when they have none.
Bytes live_key_of(const Directory& directory, const Bytes& member);

// The key of one who could stand behind the act, now and then of any clerk.
Bytes backer_key(Draws& draws, const Directory& directory, const machine::Message& act);

}  // namespace linlian::simulation
