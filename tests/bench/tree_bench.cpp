// What the state tree costs: building it at start, making a block's changes, proofs and memory.
//   cmake --build --preset release --target tree_bench && build/release/tests/bench/tree_bench
#include "base/check.h"
#include "state/tree/tree.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <random>

namespace linlian {
namespace {

constexpr std::size_t build_batch = 20'000;

Hash32 numbered(std::uint64_t number) {
    return tree_key({reinterpret_cast<const char*>(&number), sizeof number});
}

std::vector<TreeChange> sorted_rows(std::uint64_t count) {
    std::vector<TreeChange> rows;
    for (std::uint64_t i = 0; i < count; ++i) rows.push_back({numbered(i), numbered(i + 1)});
    std::ranges::sort(rows, {}, &TreeChange::key);
    return rows;
}

TreeVersion built(std::span<const TreeChange> rows) {
    TreeVersion version;
    for (std::size_t at = 0; at < rows.size(); at += build_batch) {
        version = version.with(rows.subspan(at, std::min(build_batch, rows.size() - at)));
        version.publish();
    }
    return version;
}

// A block: half of the changes are to rows that are there, half add rows.
std::vector<TreeChange> some_block(std::mt19937_64& random, std::uint64_t rows, std::size_t size) {
    std::vector<TreeChange> changes;
    for (std::size_t i = 0; i < size; ++i) {
        const std::uint64_t number = i % 2 == 0 ? random() % rows : random();
        changes.push_back({numbered(number), numbered(random())});
    }
    std::ranges::sort(changes, {}, &TreeChange::key);
    const auto repeated = std::ranges::unique(changes, {}, &TreeChange::key);
    changes.erase(repeated.begin(), repeated.end());
    return changes;
}

// range(0): rows.
void build(benchmark::State& state) {
    const auto rows = sorted_rows(static_cast<std::uint64_t>(state.range(0)));
    for (auto _ : state) {
        const TreeVersion version = built(rows);
        benchmark::DoNotOptimize(version.root());
        state.counters["bytes_per_row"] =
            static_cast<double>(version.memory_bytes()) / static_cast<double>(version.rows());
    }
}

// range(0): rows; range(1): changes a block.
void apply(benchmark::State& state) {
    const auto rows = static_cast<std::uint64_t>(state.range(0));
    TreeVersion version = built(sorted_rows(rows));
    std::mt19937_64 random{1};
    std::int64_t changes = 0;
    for (auto _ : state) {
        state.PauseTiming();
        const auto block = some_block(random, rows, static_cast<std::size_t>(state.range(1)));
        changes += static_cast<std::int64_t>(block.size());
        state.ResumeTiming();
        version = version.with(block);
        version.publish();
    }
    state.counters["a_change"] = benchmark::Counter(
        static_cast<double>(changes), benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
}

// range(0): rows; range(1): 1 when the keys asked for are absent.
void prove(benchmark::State& state) {
    const auto rows = static_cast<std::uint64_t>(state.range(0));
    const bool is_absent = state.range(1) != 0;
    const TreeVersion version = built(sorted_rows(rows));
    std::mt19937_64 random{1};
    std::size_t bytes = 0;
    std::size_t most_bytes = 0;
    for (auto _ : state) {
        const Hash32 key = numbered(is_absent ? rows + 1 + random() % rows : random() % rows);
        const StateProof proof = version.prove(key);
        state.PauseTiming();
        CHECK(!is_absent || verify_absent(version.root(), key, proof));
        bytes += proof.encode().size();
        most_bytes = std::max(most_bytes, proof.encode().size());
        state.ResumeTiming();
    }
    state.counters["bytes"] = static_cast<double>(bytes) / static_cast<double>(state.iterations());
    state.counters["most_bytes"] = static_cast<double>(most_bytes);
}

// range(0): rows.
void verify_a_proof(benchmark::State& state) {
    const TreeVersion version = built(sorted_rows(static_cast<std::uint64_t>(state.range(0))));
    const StateProof proof = version.prove(numbered(7));
    for (auto _ : state) CHECK(verify_member(version.root(), numbered(7), numbered(8), proof));
}

BENCHMARK(build)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)->Iterations(2);
BENCHMARK(apply)
    ->ArgsProduct({{100'000, 1'000'000}, {1000, 5000}})
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(40);
BENCHMARK(prove)
    ->ArgsProduct({{100'000, 1'000'000}, {0, 1}})
    ->Unit(benchmark::kMicrosecond)
    ->Iterations(50'000);
BENCHMARK(verify_a_proof)->Arg(1'000'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace linlian
