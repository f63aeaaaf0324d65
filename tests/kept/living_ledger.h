// The kept ledger going on: a node of these modules on it, its clock turned by hand, and its
// people, who bring an amendment into force as they would anywhere.
#pragma once

#include "engine/solo_engine.h"
#include "kept/kept_ledger.h"
#include "kit/folder.h"
#include "simulation/directory.h"
#include "simulation/wallet.h"

namespace linlian::kept {

// What became of an act.
struct Answer {
    bool has_receipt = false;
    std::string refusal;  // of the API or the receipt; empty: carried out
};

class LivingLedger {
  public:
    LivingLedger(const v1::KeptLedger& ledger, std::vector<machine::Module> modules);

    // By the holder of this key.
    Answer send(const Bytes& key, const machine::Message& act);
    // Whoever may schedules it with the notice that the charter asks, the node says that it knows
    // it, and its time comes. False: it is not in force then.
    bool bring_in(const std::string& amendment);
    bool is_in_force(const std::string& amendment) const;
    // The node stops and starts again.
    void restart();
    // The node stops, and the whole ledger is carried out again; "" or what does not hold.
    std::string replayed();

    // Owned by all who hold it and by the engine.
    std::shared_ptr<const engine::Committed> committed() const { return engine_->committed(); }
    simulation::Directory directory() const;
    const machine::Program& program() const { return program_; }
    const storage::LedgerStore& store() const { return *store_; }

  private:
    void start();
    void stop();
    // Time goes by, and what falls due is done.
    void pass(std::int64_t ms);
    // A minute at most.
    static bool wait_until(const std::function<bool()>& holds);
    // Everybody who may proposes and supports it.
    void decide(const machine::Message& act);

    kit::Folder folder_;
    machine::Program program_;
    simulation::Wallet wallet_;
    v1::KeptLedger kept_;
    std::unique_ptr<storage::LedgerStore> store_;
    ops::ManualClock clock_;
    std::unique_ptr<engine::SoloEngine> engine_;  // after the store, which it stands on
};

}  // namespace linlian::kept
