// Hashes made from the veil, and the veiling of leaves; why, stands in docs/adr/0011-veil.md.
#include "machine/veil.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/transaction.h"
#include "crypto/hash.h"
#include "state/read_field.h"
#include "state/tree/place.h"

namespace linlian::machine {

Hash32 veil_of(const state::StateView& view) {
    const auto row = veil_table.find(view);
    return state::read_field<Hash32>(row ? BytesView{row->veil()} : BytesView{});
}

v1::Genesis public_form(const v1::Genesis& genesis) {
    v1::Genesis open = genesis;
    if (open.veil().empty()) return open;
    open.set_veil_hash(tagged_hash("linlian/veil", open.veil()).bytes());
    open.clear_veil();
    return open;
}

Hash32 act_salt(const Hash32& veil, const Hash32& id) {
    static const HashTag tag{"linlian/salt"};
    return tag.hash(veil.bytes() + id.bytes());
}

Hash32 due_effects_salt(const Hash32& veil, const Hash32& id) {
    static const HashTag tag{"linlian/effects-salt"};
    return tag.hash(veil.bytes() + id.bytes());
}

Hash32 place_of(const Program& program, const Hash32& veil, BytesView key) {
    return state::place_of(program.find_table(key), key, veil);
}

Hash32 veiled_hash(const v1::LeafOpening& opening) {
    static const HashTag tag{"linlian/veiled"};
    return tag.hash(codec::encode(opening));
}

// The nonce is what nobody else can guess: it hides author and act type, and salts the effects.
v1::LeafOpening veil_leaf(const OpenedTransaction& tx, v1::Leaf& leaf, Result<>& outcome,
                          v1::Effects& effects) {
    v1::LeafOpening opening;
    opening.set_nonce(tx.nonce());
    opening.set_author_key(leaf.author_key());
    opening.set_act_type(leaf.act_type());
    leaf.clear_author_key();
    leaf.clear_act_type();
    leaf.set_veiled(veiled_hash(opening).bytes());
    effects.set_salt(tx.nonce());
    if (outcome) return opening;
    effects.set_refusal(outcome.error().code);
    outcome = refuse(v1::VEILED);
    return opening;
}

const std::string& author_of(const v1::Receipt& receipt) {
    return is_veiled(receipt.leaf()) ? receipt.opening().author_key() : receipt.leaf().author_key();
}

const std::string& act_type_of(const v1::Receipt& receipt) {
    return is_veiled(receipt.leaf()) ? receipt.opening().act_type() : receipt.leaf().act_type();
}

// Of what everybody may see of a veiled one there is the leaf's word alone.
const std::string& refusal_of(const v1::Receipt& receipt) {
    return receipt.effects().refusal().empty() ? receipt.leaf().refusal()
                                               : receipt.effects().refusal();
}

v1::Receipt public_receipt(v1::Receipt receipt) {
    if (!is_personal(receipt)) return receipt;
    receipt.clear_effects();
    receipt.clear_opening();
    return receipt;
}

}  // namespace linlian::machine
