// Puts the parts of a bundle together. What it is given is taken as it is: a bundle made of wrong
// parts is one that verify_bundle refuses.
#include "light/bundle/make_bundle.h"

#include "codec/wire.h"
#include "light/bundle/bundle.h"
#include "machine/veil.h"

namespace linlian::light {
namespace {

void put_signed(const Header& header, const Commit& commit, v1::SignedHeader& out) {
    out.set_header(encode_header(header));
    out.set_commit(encode_commit(commit));
}

}  // namespace

v1::Bundle new_bundle(const machine::v1::Genesis& genesis, const machine::Tip& tip,
                      const Header& header, const Commit& commit) {
    v1::Bundle bundle;
    bundle.set_format(bundle_format);
    *bundle.mutable_genesis() = machine::public_form(genesis);
    put_signed(header, commit, *bundle.mutable_seal());
    bundle.mutable_app()->set_state_root(tip.state_root.bytes());
    bundle.mutable_app()->set_log_root(tip.log.root().bytes());
    bundle.mutable_app()->set_log_size(tip.log.size());
    return bundle;
}

void put_transaction(v1::Bundle& bundle, BytesView transaction, const machine::v1::Receipt& receipt,
                     const LogPlace& place) {
    auto& fact = *bundle.mutable_transaction();
    fact.set_transaction(Bytes{transaction});
    *fact.mutable_leaf() = receipt.leaf();
    *fact.mutable_effects() = receipt.effects();
    fact.set_index(place.index);
    for (const Hash32& hash : place.path) fact.add_path(hash.bytes());
}

void put_row(v1::Bundle& bundle, BytesView key, const std::optional<Bytes>& value,
             const StateProof& proof) {
    auto& fact = *bundle.mutable_row();
    fact.set_key(Bytes{key});
    fact.set_value(value.value_or(Bytes{}));
    fact.set_proof(proof.encode());
}

void put_prefix(v1::Bundle& bundle, const OldHead& old, std::span<const Hash32> path) {
    auto& fact = *bundle.mutable_prefix();
    fact.set_old_size(old.size);
    fact.set_old_root(old.root.bytes());
    for (const Hash32& hash : path) fact.add_path(hash.bytes());
}

void put_secret(v1::Bundle& bundle, const Hash32& secret) {
    bundle.mutable_row()->set_secret(secret.bytes());
}

void put_voucher(v1::Bundle& bundle, const machine::Voucher& voucher, const StateProof& proof) {
    auto& out = *bundle.mutable_row()->mutable_voucher();
    out.set_key(voucher.key);
    out.set_value(voucher.value);
    out.set_proof(proof.encode());
    out.set_more(voucher.more);
}

// The digest is over the encoding without it, and comes last in the file.
Bytes encode_bundle(v1::Bundle bundle) {
    bundle.clear_digest();
    bundle.set_digest(bundle_digest(codec::encode(bundle)).bytes());
    return codec::encode(bundle);
}

v1::Bundle fork_bundle(const machine::v1::Genesis& genesis, const SealedHeader& one,
                       const SealedHeader& other) {
    v1::Bundle bundle;
    bundle.set_format(bundle_format);
    *bundle.mutable_genesis() = machine::public_form(genesis);
    put_signed(one.header, one.commit, *bundle.mutable_seal());
    put_signed(other.header, other.commit, *bundle.mutable_fork());
    return bundle;
}

// From two bundles of prefixes: the seal of the older one, and what the newer one proves of its own
// beginning. A newer log that is shorter needs no such proof.
v1::Bundle rewrite_bundle(const v1::Bundle& newer, const v1::Bundle& older) {
    v1::Bundle bundle = newer;
    v1::RewriteFact fact;
    *fact.mutable_older() = older.seal();
    *fact.mutable_app() = older.app();
    if (older.app().log_size() <= newer.app().log_size()) {
        fact.set_root(newer.prefix().old_root());
        *fact.mutable_path() = newer.prefix().path();
    }
    *bundle.mutable_rewrite() = std::move(fact);
    return bundle;
}

}  // namespace linlian::light
