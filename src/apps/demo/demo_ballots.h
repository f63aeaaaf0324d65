// The ballots of the demo community: called, voted on and closed by the same signed transactions
// that a real community sends, over two months that end today. `linlian demo` holds them once.
#pragma once

#include "apps/demo/demo_town.h"

#include <vector>

namespace linlian::apps {

// Their ids, for what the demo invites to.
struct DemoBallots {
    Bytes almost_there;   // open; 1,253 of the 1,254 heads that it needs took part
    Bytes lift;           // 17 of 24 for a lift, and three disputed papers
    Bytes decided;        // passed, in its objection period
    Bytes cannot_decide;  // the silent have no majority to follow
    Bytes settled;        // nobody objected, the result is final
};

// A stair of 24 flats that are 24 heads.
struct DemoStair {
    Id16 building;
    std::uint32_t stair = 0;
    std::vector<Id16> flats;        // premises, by door
    std::vector<Id16> lone_owners;  // members who own their flat alone, by door
};
std::vector<DemoStair> stairs_of_24(const roster::NamesFile& names);

// The three residents: lone owners of the first stair of 24.
std::vector<Id16> residents_of_demo(const roster::NamesFile& names);
Result<DemoBallots> hold_demo_ballots(const DemoTown& town);

}  // namespace linlian::apps
