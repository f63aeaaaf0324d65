// Who stood behind what is on record: behind each transaction that wrote a row from which rolls are
// made, and behind each key. All of them, not the author alone; whoever rules on an objection is
// asked of it. Nobody reads these rows: whether somebody rules tells what they need to know.
#pragma once

#include "machine/context.h"
#include "modules/registry/registry.pb.h"

#include <optional>
#include <set>

namespace linlian::registry {

// Everybody behind the act that runs, under its transaction. `instead_of`: the transaction of a row
// of this same block that it replaces, and which leaves no trace of its own.
void note_behind(machine::Context& context, BytesView instead_of = {});

// These people too.
void note_behind(machine::Context& context, const std::set<Id16>& people);

// Everybody behind the act that runs, and these, as who says that this key is its member's.
void note_behind_key(machine::Context& context, BytesView public_key,
                     const std::set<Id16>& people = {});

// Adds who stood behind this transaction; none: of genesis, or of none.
void add_behind(const state::StateView& view, BytesView transaction, std::set<Id16>& people);

// Adds who stood behind what a row says that premises are and what they were before that, and,
// where a holding of them is given, behind it and the ends of those before it since then. Of
// either the newest max_former_holdings.
void add_behind_place(const state::StateView& view, const Id16& id, const v1::Premises& row,
                      const std::optional<v1::Holding>& holding, Timestamp since,
                      std::set<Id16>& people);

}  // namespace linlian::registry
