// Which acts somebody could still do: from the offices that stand, whoever leads them, and whom
// these could appoint. An act of the charter or of the registry that would put another one out of
// everybody's reach is refused, and so is a genesis that begins so.
#pragma once

#include "codec/options.pb.h"
#include "machine/context.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace linlian::registry {

// Every act out of reach, with the estate in which it is (none: it is of the whole community) and
// what is missing there: "owners:clerk, street:chair".
using OutOfReach = std::map<std::pair<std::string, std::optional<Id16>>, std::string>;
// `without`: open offices that are not looked at.
OutOfReach out_of_reach(const machine::Context& context, const std::set<Id16>& without = {});

// Refusal: ACT_UNREACHABLE, when an act is out of reach now, in some estate, that was not `before`.
Result<> check_reach(const machine::Context& context, const OutOfReach& before,
                     const std::set<Id16>& without = {});

// Refusal: ACT_UNREACHABLE, when an act is out of reach in this new estate that was so nowhere.
Result<> check_new_estate(const machine::Context& context, const OutOfReach& before,
                          const Id16& estate);

// Where nobody is in force as chair of an office of this kind, chairs of two of these kinds appoint
// one; of none for the owners' committee, whose chair is always elected.
std::vector<std::string> appointing_kinds(const std::string& kind);

}  // namespace linlian::registry
