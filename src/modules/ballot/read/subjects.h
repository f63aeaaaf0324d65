// Whom rows of ballots are about, who is entitled to their secrets and proofs, and how a line's
// secret is shown to be the true one: at the opening a root over all of them is written, which says
// nothing about any of them. Called by the opening and by the module's table of contents.
#pragma once

#include "contract/module.h"
#include "modules/ballot/ballot.pb.h"

#include <vector>

namespace linlian::ballot {

std::vector<machine::Subject> subjects();

// Writes the root over the secrets of these lines, all of them of the frozen roll.
void put_line_secrets(machine::Context& context, const Id16& ballot,
                      const std::vector<registry::v1::RollLine>& roll);

}  // namespace linlian::ballot
