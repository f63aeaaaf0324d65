// The documents with which the demo's ballots are called, as an owners' committee would write them:
// left beside the demo for whoever wants to read one or begin from it.
#pragma once

#include "apps/demo/demo_ballots.h"

namespace linlian::apps {

// A call document by its file name.
struct DemoCall {
    std::string file;  // "lift.toml"
    std::string text;
};
DemoCall lift_call(const DemoTown& town, const DemoStair& stair);
DemoCall stairwell_call(const DemoTown& town, const DemoStair& stair);
DemoCall covenant_call(const DemoTown& town);
DemoCall door_call(const DemoTown& town, const DemoStair& stair);
DemoCall roof_call(const DemoTown& town);

// Writes the document and the files that it names, and calls the ballot as `linlian ballot open`
// does, for the owners' committee. Gives its id.
Result<Bytes> call_ballot(const DemoTown& town, const DemoCall& call);

}  // namespace linlian::apps
