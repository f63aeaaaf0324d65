// Whether two heads are of one ledger. Two of one height must be the same block. Of different
// heights the node proves how its log begins, which is compared with the older head. The answer may
// be sealed by a newer block, which is then compared with the newer of both, until a round ends at
// one height.
#include "client/read/head_relation.h"

#include "base/check.h"
#include "client/client.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "engine/refusals.pb.h"
#include "light/bundle/make_bundle.h"

namespace linlian::client {
namespace {

// Each question may be answered at a newer head, which then stands to be compared in turn.
constexpr int questions_max = 16;

light::v1::Bundle decoded(const SeenHead& head) {
    light::v1::Bundle bundle;
    CHECK(codec::decode_strict(head.seal, bundle));  // from head_of, or checked when it was read
    return bundle;
}

// A head that the node showed when it was asked about the beginning of its log.
struct Prefix {
    SeenHead head;
    Hash32 old_root;
    light::v1::Bundle bundle;
};

auto went_back(Height height, Height seen) {
    return refuse(v1::HEAD_WENT_BACK,
                  {{"height", std::to_string(height)}, {"seen", std::to_string(seen)}});
}

Result<Prefix> ask_about(const SeenHead& older, const SeenHead& newer, const HeadAsker& asker) {
    const auto bytes = asker.ask_prefix(older.log_size);
    if (!bytes) {
        const auto ahead = codec::make_refusal(engine::v1::HEAD_AHEAD).code;
        if (bytes.error().code == ahead) return went_back(older.height, newer.height);
        return tl::unexpected(bytes.error());
    }
    const auto statement = TRY(light::verify_bundle(*bytes, asker.community, asker.program));
    const auto* proven = std::get_if<light::ProvenPrefix>(&statement.fact);
    Prefix prefix{head_of(statement, *bytes), {}, {}};
    if (proven == nullptr || proven->old_size != older.log_size ||
        !codec::decode_strict(*bytes, prefix.bundle))
        return refuse(v1::ANSWER_DIFFERS, {{"what", "head"}});
    prefix.old_root = proven->old_root;
    return prefix;
}

light::SealedHeader sealed(const light::v1::Bundle& bundle) {
    const auto header = light::decode_header(bundle.seal().header());
    const auto commit = light::decode_commit(bundle.seal().commit());
    CHECK(header && commit);  // they were verified
    return {*header, *commit};
}

// The proof that these are of two ledgers, as far as they alone show it.
// Two blocks of one height, or a log that became shorter. Nothing where both can be of one ledger.
std::optional<Bytes> fork_between(const SeenHead& older, const SeenHead& newer) {
    if (older.height == newer.height && older.sealed_by != newer.sealed_by) {
        const auto bundle = decoded(older);
        auto fork = light::fork_bundle(bundle.genesis(), sealed(bundle), sealed(decoded(newer)));
        *fork.mutable_history() = bundle.history();
        return light::encode_bundle(std::move(fork));
    }
    if (older.height < newer.height && older.log_size > newer.log_size)
        return light::encode_bundle(light::rewrite_bundle(decoded(newer), decoded(older)));
    return std::nullopt;
}

// The same, where the node proved how the log of `shown` begins.
// Where the node's own head is not above the older one, the two heads have to show it by
// themselves.
std::optional<Bytes> fork_by(const SeenHead& older, const Prefix& shown) {
    if (shown.old_root == older.log_root) return std::nullopt;
    if (older.height < shown.head.height)
        return light::encode_bundle(light::rewrite_bundle(shown.bundle, decoded(older)));
    return fork_between(shown.head, older);
}

}  // namespace

SeenHead head_of(const light::Statement& statement, BytesView bundle) {
    light::v1::Bundle seal;
    CHECK(codec::decode_strict(bundle, seal));  // it was verified
    seal.clear_fact();
    seal.clear_digest();
    return {statement.height, statement.log_size, statement.log_root, statement.sealed_by,
            codec::encode(seal)};
}

HeadSeal seal_of(const SeenHead& head) {
    const auto [header, commit] = sealed(decoded(head));
    return {header.time.timestamp(), commit.round};
}

bool tells_of_loss(const SeenHead& seen, const SeenHead& met) {
    return seal_of(met).round > seal_of(seen).round;
}

Bytes bundle_of(const SeenHead& head) {
    auto bundle = decoded(head);
    // A bundle must state a fact: that every log begins with nothing always holds.
    light::put_prefix(bundle, {0, merkle_root_of_hashes({})}, {});
    return light::encode_bundle(std::move(bundle));
}

Result<HeadRelation> relate_heads(const SeenHead& one, const SeenHead& other,
                                  const HeadAsker& asker) {
    SeenHead older = one.height <= other.height ? one : other;
    SeenHead newer = one.height <= other.height ? other : one;
    for (int question = 0; question < questions_max; ++question) {
        if (auto fork = fork_between(older, newer)) return HeadRelation{newer, std::move(fork)};
        if (older.height == newer.height) return HeadRelation{newer, std::nullopt};
        const auto shown = TRY(ask_about(older, newer, asker));
        if (auto fork = fork_by(older, shown)) return HeadRelation{shown.head, std::move(fork)};
        if (shown.head.height < newer.height) return went_back(shown.head.height, newer.height);
        older = std::move(newer);
        newer = shown.head;
    }
    return refuse(v1::LEDGER_MOVED);
}

}  // namespace linlian::client
