// What a community starts with: its founding offices, the first holders of roles with their keys,
// and its estates.
#pragma once

#include "contract/context.h"
#include "modules/registry/registry.pb.h"

namespace linlian::registry {

// Writes the first rows; returns every fault, naming the line of the document.
std::vector<Refusal> apply_genesis(machine::Context& context, const v1::Genesis& genesis);

}  // namespace linlian::registry
