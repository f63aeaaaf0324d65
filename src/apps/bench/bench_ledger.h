// A ledger to measure on: as many rows as asked, all made by real signed acts, and members with
// keys who can act. The bench commands found one in a fresh folder.
#pragma once

#include "modules/ballot/ballot.pb.h"
#include "node/node.h"

#include <array>
#include <string>

namespace linlian::apps {

struct BenchPlan {
    std::uint64_t rows = 1'000'000;
    std::uint32_t members = 10'000;
};

// The key of member `number`, the same on every run; the sender's process makes them again.
KeyPair bench_key(std::uint64_t number);

// The key of the clerk and chair of the residents' committee (0), street (1) or Party (2).
KeyPair bench_clerk(unsigned office);

// The id of premises `number`, and of a building of 12,000 homes: as many as are asked in
// one ballot. Member n owns premises n.
inline constexpr std::uint64_t bench_premises_per_building = 12'000;
inline constexpr const char* bench_estate = "estate 0";  // of the first buildings
// Offices of that estate that call ballots, by their kind, each led by bench_clerk(3 + its number).
// An estate has one of a kind.
struct BenchCaller {
    const char* kind;
    ballot::v1::Convenor convenor;
};
inline constexpr std::array<BenchCaller, 4> bench_callers{{
    {"management", ballot::v1::PROPERTY_MANAGEMENT_COMMITTEE},
    {"preparatory", ballot::v1::PREPARATORY_GROUP},
    {"reelection", ballot::v1::REELECTION_GROUP},
    {"owners", ballot::v1::OWNERS_COMMITTEE},
}};
Id16 bench_premises(std::uint64_t number);
Id16 bench_building(std::uint64_t number);

// The ids of the members, asked from the node by their keys.
Result<std::vector<Bytes>> bench_owners(client::Ledger& ledger, std::uint32_t members);

// How many premises a ledger of this plan holds, so that it has about the rows asked for: one for
// each member at least.
std::uint64_t bench_premises_count(const BenchPlan& plan);

// Founds a ledger with two clerks, the members and no premises yet.
tl::expected<Hash32, std::vector<Refusal>> found_bench_ledger(const std::filesystem::path& data,
                                                              const BenchPlan& plan);

// Fills estates by rosters that two offices adopt, until the premises are there.
Result<> fill_bench_ledger(client::Ledger& ledger, const BenchPlan& plan,
                           const std::function<void(std::uint64_t, std::uint64_t)>& progress);

}  // namespace linlian::apps
