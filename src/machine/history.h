// The history of a ledger: every receipt is a leaf of one append-only Merkle log. The ids of the
// leaves that have not expired are what makes a repeated transaction known again.
#pragma once

#include "base/id_set.h"
#include "base/timestamp.h"
#include "contract/transaction.pb.h"
#include "crypto/merkle_log.h"

#include <map>

namespace linlian::machine {

// Unexpired ids, by the minute of their expiry, so that a whole minute is dropped at once. A
// transaction names its own expiry, so a look-up goes to one minute only.
class RecentIds {
  public:
    bool has(const Hash32& id, Timestamp expires) const;
    void add(const Hash32& id, Timestamp expires);
    // Forgets all minutes that ended at or before `now`; nothing that expires later is touched.
    void forget_expired(Timestamp now);
    std::size_t size() const;

  private:
    std::map<std::int64_t, IdSet> by_minute_;
};

// The encoded leaf is what is hashed into the log: leaf_hash(encode(leaf)).
Bytes encode_leaf(const v1::Leaf& leaf);
Hash32 effects_hash(const v1::Effects& effects);

}  // namespace linlian::machine
