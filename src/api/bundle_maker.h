// Who makes the files that prove a fact offline. The engine's side implements it over its stored
// blocks; the routes only hand the files out.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

namespace linlian::api {

class BundleMaker {
  public:
    virtual ~BundleMaker() = default;
    // That the row at `key` (with its table's path) is, or is not, in the committed state.
    virtual Result<Bytes> prove_row(BytesView key) const = 0;
    // What became of a transaction. Refusal api.TRANSACTION_UNKNOWN while it is not recorded.
    virtual Result<Bytes> prove_transaction(const Hash32& id) const = 0;
};

}  // namespace linlian::api
