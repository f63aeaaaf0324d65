// The door of the registry: people and their keys, offices and roles, estates down to premises and
// who owns them at which height. Other modules ask here who somebody is and what he may stand for.
#pragma once

#include "machine/module.h"
#include "modules/registry/registry.pb.h"

#include <vector>

namespace linlian::registry {

machine::Module module();

// One who stands behind an act; office zero: for himself.
struct Supporter {
    Id16 member;
    Id16 office;
};

// Whether these supporters together have the authority for this act. A cosign counts different
// offices and different members. A role limited to an area counts only for an act whose fields
// name places (schema annotation "touches") that all lie in it.
// Refusal: registry.AUTHORITY_MISSING with figure "needed" (the authority in one line).
Result<> satisfies(const state::StateView& view, const codec::v1::Authority& authority,
                   const std::vector<Supporter>& supporters, const machine::Message& act,
                   Timestamp now);

// Any live role of this member in this office.
bool holds_role_in(const state::StateView& view, const Id16& member, const Id16& office,
                   Timestamp now);

// A live role by name ("clerk", "head"), wherever it reaches.
bool holds_role(const state::StateView& view, const Id16& member, const Id16& office,
                const std::string& role, Timestamp now);

// The holding of a premises in force at `height` (its owners and named voter); nothing when the
// premises did not exist then.
std::optional<v1::Holding> holding_at(const state::StateView& view, const Id16& premises,
                                      Height height);

}  // namespace linlian::registry
