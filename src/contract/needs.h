// Which amendments an act needs before it is in force: those of the act itself, of fields and enum
// values that it holds, of wider limits that it uses, of the suites of its keys, and all of the
// same of acts that travel in it. Opening asks once (open_act.h); before its amendments are in
// force an act is not admitted, and in a block it is passed over, as an older program does that
// cannot open it.
#pragma once

#include "codec/refusal.h"
#include "contract/module.h"

namespace linlian::machine {

class Program;

// All of these; of each one alternative. Mostly empty.
using Needs = std::vector<std::vector<std::string>>;

// Adds what one set field of an act needs, by itself, for its value and its size. Keys and acts in
// it have needs of their own.
void add_field_needs(const Message& message, const google::protobuf::FieldDescriptor& field,
                     Needs& needs);

// What the suite of a key needs; nothing for a suite that the program does not know.
std::optional<Needs> needs_of_key(const Program& program, BytesView key);

// Refusal: ACT_NOT_IN_FORCE, with the first amendment that is missing at `height`.
Result<> check_in_force(const state::StateView& view, const Needs& needs, Height height);

}  // namespace linlian::machine
