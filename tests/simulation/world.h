// The community of a simulation: its genesis, the people with their keys, and which of them is
// told what to do next. It signs; it never looks into a machine but through the rows it is given.
#pragma once

#include "machine/machine.h"
#include "simulation/registry_acts.h"

namespace linlian::simulation {

// In percent of the transactions, drawn anew for each seed.
struct Faults {
    unsigned absurd = 0;    // a sensible act with one field changed, or nonsense altogether
    unsigned replayed = 0;  // the bytes of an earlier one
    unsigned expired = 0;
    unsigned too_late = 0;
    unsigned broken = 0;   // bytes flipped: it must not open
    unsigned restart = 0;  // of the blocks: a machine is made anew from what it had kept
};
Faults draw_faults(Draws& draws);
std::string to_text(const Faults& faults);

class World {
  public:
    World(const machine::Program& program, Draws& draws);

    const machine::v1::Genesis& genesis() const { return genesis_; }
    const Hash32& community() const { return community_; }

    // The bytes of some transactions for the next block, as they come over the wire: most of them
    // sensible at this state, some of them faulty, in no particular order.
    std::vector<Bytes> next_transactions(const state::StateView& rows, Timestamp now,
                                         const Faults& faults);

    // The transaction of this act, signed by the holder of the key (by a stranger when nobody is).
    Bytes sign(const Sent& sent, Timestamp expires);
    Wallet& wallet() { return wallet_; }
    const Wallet& wallet() const { return wallet_; }

  private:
    std::optional<Sent> sensible(const Directory& directory, const state::StateView& rows,
                                 Timestamp now);
    Sent draw_act(const Directory& directory, const state::StateView& rows, Timestamp now,
                  const Faults& faults);
    Sent nonsense(const Directory& directory);
    Bytes faulty(Bytes bytes, const Faults& faults);

    const machine::Program& program_;
    Draws& draws_;
    Wallet wallet_;
    machine::v1::Genesis genesis_;
    Hash32 community_;
    std::vector<Bytes> sent_;  // to replay
    std::uint64_t nonces_ = 0;
};

// When the next block is made. Now and then it is the time of what a ballot waits for: those of the
// law take weeks.
Timestamp later(Draws& draws, const state::StateView& rows, Timestamp time);

}  // namespace linlian::simulation
