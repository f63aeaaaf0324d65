// Which acts somebody could still do: the people who hold roles now, and whom these could appoint,
// or, where they can record elections, anybody in their place. An act of the charter or of the
// registry that would put another one out of everybody's reach is refused, and so is a genesis that
// begins so.
#pragma once

#include "codec/options.pb.h"
#include "contract/context.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace linlian::registry {

// Every act out of reach, with the estate in which it is (none: it is of the whole community) and
// what is missing there: "owners:clerk, street:chair".
using OutOfReach = std::map<std::pair<std::string, std::optional<Id16>>, std::string>;
OutOfReach out_of_reach(const machine::Context& context);

// Refusal: ACT_UNREACHABLE, when an act is out of reach now, in some estate, that was not `before`.
Result<> check_reach(const machine::Context& context, const OutOfReach& before);

// Refusal: ACT_UNREACHABLE, when an act is out of reach in this new estate that was so nowhere.
Result<> check_new_estate(const machine::Context& context, const OutOfReach& before,
                          const Id16& estate);

// Where nobody is in force as chair of an office of this kind, chairs of two of these kinds appoint
// one; of none for the owners' committee, whose chair is always elected.
std::vector<std::string> appointing_kinds(const std::string& kind);
// What these have to show for it.
codec::v1::Authority authority_to_appoint(const std::string& kind);

}  // namespace linlian::registry
