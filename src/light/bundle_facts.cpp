#include "light/bundle_facts.h"

#include "codec/refusal.h"
#include "codec/wire.h"
#include "light/refusals.pb.h"
#include "machine/history.h"
#include "machine/transaction.h"
#include "state/tree_proof.h"

namespace linlian::light {
namespace {

using machine::v1::Body;
using machine::v1::Leaf;

Result<std::vector<Hash32>> read_path(const auto& fact, const char* part) {
    std::vector<Hash32> path(static_cast<std::size_t>(fact.path_size()));
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (!Hash32::parse(fact.path(static_cast<int>(i)), path[i]))
            return refuse(v1::BUNDLE_MALFORMED, {{"part", part}});
    }
    return path;
}

Result<> check_in_log(const v1::TransactionFact& fact, const Roots& roots) {
    const auto path = read_path(fact, "transaction.path");
    if (!path) return tl::unexpected(path.error());
    const Hash32 leaf = leaf_hash(machine::encode_leaf(fact.leaf()));
    if (!verify_inclusion(leaf, fact.index(), roots.log_size, *path, roots.log))
        return refuse(v1::OUTSIDE_LOG, {{"index", std::to_string(fact.index())}});
    return {};
}

Result<> mismatch(const std::string& field) {
    return refuse(v1::TRANSACTION_MISMATCH, {{"field", field}});
}

// The body says what the leaf says, field by field; the act itself is under the id.
Result<> check_body(BytesView body_bytes, const Body& body, const Leaf& leaf,
                    const Hash32& community) {
    if (machine::transaction_id(body_bytes).view() != leaf.id()) return mismatch("id");
    if (body.community() != community.view()) return mismatch("community");
    if (body.author_key() != leaf.author_key()) return mismatch("author_key");
    if (body.expires_ms() != leaf.expires_ms()) return mismatch("expires_ms");
    if (body.act_type() != leaf.act_type()) return mismatch("act_type");
    return {};
}

Result<std::optional<Body>> check_envelope(const v1::TransactionFact& fact,
                                           const Hash32& community) {
    // Due work has no author, and so no transaction; everything else has both.
    if (fact.leaf().author_key().empty()) {
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

Result<ProvenTransaction> check_transaction(const v1::TransactionFact& fact, const Roots& roots,
                                            const Hash32& community) {
    TRY(check_in_log(fact, roots));
    if (machine::effects_hash(fact.effects()).view() != fact.leaf().effects_hash())
        return refuse(v1::EFFECTS_MISMATCH);
    auto body = check_envelope(fact, community);
    if (!body) return tl::unexpected(std::move(body).error());
    return ProvenTransaction{.index = fact.index(),
                             .leaf = fact.leaf(),
                             .effects = fact.effects(),
                             .body = std::move(*body)};
}

Result<ProvenPrefix> check_prefix(const v1::PrefixFact& fact, const Roots& roots) {
    const auto path = read_path(fact, "prefix.path");
    if (!path) return tl::unexpected(path.error());
    ProvenPrefix proven{fact.old_size(), {}, roots.log_size, roots.log};
    if (!Hash32::parse(fact.old_root(), proven.old_root))
        return refuse(v1::BUNDLE_MALFORMED, {{"part", "prefix.old_root"}});
    if (proven.old_size > roots.log_size ||
        !verify_consistency(proven.old_size, proven.old_root, roots.log_size, roots.log, *path))
        return refuse(v1::PREFIX_BROKEN, {{"size", std::to_string(proven.old_size)}});
    return proven;
}

Result<ProvenRow> check_row(const v1::RowFact& fact, const Roots& roots) {
    const auto proof = StateProof::decode(fact.proof());
    if (!proof) return refuse(v1::BUNDLE_MALFORMED, {{"part", "row.proof"}});
    const Hash32 key = tree_key(fact.key());
    if (proof->kind == StateProof::Kind::member) {
        if (!verify_member(roots.state, key, tree_value_hash(fact.value()), *proof))
            return refuse(v1::OUTSIDE_STATE);
        return ProvenRow{fact.key(), fact.value()};
    }
    if (!fact.value().empty()) return refuse(v1::BUNDLE_MALFORMED, {{"part", "row.value"}});
    if (!verify_absent(roots.state, key, *proof)) return refuse(v1::OUTSIDE_STATE);
    return ProvenRow{fact.key(), std::nullopt};
}

}  // namespace linlian::light
