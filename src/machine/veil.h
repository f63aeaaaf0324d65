// What keeps rows and leaves about persons from being found by trying: the veil of a ledger, 32
// random bytes in its genesis that nodes alone have; what salts and places of personal rows are
// made from it; and the leaves of personal acts, which their signers alone can open. See
// docs/adr/0011-veil.md. The machine, storage and the verifier call it.
#pragma once

#include "contract/program.h"
#include "contract/transaction.pb.h"
#include "machine/genesis.pb.h"
#include "machine/veil.pb.h"

namespace linlian::machine {

class OpenedTransaction;

inline const state::Table<v1::Veil> veil_table{"machine/veil/", state::Privacy::hidden};

// The veil of a state. Every state begins with a genesis, which writes it.
Hash32 veil_of(const state::StateView& view);

// What leaves a node in place of a genesis: without the veil, with its hash. Of a public form: the
// same again.
v1::Genesis public_form(const v1::Genesis& genesis);

// What the salts of personal rows are made from that the act or due work with this id writes. It
// never leaves a node: each row's salt tells of that row alone.
Hash32 act_salt(const Hash32& veil, const Hash32& id);

// The salt of the effects of due work that carried an act about persons out: it has no nonce, and
// nodes alone know what nobody can try.
Hash32 due_effects_salt(const Hash32& veil, const Hash32& id);

// The place in the tree of the row at `key`.
Hash32 place_of(const Program& program, const Hash32& veil, BytesView key);

// What a veiled leaf carries in place of author and act type.
Hash32 veiled_hash(const v1::LeafOpening& opening);
// Takes author, act type and code of the refusal out of a leaf, and puts a salt into its effects.
// Gives the opening, for the receipt. The leaf and `outcome` must be of this transaction.
v1::LeafOpening veil_leaf(const OpenedTransaction& tx, v1::Leaf& leaf, Result<>& outcome,
                          v1::Effects& effects);

inline bool is_veiled(const v1::Leaf& leaf) { return !leaf.veiled().empty(); }
// Whether a receipt is about persons: of due work, too, that carried an act about them out.
inline bool is_personal(const v1::Receipt& receipt) {
    return is_veiled(receipt.leaf()) || !receipt.effects().salt().empty();
}
// Due work has neither an author nor what stands for one.
inline bool is_due_work(const v1::Leaf& leaf) {
    return leaf.author_key().empty() && leaf.veiled().empty();
}

// Of a whole receipt, veiled or not: who, what, and the code of its refusal (empty: carried out).
const std::string& author_of(const v1::Receipt& receipt);
const std::string& act_type_of(const v1::Receipt& receipt);
const std::string& refusal_of(const v1::Receipt& receipt);

// What everybody may see of a receipt: of one about persons the leaf alone.
v1::Receipt public_receipt(v1::Receipt receipt);

}  // namespace linlian::machine
