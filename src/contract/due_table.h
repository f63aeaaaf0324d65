// The rows of work that modules scheduled for a time, and of work that failed. Modules write them
// through Context::schedule; the machine alone runs what they say (machine/due.h).
#pragma once

#include "contract/state.pb.h"
#include "state/table.h"

namespace linlian::machine {

inline const state::Table<v1::Due, Timestamp, std::string, Hash32> due_table{"machine/due/"};
inline const state::Table<v1::Stuck, Hash32> stuck_table{"machine/stuck/"};

}  // namespace linlian::machine
