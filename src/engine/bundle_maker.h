// Who makes the files that prove a fact offline. The HTTP door hands them out and knows their maker
// by this face only.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <functional>

namespace linlian::engine {

class BundleMaker {
  public:
    virtual ~BundleMaker() = default;
    // That the row at `key` (which begins with its table's path) is, or is not, in the committed
    // state; of a personal table with its secret, so that the caller has asked machine::may_prove.
    // Refusal engine.NOT_SEALED: no header proves that state yet, and `may_wait` said no or the
    // wait was in vain. Either call waits for a moment when it must.
    virtual Result<Bytes> prove_row(BytesView key, const std::function<bool()>& may_wait) const = 0;
    // What became of a transaction. Refusals: engine.TRANSACTION_UNKNOWN, TRANSACTION_PRUNED,
    // NOT_SEALED.
    virtual Result<Bytes> prove_transaction(const Hash32& id,
                                            const std::function<bool()>& may_wait) const = 0;
    // That the log of its first `size` leaves is the beginning of the committed one. Refusals:
    // engine.HEAD_AHEAD, HEAD_TOO_OLD, NOT_SEALED.
    virtual Result<Bytes> prove_prefix(std::uint64_t size,
                                       const std::function<bool()>& may_wait) const = 0;
};

}  // namespace linlian::engine
