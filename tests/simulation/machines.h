// The machines of a simulation. Each applies the same blocks; what they must agree on is compared
// after every one. They differ in what they keep between blocks and how they come back from it.
#pragma once

#include "machine/machine.h"
#include "state/memory_state.h"

namespace linlian::simulation {

class Machine {
  public:
    virtual ~Machine() = default;
    virtual std::string name() const = 0;
    // Applies the block and keeps it.
    virtual machine::BlockResult apply(const machine::BlockInput& block) = 0;
    // Loses what is in memory and comes back from what was kept.
    virtual void restart() = 0;
};

// All in memory; never restarted.
class PlainMachine : public Machine {
  public:
    PlainMachine(const machine::Program& program, const machine::GenesisResult& first);
    // Goes on from these rows, which belong to this tip; nothing repeats what was before.
    PlainMachine(const machine::Program& program, state::MemoryState rows, machine::Tip tip);
    std::string name() const override { return "plain"; }
    machine::BlockResult apply(const machine::BlockInput& block) override;
    void restart() override {}

    machine::LedgerView view() const { return {rows_, tree_, recent_, tip_}; }
    const state::MemoryState& rows() const { return rows_; }
    const machine::Tip& tip() const { return tip_; }

  protected:
    const machine::Program& program_;
    state::MemoryState rows_;
    TreeVersion tree_;
    machine::RecentIds recent_;
    machine::Tip tip_;
};

// Restarted from a snapshot of itself: sorted rows, the frontier of the log, and the leaves that
// have not expired. Tree and recent ids are made anew from these.
class SnapshotMachine final : public PlainMachine {
  public:
    using PlainMachine::PlainMachine;
    std::string name() const override { return "restored from a snapshot"; }
    machine::BlockResult apply(const machine::BlockInput& block) override;
    void restart() override;

  private:
    std::vector<Bytes> leaves_;
};

}  // namespace linlian::simulation
