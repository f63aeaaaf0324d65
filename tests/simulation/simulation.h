// One simulated ledger, from a seed: a community, its people and their acts, several machines that
// are fed the same blocks, and a naive model. Says what it found; prints nothing.
#pragma once

#include "base/bytes.h"

#include <map>
#include <string>
#include <vector>

namespace linlian::simulation {

struct Report {
    std::vector<std::string> faults;  // empty: all machines and the model agreed to the end
    std::string fault_rates;
    Hash32 state_root;
    Hash32 app_hash;
    std::uint64_t blocks = 0;
    std::uint64_t passed_over = 0;
    std::uint64_t unopened = 0;
    std::map<std::string, std::uint64_t>
        outcomes;  // act type (a motion's too), or the code of a refusal
    std::map<std::string, std::uint64_t> verdicts;  // matter and outcome, where the model agreed
};

// Stops at the first block with a fault.
Report simulate(std::uint64_t seed, std::uint64_t blocks);

}  // namespace linlian::simulation
