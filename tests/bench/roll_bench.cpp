// What it costs to open a ballot over an estate's owners: the roll at a height, its totals and its
// root; and what one cast ballot's proof costs. The rows lie in memory, as in the verifier.
//   cmake --build --preset release --target roll_bench && build/release/tests/bench/roll_bench
#include "codec/wire.h"
#include "crypto/hash.h"
#include "modules/registry/registry.h"
#include "modules/registry/rules.h"
#include "modules/registry/state.h"
#include "state/memory_state.h"

#include <benchmark/benchmark.h>

#include <algorithm>

namespace linlian {
namespace {

using namespace registry;

Id16 named(const std::string& kind, std::uint64_t number) {
    Id16 id;
    const Hash32 hash = sha256(kind + std::to_string(number));
    Id16::parse(hash.view().substr(0, Id16::size), id);
    return id;
}

constexpr Height height = 10;
constexpr std::uint64_t premises_per_building = 60;

void add_premises(state::Overlay& rows, std::uint64_t number) {
    const Id16 estate = named("estate", 0);
    const Id16 building = named("building", number / premises_per_building);
    const Id16 id = named("premises", number);
    buildings_of.put(rows, estate, building, v1::Building{});
    v1::Premises row;
    row.set_estate(estate.bytes());
    row.set_building(building.bytes());
    row.set_stair(1 + static_cast<std::uint32_t>(number % 3));
    row.set_kind(number % 10 == 0 ? v1::PARKING : v1::FLAT);
    row.set_area_centi(6000 + number % 7000);
    row.set_source(number % 20 == 1 ? v1::SURVEY : v1::REGISTER);
    row.set_written_by(Bytes(Hash32::size, 'w'));
    row.set_from_height(number % 4 == 0 ? height + 5 : 1);
    premises_table.put(rows, id, row);
    premises_of.put(rows, building, id, v1::Member{});
    // A quarter of the premises were corrected after the height, and another quarter sold.
    row.set_from_height(1);
    if (number % 4 == 0) premises_before.put(rows, id, height + 5, row);
    v1::Holding holding;
    holding.add_owners(named("owner", number).bytes());
    if (number % 3 == 0) holding.add_owners(named("other", number).bytes());
    std::sort(holding.mutable_owners()->begin(), holding.mutable_owners()->end());
    holding.set_written_by(Bytes(Hash32::size, 'w'));
    holding.set_from_height(1);
    if (number % 4 == 1) {
        holding.set_until_height(height + 7);
        holdings_before.put(rows, id, height + 7, holding);
        holding = v1::Holding{};
        holding.add_owners(named("buyer", number).bytes());
        holding.set_from_height(height + 7);
    }
    holdings.put(rows, id, holding);
}

state::MemoryState estate_of(std::uint64_t count) {
    state::MemoryState base;
    state::Overlay rows{base, Hash32{}};
    for (std::uint64_t number = 0; number < count; ++number) add_premises(rows, number);
    base.apply(rows.changes());
    return base;
}

v1::Electorate all_owners() {
    v1::Electorate electorate;
    electorate.set_electors(v1::OWNERS);
    electorate.set_estate(named("estate", 0).bytes());
    electorate.add_counts(v1::FLAT);
    electorate.add_counts(v1::PARKING);
    return electorate;
}

// range(0): premises. The whole of an opening.
void open_over(benchmark::State& state) {
    const auto rows = estate_of(static_cast<std::uint64_t>(state.range(0)));
    const auto electorate = all_owners();
    for (auto _ : state) {
        const auto lines = roll_at(rows, electorate, height, {});
        const auto totals = roll_totals(lines);
        benchmark::DoNotOptimize(roll_root(lines));
        state.counters["heads"] = static_cast<double>(totals.heads());
    }
}

// range(0): premises. What the holder of a roll pays to give one voter their proof.
void prove_one(benchmark::State& state) {
    const auto rows = estate_of(static_cast<std::uint64_t>(state.range(0)));
    const auto lines = roll_at(rows, all_owners(), height, {});
    for (auto _ : state) benchmark::DoNotOptimize(roll_proof(lines, lines.size() / 2));
}

// range(0): premises. What the machine pays for each cast ballot.
void verify_one(benchmark::State& state) {
    const auto rows = estate_of(static_cast<std::uint64_t>(state.range(0)));
    const auto lines = roll_at(rows, all_owners(), height, {});
    const auto root = roll_root(lines);
    const auto index = lines.size() / 2;
    const auto proof = roll_proof(lines, index);
    for (auto _ : state) {
        const bool fits = verify_roll_proof(root, lines.size(), index, lines[index], proof);
        if (!fits) state.SkipWithError("the proof does not fit");
    }
    state.counters["hashes"] = static_cast<double>(proof.size());
}

BENCHMARK(open_over)->Arg(500)->Arg(5'000)->Arg(20'000)->Unit(benchmark::kMillisecond);
BENCHMARK(prove_one)->Arg(5'000)->Unit(benchmark::kMillisecond);
BENCHMARK(verify_one)->Arg(5'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace linlian
