// A machine over the real store, on a disk that loses what was not synced when the power fails. Its
// restarts are, in turn: the power fails after a block; it fails while the next block is written;
// the ledger is exported as a snapshot and another one, imported from it, goes on.
#pragma once

#include "crypto/signer.h"
#include "kit/faulty_disk.h"
#include "kit/folder.h"
#include "simulation/machines.h"
#include "storage/ledger_store.h"

namespace linlian::simulation {

class StoreMachine final : public Machine {
  public:
    StoreMachine(const machine::Program& program, const machine::v1::Genesis& genesis,
                 const machine::GenesisResult& first, const KeyPair& validator);
    std::string name() const override { return "over the store"; }
    machine::BlockResult apply(const machine::BlockInput& block) override;
    void restart() override;

  private:
    machine::BlockResult run(const machine::BlockInput& block) const;
    void open();
    void lose_power();
    void move_by_snapshot();
    void write_without_power(const machine::BlockInput& block);

    const machine::Program& program_;
    const KeyPair& validator_;
    kit::Folder folder_;
    // Owned by this machine and by the environment of its store.
    std::shared_ptr<kit::FaultyDisk> disk_ = std::make_shared<kit::FaultyDisk>();
    std::unique_ptr<rocksdb::Env> env_;
    std::filesystem::path where_;
    std::unique_ptr<storage::LedgerStore> store_;
    storage::LoadedLedger ledger_;
    int restarts_ = 0;
    bool power_fails_ = false;  // while the next block is written
};

}  // namespace linlian::simulation
