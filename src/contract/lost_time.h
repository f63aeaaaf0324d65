// When the ledger stood still: work that is done long after its time ends a period in whose last
// part nobody could act, by whoever's doing. Periods that protect people then run a day longer,
// once, which the row says that holds the period. Called by the due work of modules.
#pragma once

#include "contract/context.h"

namespace linlian::machine {

inline constexpr std::int64_t max_late_ms = 60 * ms_per_minute;
inline constexpr std::int64_t given_back_ms = ms_per_day;

// Whether work for this time is so late.
inline bool is_late(const Context& context, Timestamp due) {
    return context.now().ms - due.ms > max_late_ms;
}

// When the period ends instead.
inline Timestamp given_back(const Context& context) {
    return Timestamp{context.now().ms + given_back_ms};
}

}  // namespace linlian::machine
