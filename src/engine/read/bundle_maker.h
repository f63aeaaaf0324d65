// Who makes the files that prove a fact offline. The HTTP API hands them out and knows their maker
// by this face only.
#pragma once

#include "engine/engine.h"

namespace linlian::engine {

class BundleMaker {
  public:
    virtual ~BundleMaker() = default;
    // Each is about what was committed at `at`, and refuses with engine.NOT_SEALED until the block
    // is announced whose header proves that: the next one, mostly. None of them waits.
    //
    // That the row at `key` (which begins with its table's path) is, or is not, in that state; of a
    // personal table with its secret, so that the caller has asked machine::may_prove.
    virtual Result<Bytes> prove_row(const Committed& at, BytesView key,
                                    state::Memo* memo) const = 0;
    // What became of a transaction. Refusals: engine.TRANSACTION_UNKNOWN, TRANSACTION_PRUNED.
    virtual Result<Bytes> prove_transaction(const Committed& at, const Hash32& id) const = 0;
    // That the log of its first `size` leaves is the beginning of the log then. Refusals:
    // engine.HEAD_AHEAD, HEAD_TOO_OLD.
    virtual Result<Bytes> prove_prefix(const Committed& at, std::uint64_t size) const = 0;
};

}  // namespace linlian::engine
