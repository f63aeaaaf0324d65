#include "simulation/store_machine.h"

#include "base/check.h"
#include "kit/block_seal.h"
#include "machine/veil.h"
#include "storage/snapshot/snapshot.h"

namespace linlian::simulation {
namespace {

// What the store must never say no to here.
template <class T>
T expected(Faultable<T> outcome) {
    if (!outcome) check_failed(outcome.error().what.c_str(), __FILE__, __LINE__);
    if constexpr (!std::is_void_v<T>) return std::move(*outcome);
}

// Sealed as the solo engine does: a snapshot is believed for its seal alone.
storage::BlockRecord record_of(const storage::LedgerStore& store, const KeyPair& validator,
                               const machine::BlockInput& block) {
    kit::NextBlock next{block.time, {}};
    for (const auto& tx : block.transactions) next.transactions.push_back(tx.bytes());
    return kit::sealed_block(store, validator, next);
}

}  // namespace

StoreMachine::StoreMachine(const machine::Program& program, const machine::v1::Genesis& genesis,
                           const machine::GenesisResult& first, const KeyPair& validator)
    : program_(program),
      validator_(validator),
      env_(rocksdb::NewCompositeEnv(disk_)),
      where_(folder_ / "ledger") {
    expected(storage::LedgerStore::create(where_, genesis, first, {.env = env_.get()}));
    open();
}

void StoreMachine::open() {
    store_.reset();
    store_ = expected(
        storage::LedgerStore::open(where_, storage::OpenMode::read_write, {.env = env_.get()}));
    ledger_ = expected(store_->load(program_));
}

machine::BlockResult StoreMachine::run(const machine::BlockInput& block) const {
    const auto rows = store_->rows();
    return expected(
        machine::apply_block(program_, {*rows, ledger_.tree, ledger_.recent, ledger_.tip}, block));
}

machine::BlockResult StoreMachine::apply(const machine::BlockInput& block) {
    if (power_fails_) write_without_power(block);
    auto result = run(block);
    expected(store_->write(record_of(*store_, validator_, block), result));
    result.tree.publish();
    for (const auto& receipt : result.receipts) {
        Hash32 id;
        CHECK(Hash32::parse(receipt.leaf().id(), id));
        if (!machine::is_due_work(receipt.leaf()))
            ledger_.recent.add(id, Timestamp{receipt.leaf().expires_ms()});
    }
    ledger_.recent.forget_expired(result.tip.time);
    ledger_.tree = result.tree;
    ledger_.tip = result.tip;
    return result;
}

// The block is lost whole: the store comes back with the one before it as its tip.
void StoreMachine::write_without_power(const machine::BlockInput& block) {
    power_fails_ = false;
    const auto result = run(block);
    disk_->cut_power();
    CHECK(!store_->write(record_of(*store_, validator_, block), result));
    lose_power();
    CHECK(ledger_.tip.height + 1 == block.height);
}

void StoreMachine::lose_power() {
    disk_->cut_power();
    store_.reset();
    disk_->recover();
    open();
}

void StoreMachine::move_by_snapshot() {
    const auto name = std::to_string(restarts_);
    expected(storage::export_snapshot(*store_, folder_ / ("snapshot-" + name)));
    const auto into = folder_ / ("ledger-" + name);
    expected(storage::import_snapshot(program_, folder_ / ("snapshot-" + name),
                                      {store_->community(), {}}, into));
    store_.reset();
    std::filesystem::remove_all(where_);
    where_ = into;
    open();
}

void StoreMachine::restart() {
    const Hash32 before = ledger_.tip.app_hash();
    switch (restarts_++ % 3) {
        case 0:
            lose_power();
            break;
        case 1:
            power_fails_ = true;
            break;
        default:
            if (ledger_.tip.height > 0) move_by_snapshot();
    }
    CHECK(ledger_.tip.app_hash() == before);
}

}  // namespace linlian::simulation
