// What must hold of the registry: over each changed row always, over the whole state in tests and
// when a ledger is verified.
#pragma once

#include "contract/module.h"

namespace linlian::registry {

std::vector<machine::Invariant> invariants();

}  // namespace linlian::registry
