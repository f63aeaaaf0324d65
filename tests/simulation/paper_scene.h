// What the generators of acts on ballots share: the scene they look at, one ballot that is running,
// and who could do something in it.
#pragma once

#include "modules/ballot/ballot.pb.h"
#include "simulation/registry_acts.h"

namespace linlian::simulation {

namespace v1 = ballot::v1;

struct Scene {
    Draws& draws;
    const Directory& directory;
    const state::StateView& rows;
    Timestamp now;
};

// One ballot that is open or is being counted, with its frozen roll.
struct Running {
    Id16 id;
    v1::CallBallot call;
    v1::Poll poll;
    std::vector<registry::v1::RollLine> roll;
};

Id16 new_id(Draws& draws);

// A live key of the member; empty when they have none.
Bytes key_of(const Scene& scene, const Bytes& member);
std::optional<HeldRole> one_with_role(const Scene& scene, const std::string& role);
// Mostly a clerk who may work on the papers of this ballot, sometimes any.
std::optional<HeldRole> one_at_work(const Scene& scene, const Running& running);
Bytes worker_key(const Scene& scene, const Running& running);

std::optional<Running> running_ballot(const Scene& scene);
bool has_channel(const Running& running, v1::Channel channel);

// A line with its proof.
v1::ProvenLine proven(const Running& running, std::uint64_t index);
v1::ProvenLine a_line(const Scene& scene, const Running& running);

// The key of somebody who should be able to speak for the line: an owner, who bought it, or
// whoever holds a mandate.
Bytes key_for(const Scene& scene, const Running& running, const registry::v1::RollLine& line);

// A mark for each item, which follows from the number.
void choose(const v1::Poll& poll, std::uint64_t from,
            google::protobuf::RepeatedPtrField<v1::ItemChoice>& choices);

// paper_acts.cpp
Maybe draw_paper_act(const Scene& scene, const Running& running);

}  // namespace linlian::simulation
