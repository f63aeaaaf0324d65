// A machine in memory that is fed blocks as they come off the wire: what cannot be opened is left
// out, as the replay and the engines do. For tests of the machine itself.
#pragma once

#include "kit/counter.h"
#include "kit/transactions.h"
#include "state/memory_state.h"

namespace linlian::kit {

class RawMachine {
  public:
    RawMachine(machine::Program given, const machine::v1::Genesis& genesis);

    // The next block, `after_ms` after the last one; a fault changes nothing.
    Faultable<machine::BlockResult> apply(const std::vector<Bytes>& transactions,
                                          std::int64_t after_ms = 1000);
    // The code with which the block of one transaction answered: "" when carried out, the code of
    // the receipt, or "passed over: " and the code.
    std::string outcome(const Bytes& transaction);
    // The code with which the API answers: opening, then admit; "" when it may wait in line.
    std::string admitted(const Bytes& transaction) const;

    // A transaction of its own nonce that lives for a day.
    Bytes sign(const KeyPair& key, const machine::Message& act);
    Bytes sign(const std::string& author, const machine::Message& act) {
        return sign(key_of(author), act);
    }
    // Rows written as if a block had done so.
    template <class Write>
    void given(const Write& write) {
        state::Overlay overlay{rows};
        const machine::Author nobody;
        machine::Context context{program, overlay, {tip.height, tip.time}, nobody, Hash32{}};
        write(context);
        take(overlay.take_changes());
    }

    machine::LedgerView view() const { return {rows, tree, recent, tip}; }

    machine::Program program;
    Hash32 community;
    state::MemoryState rows;
    TreeVersion tree = empty_tree();
    machine::RecentIds recent;
    machine::Tip tip;

  private:
    void take(const state::Changes& changes);

    std::uint64_t nonce_ = 0;
};

}  // namespace linlian::kit
