// Makes bundles out of what a node has: the API and the solo engine call it. It proves nothing by
// itself; who makes a bundle checks it with verify_bundle before it leaves.
#pragma once

#include "light/bundle.pb.h"
#include "light/chain/commit.h"
#include "machine/machine.h"
#include "state/tree/tree_proof.h"

#include <span>

namespace linlian::light {

// A bundle without its fact. The genesis goes into it in its public form. `tip` is where the ledger
// stood; header and commit are those of the block after it, whose header carries the tip's app
// hash.
v1::Bundle new_bundle(const machine::v1::Genesis& genesis, const machine::Tip& tip,
                      const Header& header, const Commit& commit);

struct LogPlace {
    std::uint64_t index = 0;
    std::span<const Hash32> path;  // prove_inclusion in the log of the tip
};
// `transaction` are its bytes as they were sent in; empty for due work.
void put_transaction(v1::Bundle& bundle, BytesView transaction, const machine::v1::Receipt& receipt,
                     const LogPlace& place);

// `value` is nothing for a row that is not there; the proof is of the tip's tree.
// Rows of personal tables also need what put_secret adds.
void put_row(v1::Bundle& bundle, BytesView key, const std::optional<Bytes>& value,
             const StateProof& proof);
// After put_row: the secret under which the row is placed and, where the row is absent, what shows
// that it is the true one, with the proof of that row.
void put_secret(v1::Bundle& bundle, const Hash32& secret);
void put_voucher(v1::Bundle& bundle, const machine::Voucher& voucher, const StateProof& proof);

struct OldHead {
    std::uint64_t size = 0;
    Hash32 root;
};
// `path` is prove_consistency from the old size to the log of the tip.
void put_prefix(v1::Bundle& bundle, const OldHead& old, std::span<const Hash32> path);

// The file: the bundle with its digest.
Bytes encode_bundle(v1::Bundle bundle);

struct SealedHeader {
    Header header;
    Commit commit;
};
v1::Bundle fork_bundle(const machine::v1::Genesis& genesis, const SealedHeader& one,
                       const SealedHeader& other);

// That the log of `older` is not the beginning of the log of `newer`. Both are bundles of one
// community; the newer one proves the prefix of as many entries as the older log has, unless its
// own log has fewer.
v1::Bundle rewrite_bundle(const v1::Bundle& newer, const v1::Bundle& older);

}  // namespace linlian::light
