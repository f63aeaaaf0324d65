// Which acts somebody could still do: from the offices that stand, whoever leads them, and whom
// these could appoint. An act of the charter or of the registry that would put another one out of
// everybody's reach is refused, and so is a genesis that begins so.
#pragma once

#include "codec/options.pb.h"
#include "machine/context.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace linlian::registry {

// Nothing when the authority could be met, else what is missing: "owners:clerk, street:chair".
std::optional<std::string> missing_for(const state::StateView& view,
                                       const codec::v1::Authority& authority, Timestamp now);

// Every act out of reach, with what is missing.
using OutOfReach = std::map<std::string, std::string>;
OutOfReach out_of_reach(const machine::Context& context);

// Refusal: ACT_UNREACHABLE, when an act is out of reach now that was not `before`.
Result<> check_reach(const machine::Context& context, const OutOfReach& before);

// Where nobody is in force as chair of an office of this kind, chairs of two of these kinds appoint
// one; of none for the owners' committee, whose chair is always elected.
std::vector<std::string> appointing_kinds(const std::string& kind);

}  // namespace linlian::registry
