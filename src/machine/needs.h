// Which amendments an act needs before it is in force: those of the act itself, of fields and enum
// values that it holds, of wider limits that it uses, of the suites of its keys, and all of the
// same of acts that travel in it. Opening asks once; before its amendments are in force an act is
// not admitted, and in a block it is passed over, as an older program does that cannot open it.
#pragma once

#include "codec/refusal.h"
#include "machine/module.h"

namespace linlian::machine {

class Registry;

// All of these; of each one alternative. Mostly empty.
using Needs = std::vector<std::vector<std::string>>;

// What this act of a known type needs. It has been opened by open_act.
Needs needs_of(const Registry& registry, const Message& act);

// The same of the suite of a key; nothing for a suite that the program does not know.
std::optional<Needs> needs_of_key(const Registry& registry, BytesView key);

// Refusal: ACT_NOT_IN_FORCE, with the first amendment that is missing at `height`.
Result<> check_in_force(const state::StateView& view, const Needs& needs, Height height);

}  // namespace linlian::machine
