// Every amendment that the schema of a module names: on its acts, their fields and enum values, and
// on its invariants. The registry demands that each is listed, so that none is misspelt.
#pragma once

#include "machine/module.h"

#include <set>

namespace linlian::machine {

std::set<std::string> named_amendments(const Module& module);

}  // namespace linlian::machine
