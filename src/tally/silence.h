// Whether the silent count as agreeing: they join the option that leads among those who voted, by
// heads and by area. Internal to the room; where the rule is not agreed upon nobody asks here.
#pragma once

#include "tally/parts.h"

#include <span>
#include <vector>

namespace linlian::tally {

// How many of the silent of one measure stand with those who agree.
struct Joining {
    bool surely = false;
    bool possibly = false;
    std::vector<v1::Missing> why_open;  // not empty where the two differ

    Between of(const Parts& parts) const;
};

// Who takes part by silence; nobody where it does not count.
Between silent_of(const Parts& parts);

// Over the measures that a rule asks for, each narrowed. A tie, or no vote at all, is no majority,
// and the silent then join nobody.
Joining silent_agree(std::span<const Parts> measures);

}  // namespace linlian::tally
