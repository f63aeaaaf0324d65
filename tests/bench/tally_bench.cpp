// What a verdict costs: counting units and ballots, and deciding on the figures.
//   cmake --build --preset release --target tally_bench && build/release/tests/bench/tally_bench
#include "base/check.h"
#include "client/tally/tally_case.h"
#include "tally/count_units.h"
#include "tally/tally.h"

#include <benchmark/benchmark.h>

namespace linlian::tally {
namespace {

constexpr std::uint64_t area_centi = 8905;

std::string owner_of(std::size_t number) { return "owner " + std::to_string(number); }

std::vector<Unit> units_of(std::size_t voters) {
    std::vector<Unit> units;
    for (std::size_t i = 0; i < voters; ++i)
        units.push_back({"unit " + std::to_string(i), area_centi, {owner_of(i)}, UnitKind::flat});
    return units;
}

// Everybody votes, and every fourth again.
std::vector<CastBallot> ballots_of(std::size_t voters) {
    std::vector<CastBallot> ballots;
    for (std::size_t i = 0; i < voters + voters / 4; ++i)
        ballots.push_back(
            {{owner_of(i % voters)}, i % 3 == 0 ? v1::CHOICE_DISAGREE : v1::CHOICE_AGREE});
    return ballots;
}

// range(0): voters.
void recount(benchmark::State& state) {
    const auto voters = static_cast<std::size_t>(state.range(0));
    const auto units = units_of(voters);
    const auto ballots = ballots_of(voters);
    const auto rule = rule_of_matter("278.6");
    CHECK(rule.has_value());
    for (auto _ : state) {
        const auto count = count_units(units, ballots, {});
        CHECK(count.has_value());
        const auto verdict = decide(*rule, count->input);
        CHECK(verdict && verdict->outcome() != v1::CANNOT_DECIDE);
    }
}

std::string case_of(std::size_t voters) {
    std::string units, ballots;
    for (std::size_t i = 0; i < voters; ++i) {
        const auto owner = "\"owner\": [\"" + owner_of(i) + "\"]";
        units += (i == 0 ? "{\"id\": \"" : ", {\"id\": \"") + std::to_string(i) +
                 "\", \"area\": \"89.05\", " + owner + ", \"kind\": \"flat\"}";
        ballots += (i == 0 ? "{" : ", {") + owner + ", \"choice\": \"agree\"}";
    }
    return "{\"matter\": \"278.6\", \"units\": [" + units + "], \"ballots\": [" + ballots + "]}";
}

// The whole command but the disk: from the bytes of a file to the verdict. range(0): voters.
void recount_a_file(benchmark::State& state) {
    const auto file = case_of(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        const auto read = client::read_tally_case(file);
        CHECK(read.has_value());
        CHECK(decide(read->rule, read->input).has_value());
    }
    state.counters["bytes"] = static_cast<double>(file.size());
}

BENCHMARK(recount)->Arg(1'880)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(recount_a_file)->Arg(20'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace linlian::tally
