// The check of each kind of fact against the roots that validators signed: a transaction in the
// log, an older head of the log, a row in the state or its absence. bundle.cpp calls these once the
// roots are known to be true.
#include "light/bundle/bundle_facts.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/transaction.h"
#include "light/refusals.pb.h"
#include "machine/history.h"
#include "machine/prove.h"
#include "machine/veil.h"
#include "state/tree/place.h"
#include "state/tree/tree_proof.h"

namespace linlian::light {
namespace {

using machine::v1::Body;
using machine::v1::Leaf;

// Of any fact with a repeated field `path`; each of its hashes has 32 bytes.
Result<std::vector<Hash32>> read_path(const auto& fact, const char* part) {
    std::vector<Hash32> path(static_cast<std::size_t>(fact.path_size()));
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!Hash32::parse(fact.path(static_cast<int>(i)), path[i]))
            return refuse(v1::BUNDLE_MALFORMED, {{"part", part}});
    }
    return path;
}

// Under the sealed root the index is bound too: the same leaf elsewhere has another path.
Result<> check_in_log(const v1::TransactionFact& fact, const Roots& roots) {
    const auto path = TRY(read_path(fact, "transaction.path"));
    const Hash32 leaf = leaf_hash(machine::encode_leaf(fact.leaf()));
    if (!verify_inclusion(leaf, fact.index(), roots.log_size, path, roots.log))
        return refuse(v1::OUTSIDE_LOG, {{"index", std::to_string(fact.index())}});
    return {};
}

Result<> mismatch(const std::string& field) {
    return refuse(v1::TRANSACTION_MISMATCH, {{"field", field}});
}

// Author and act of the leaf, or what a veiled one carries in place of them.
Result<> check_author(const Body& body, const Leaf& leaf) {
    if (!machine::is_veiled(leaf)) {
        if (body.author_key() != leaf.author_key()) return mismatch("author_key");
        if (body.act_type() != leaf.act_type()) return mismatch("act_type");
        return {};
    }
    machine::v1::LeafOpening opening;
    opening.set_nonce(body.nonce());
    opening.set_author_key(body.author_key());
    opening.set_act_type(body.act_type());
    if (machine::veiled_hash(opening).view() != leaf.veiled()) return mismatch("veiled");
    if (!leaf.author_key().empty() || !leaf.act_type().empty()) return mismatch("veiled");
    return {};
}

// The body says what the leaf says, field by field; the act itself is under the id.
Result<> check_body(BytesView body_bytes, const Body& body, const Leaf& leaf,
                    const Hash32& community) {
    if (machine::transaction_id(body_bytes).view() != leaf.id()) return mismatch("id");
    if (body.community() != community.view()) return mismatch("community");
    if (body.expires_ms() != leaf.expires_ms()) return mismatch("expires_ms");
    return check_author(body, leaf);
}

// The signature of the author, over the very body whose hash is the id. Gives the body; nothing for
// due work.
Result<std::optional<Body>> check_envelope(const v1::TransactionFact& fact,
                                           const Hash32& community) {
    // Due work has no author, and so no transaction; everything else has both.
    if (machine::is_due_work(fact.leaf())) {
        if (!fact.transaction().empty()) TRY(mismatch("author_key"));
        return std::optional<Body>{};
    }
    machine::v1::Transaction envelope;
    Body body;
    if (!codec::decode_strict(fact.transaction(), envelope) ||
        !codec::decode_strict(envelope.body(), body))
        return refuse(v1::BUNDLE_MALFORMED, {{"part", "transaction.transaction"}});
    TRY(check_body(envelope.body(), body, fact.leaf(), community));
    const auto key = PublicKey::decode(body.author_key());
    const Hash32 signed_hash = machine::signing_hash(envelope.body());
    if (!key || !verify(*key, signed_hash.view(), envelope.signature()))
        return refuse(v1::AUTHOR_SIGNATURE_WRONG);
    return std::optional{std::move(body)};
}

}  // namespace

// First that the leaf is in the log, then that everything that is shown beside it belongs to it.
Result<ProvenTransaction> check_transaction(const v1::TransactionFact& fact, const Roots& roots,
                                            const Hash32& community) {
    TRY(check_in_log(fact, roots));
    if (machine::effects_hash(fact.effects()).view() != fact.leaf().effects_hash())
        return refuse(v1::EFFECTS_MISMATCH);
    auto body = TRY(check_envelope(fact, community));
    return ProvenTransaction{.index = fact.index(),
                             .leaf = fact.leaf(),
                             .effects = fact.effects(),
                             .body = std::move(body)};
}

// The newer head is the sealed one. The older one is what the bundle says: whoever asks compares it
// with the head that they hold.
Result<ProvenPrefix> check_prefix(const v1::PrefixFact& fact, const Roots& roots) {
    const auto path = TRY(read_path(fact, "prefix.path"));
    ProvenPrefix proven{fact.old_size(), {}, roots.log_size, roots.log};
    if (!Hash32::parse(fact.old_root(), proven.old_root))
        return refuse(v1::BUNDLE_MALFORMED, {{"part", "prefix.old_root"}});
    if (proven.old_size > roots.log_size ||
        !verify_consistency(proven.old_size, proven.old_root, roots.log_size, roots.log, path))
        return refuse(v1::PREFIX_BROKEN, {{"size", std::to_string(proven.old_size)}});
    return proven;
}

namespace {

auto row_malformed(const char* part) { return refuse(v1::BUNDLE_MALFORMED, {{"part", part}}); }

// The place of a row as its table has it: by its key alone, or by the secret that comes with it.
Result<Hash32> place_in(const state::TableInfo& table, BytesView key,
                        const std::optional<Hash32>& secret) {
    if (table.privacy == state::Privacy::open) return tree_key(key);
    if (!secret) return row_malformed("row.secret");
    return state::veiled_place(key, *secret);
}

// That the secret is the one of the row's subject. Without this a node could state the absence of
// any personal row: under a secret that it made up, nothing stands anywhere.
Result<> check_voucher(const v1::RowFact& fact, const state::TableInfo& table, const Hash32& secret,
                       const Roots& roots, const machine::Program& program) {
    const auto& voucher = fact.voucher();
    const auto* kind = program.find_subject(table.subject_kind);
    const auto* stands_in = machine::provable_table(program, voucher.key());
    const auto proof = StateProof::decode(voucher.proof());
    if (!fact.has_voucher() || !kind->shows || stands_in == nullptr || !proof)
        return refuse(v1::SECRET_UNPROVEN);
    const auto place = place_in(*stands_in, voucher.key(), secret);
    if (!place || !verify_member(roots.state, *place, tree_value_hash(voucher.value()), *proof) ||
        !kind->shows({voucher.key(), voucher.value(), voucher.more()},
                     state::subject_of(table, fact.key()), secret))
        return refuse(v1::SECRET_UNPROVEN);
    return {};
}

// The secret as far as the row's table has one.
Result<std::optional<Hash32>> read_secret(const v1::RowFact& fact, const state::TableInfo& table) {
    if (table.privacy == state::Privacy::open) {
        if (!fact.secret().empty() || fact.has_voucher()) return row_malformed("row.secret");
        return std::optional<Hash32>{};
    }
    Hash32 secret;
    if (!Hash32::parse(fact.secret(), secret)) return row_malformed("row.secret");
    return std::optional{secret};
}

}  // namespace

Result<ProvenRow> check_row(const v1::RowFact& fact, const Roots& roots,
                            const machine::Program& program) {
    const auto proof = StateProof::decode(fact.proof());
    if (!proof) return row_malformed("row.proof");
    const auto* table = machine::provable_table(program, fact.key());
    if (table == nullptr) return refuse(v1::ROW_UNREADABLE);
    const auto secret = TRY(read_secret(fact, *table));
    const auto place = TRY(place_in(*table, fact.key(), secret));
    // A row that is there: its place, key and value follow the root, and no voucher is asked. A
    // wrong secret leads to a place where this row does not stand.
    if (proof->kind == StateProof::Kind::member) {
        if (fact.has_voucher()) return row_malformed("row.voucher");
        if (!verify_member(roots.state, place, tree_value_hash(fact.value()), *proof))
            return refuse(v1::OUTSIDE_STATE);
        return ProvenRow{fact.key(), fact.value()};
    }
    // A row that is absent has no value, so that a bundle has one encoding.
    if (!fact.value().empty()) return row_malformed("row.value");
    if (!verify_absent(roots.state, place, *proof)) return refuse(v1::OUTSIDE_STATE);
    if (secret) TRY(check_voucher(fact, *table, *secret, roots, program));
    return ProvenRow{fact.key(), std::nullopt};
}

}  // namespace linlian::light
