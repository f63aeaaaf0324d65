// Where a row stands in the tree. Rows of open tables stand at the hash of their key, so that
// everybody can look. Rows of personal tables stand at a place that only those can compute who have
// the secret of the row's subject: nodes, which have the veil, and whoever is entitled to that
// subject. Neighbours in a proof, and proofs of absence, so tell strangers nothing. The machine,
// storage and the verifier call it; it decides nothing about who is entitled.
//
//   secret = H("linlian/secret", veil ‖ kind of subject ‖ 0x00 ‖ subject)
//   place  = H("linlian/place", secret ‖ row key)       (open tables: tree_key of the row key)
#pragma once

#include "state/table.h"

namespace linlian::state {

// The subject within a row key of a personal table, which must be a whole key of that table.
BytesView subject_of(const TableInfo& table, BytesView key);

Hash32 subject_secret(const Hash32& veil, std::string_view kind, BytesView subject);
// What may be published of a secret: others check by it a secret that they are shown.
Hash32 secret_hash(const Hash32& secret);

// The place of a row of a personal table.
Hash32 veiled_place(BytesView key, const Hash32& secret);
// The place of a row of any table; nullptr for a key of no table, which stands as open ones do.
Hash32 place_of(const TableInfo* table, BytesView key, const Hash32& veil);

}  // namespace linlian::state
