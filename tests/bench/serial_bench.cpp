// What the serial path of a node costs at a size of ledger: applying, sealing and writing a block,
// replaying them, starting again, proofs and look-ups.
//   cmake --build --preset release --target serial_bench
//   build/release/tests/bench/serial_bench [rows, default 1000000] [acts in a block, default 1000]
// Each act changes one row that is there and adds one of about 150 bytes, as in a busy community.
#include "codec/wire.h"
#include "engine/block_committer.h"
#include "engine/seal/sealer.h"
#include "kit/counter.h"
#include "kit/folder.h"
#include "kit/transactions.h"
#include "storage/replay/replay.h"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <malloc.h>

namespace linlian {
namespace {

using SteadyClock = std::chrono::steady_clock;

double micros(SteadyClock::time_point since) {
    return std::chrono::duration<double, std::micro>(SteadyClock::now() - since).count();
}

double cpu_micros(clockid_t id) {
    timespec now{};
    ::clock_gettime(id, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

std::size_t resident_mb() {
    std::ifstream status{"/proc/self/status"};
    std::string line;
    while (std::getline(status, line)) {
        if (line.starts_with("VmRSS:")) return std::stoul(line.substr(6)) / 1024;
    }
    return 0;
}

// Scattered, as the rows are that people touch one after the other.
std::string name_of(std::uint64_t number, std::uint64_t rows) {
    return "row " + std::to_string(number * 2'654'435'761u % rows);
}

struct Bench {
    machine::Program program = kit::counter_program();
    kit::Folder folder;
    std::unique_ptr<storage::LedgerStore> store;
    std::vector<KeyPair> authors;
    std::vector<Bytes> acts;

    explicit Bench(std::uint64_t rows) {
        const auto genesis = kit::counter_genesis(kit::key_of("validator").public_key().encoded(),
                                                  Timestamp{1'000'000}, rows);
        store = std::move(*storage::LedgerStore::create(folder / "ledger", genesis,
                                                        *machine::apply_genesis(program, genesis)));
        for (int i = 0; i < 500; ++i) authors.push_back(kit::key_of("a" + std::to_string(i)));
    }
    engine::SealRecord new_record() const {
        const auto path = folder / "last_seal";
        CHECK(engine::SealRecord::write_new(path, {store->community(), {}, {}}).has_value());
        return std::move(*engine::SealRecord::open(path));
    }
    Bytes sign(std::uint64_t number, std::uint64_t rows, Timestamp now) const {
        kit::v1::Add act;
        act.set_name(name_of(number, rows));
        act.set_amount(1);
        act.set_padding(Bytes(110, 'p'));
        act.set_new_row(true);
        return kit::sign_act(authors[number % authors.size()], store->community(), act,
                             Timestamp{now.ms + 15 * ms_per_minute}, kit::nonce_of(number));
    }
};

struct Sums {
    double apply = 0, apply_cpu = 0, seal = 0, write = 0, write_cpu = 0, all_cpu = 0;
};

// Records `count` acts from number `from` on; only the time of the path itself is summed.
Sums record(Bench& bench, engine::BlockCommitter& committer, engine::Sealer& sealer,
            std::uint64_t from, std::uint64_t count, std::uint64_t in_block, std::uint64_t rows) {
    Sums sums;
    ops::WorkerPool pool;
    const machine::Opener opener{bench.program, bench.store->community()};
    for (std::uint64_t at = from; at < from + count; at += in_block) {
        const Timestamp now{committer.applied_tip().time.ms + 100};
        std::vector<std::optional<machine::OpenedTransaction>> opened(in_block);
        pool.for_each(in_block, [&](std::size_t i) {
            opened[i].emplace(std::move(*opener.open(bench.sign(at + i, rows, now))));
        });
        std::vector<machine::OpenedTransaction> block;
        for (auto& tx : opened) block.push_back(std::move(*tx));
        const double all = cpu_micros(CLOCK_PROCESS_CPUTIME_ID);
        const auto app_hash = committer.applied_tip().app_hash();
        auto start = SteadyClock::now();
        double cpu = cpu_micros(CLOCK_THREAD_CPUTIME_ID);
        const auto applied = committer.apply(now, std::move(block));
        sums.apply += micros(start);
        sums.apply_cpu += cpu_micros(CLOCK_THREAD_CPUTIME_ID) - cpu;
        start = SteadyClock::now();
        std::vector<Bytes> acts;
        for (const auto& tx : (*applied)->transactions) acts.push_back(tx.bytes());
        const auto record = sealer.seal(now, app_hash, sealer.parcels_of(std::move(acts)));
        sums.seal += micros(start);
        start = SteadyClock::now();
        cpu = cpu_micros(CLOCK_THREAD_CPUTIME_ID);
        CHECK(record.has_value());
        CHECK(
            committer.commit(**applied, *record, [&sealer] { return sealer.settle(std::nullopt); })
                .has_value());
        sums.write += micros(start);
        sums.write_cpu += cpu_micros(CLOCK_THREAD_CPUTIME_ID) - cpu;
        sums.all_cpu += cpu_micros(CLOCK_PROCESS_CPUTIME_ID) - all;
    }
    return sums;
}

void show(const char* what, double total, std::uint64_t count) {
    std::printf("%-42s %10.2f us an act\n", what, total / static_cast<double>(count));
}

void start_again(Bench& bench) {
    bench.store.reset();
    ::malloc_trim(0);
    const auto before = resident_mb();
    const auto start = SteadyClock::now();
    bench.store = std::move(
        *storage::LedgerStore::open(bench.folder / "ledger", storage::OpenMode::read_write));
    const auto loaded = bench.store->load(bench.program);
    CHECK(loaded.has_value());
    std::printf("%-42s %10.2f s, %zu MiB more resident (%zu before)\n", "start again",
                micros(start) / 1e6, resident_mb() - before, before);
}

void measure(std::uint64_t rows, std::uint64_t in_block) {
    Bench bench{rows};
    constexpr std::uint64_t measured = 20'000;
    {
        engine::BlockCommitter committer{bench.program, *bench.store,
                                         *bench.store->load(bench.program)};
        auto sealer =
            *engine::Sealer::make(*bench.store, kit::key_of("validator"), bench.new_record());
        record(bench, committer, sealer, 0, measured / 4, in_block, rows);  // warm
        const auto sums = record(bench, committer, sealer, measured, measured, in_block, rows);
        show("apply", sums.apply, measured);
        show("apply, processor time", sums.apply_cpu, measured);
        show("seal", sums.seal, measured);
        show("write and sync", sums.write, measured);
        show("write and sync, processor time", sums.write_cpu, measured);
        show("all threads, processor time", sums.all_cpu, measured);
        std::printf("%-42s %10zu MiB\n", "resident", resident_mb());
    }
    start_again(bench);
    const auto size = bench.store->tip().log.size();
    auto start = SteadyClock::now();
    for (std::uint64_t i = 0; i < 1000; ++i)
        (void)bench.store->prove_inclusion(i * 7919 % size, size);
    show("proof of a leaf", micros(start), 1000);
    start = SteadyClock::now();
    for (std::uint64_t i = 0; i < 1000; ++i) (void)bench.store->find(sha256(std::to_string(i)));
    show("look for an unknown id", micros(start), 1000);
    ops::WorkerPool workers;
    start = SteadyClock::now();
    const auto report = storage::replay(bench.program, *bench.store, workers);
    CHECK(report.has_value());
    std::printf("%-42s %10.2f s, %llu acts on the rows of the genesis\n", "replay",
                micros(start) / 1e6, static_cast<unsigned long long>(report->transactions));
}

}  // namespace
}  // namespace linlian

int main(int count, char** arguments) {
    linlian::measure(count > 1 ? std::stoull(arguments[1]) : 1'000'000,
                     count > 2 ? std::stoull(arguments[2]) : 1'000);
}
