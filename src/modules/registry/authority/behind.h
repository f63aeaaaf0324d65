// Who stood behind what is on record: behind each transaction that wrote a row from which rolls are
// made, and behind each key. All of them, not the author alone; whoever rules on an objection is
// asked of it. Nobody reads these rows: whether somebody rules tells what they need to know.
#pragma once

#include "contract/context.h"
#include "modules/registry/limits.h"
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

// Everybody behind the act that runs, as who gave out this batch of slips; and who did.
void note_behind_batch(machine::Context& context, const Id16& batch);
std::set<Id16> behind_batch(const state::StateView& view, const Id16& batch);

// Adds who stood behind this transaction; none: of genesis, or of none.
void add_behind(const state::StateView& view, BytesView transaction, std::set<Id16>& people);

// How far back rows are followed: of those before the one in force so many, the newest; of ended
// holdings those that ended since then.
struct Past {
    Timestamp since;
    std::size_t most = max_former_holdings;
};

// Adds who stood behind what is on record of an owner and what was before that.
void add_behind_owner(const state::StateView& view, const Id16& owner, const Past& past,
                      std::set<Id16>& people);

// Adds who stood behind what a row says that premises are and what they were before that, and,
// where a holding of them is given, behind it and the ends of those before it.
void add_behind_place(const state::StateView& view, const Id16& id, const v1::Premises& row,
                      const std::optional<v1::Holding>& holding, const Past& past,
                      std::set<Id16>& people);

}  // namespace linlian::registry
