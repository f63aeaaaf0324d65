// Whom rows of the registry are about, and who is entitled to their secrets and proofs. Called by
// the module's table of contents.
#pragma once

#include "contract/module.h"

#include <vector>

namespace linlian::registry {

std::vector<machine::Subject> subjects();

}  // namespace linlian::registry
