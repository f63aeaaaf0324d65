// The demo community: a generated estate of 1,880 heads with its offices, clerks and a few
// residents, and the ballots of two months, all made by the same signed transactions that a real
// community sends. `linlian demo` makes it once and then runs it.
#pragma once

#include "apps/demo/demo_ballots.h"

namespace linlian::apps {

// The genesis document of the demo, with these public keys as its founders: in TOML, as a street
// office would write its own. Each key of the store named here must exist.
Result<std::string> demo_genesis(desk::KeyStore& keys);

// What is left to look at: a motion that waits for the street office, and the ballots.
struct DemoLeft {
    Bytes motion;
    DemoBallots ballots;
};

// Fills a fresh ledger: roster, slips, residents with keys, ballots, a motion. Turns the clock of
// the node by demo_days. Leaves its files in `folder`.
Result<DemoLeft> fill_demo(node::Node& node, ops::ManualClock& clock, desk::KeyStore& keys,
                           const std::filesystem::path& folder, const Terminal& terminal);

}  // namespace linlian::apps
