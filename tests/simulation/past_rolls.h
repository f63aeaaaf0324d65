// Rolls as they were made when their height was the newest, kept to be compared with what is made
// of the rows later: whatever was sold, split, corrected or revoked since, they must be the same.
#pragma once

#include "modules/registry/registry.h"

#include <map>

namespace linlian::simulation {

class PastRolls {
  public:
    // After each block. Says which rolls of an earlier height have changed, or of which estate the
    // newest roll is not what its counters say. Looks at a few earlier heights each time, so that
    // all of them are looked at again and again.
    std::vector<std::string> differences(const state::StateView& rows, Height height,
                                         Timestamp time);

  private:
    struct Past {
        Timestamp time;
        std::map<std::string, Hash32> roots;  // by what the roll is of
    };
    std::map<Height, Past> past_;
};

}  // namespace linlian::simulation
