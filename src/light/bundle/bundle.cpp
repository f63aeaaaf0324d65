// The check of a whole bundle, from its digest to its fact. Reading order: verify_bundle() at the
// end, then check_fact() and what it calls. Each step trusts only what the steps before it have
// shown, beginning with the genesis, whose hash is the community id.
#include "light/bundle/bundle.h"

#include "base/check.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "light/bundle/bundle_facts.h"
#include "light/chain/signers.h"
#include "light/refusals.pb.h"
#include "machine/machine.h"

namespace linlian::light {
namespace {

auto malformed(const std::string& part) { return refuse(v1::BUNDLE_MALFORMED, {{"part", part}}); }

// The digest is the last field of the file, so that it is found without reading the rest.
constexpr BytesView digest_field{"\x7a\x20", 2};

bool digest_holds(BytesView file) {
    const std::size_t end_bytes = digest_field.size() + Hash32::size;
    if (file.size() < end_bytes) return false;
    const BytesView body = file.substr(0, file.size() - end_bytes);
    const BytesView end = file.substr(body.size());
    return end.substr(0, digest_field.size()) == digest_field &&
           end.substr(digest_field.size()) == bundle_digest(body).view();
}

// The roots as the bundle gives them, once they hash to the app hash in the signed header.
Result<Roots> sealed_roots(const v1::AppState& app, const Header& header) {
    Roots roots{.state = {}, .log = {}, .log_size = app.log_size()};
    if (!Hash32::parse(app.state_root(), roots.state) || !Hash32::parse(app.log_root(), roots.log))
        return malformed("app");
    if (header.app_hash != machine::app_hash(roots.state, roots.log, roots.log_size).view())
        return refuse(v1::OTHER_APP_STATE, {{"height", std::to_string(header.height)}});
    return roots;
}

// The round in which a block was sealed whose signatures hold.
std::int32_t round_of(const v1::SignedHeader& block) {
    const auto commit = decode_commit(block.commit());
    CHECK(commit.has_value());  // open_signed read it
    return commit->round;
}

// Two headers of one height, both signed by those who could sign there. A fork says nothing of a
// ledger's state, so it comes without roots.
Result<> check_fork(const v1::Bundle& bundle, const Signers& signers, const Header& seal,
                    Statement& statement) {
    if (bundle.has_app()) return malformed("app");
    const auto other = TRY(open_signed(bundle.fork(), signers));
    const ProvenFork fork{header_hash(seal), header_hash(other), round_of(bundle.seal()),
                          round_of(bundle.fork())};
    if (other.height != seal.height || fork.one == fork.other) return refuse(v1::NO_FORK);
    statement.fact = fork;
    return {};
}

// Those who could sign a block at this height, after as much of the history as lies before it.
Result<Signers> signers_at(const v1::Bundle& bundle, const Hash32& community, Height height) {
    auto signers = TRY(genesis_signers(bundle.genesis(), community));
    for (const auto& change : bundle.history()) {
        const auto last = TRY(decode_header(change.last().header()));
        if (last.height >= height) break;
        TRY(follow_change(change, signers));
    }
    return signers;
}

// Its height is read before anything is known to be true: it only chooses which signers to ask, and
// these must have signed it.
Result<Header> open_older(const v1::Bundle& bundle, const Hash32& community) {
    const auto unproven = TRY(decode_header(bundle.rewrite().older().header()));
    const auto signers = TRY(signers_at(bundle, community, unproven.height));
    return open_signed(bundle.rewrite().older(), signers);
}

// The log at the older header must not be the beginning of the log at the newer one. Where the
// newer log is shorter, that alone shows it; else the newer log proves what its own beginning of
// that length is.
Result<ProvenRewrite> check_rewrite(const v1::Bundle& bundle, const Roots& roots,
                                    const Header& seal, const Hash32& community) {
    const auto older = TRY(open_older(bundle, community));
    const auto before = TRY(sealed_roots(bundle.rewrite().app(), older));
    ProvenRewrite proven{older.height,
                         header_hash(older),
                         before.log_size,
                         before.log,
                         {},
                         round_of(bundle.rewrite().older()),
                         round_of(bundle.seal())};
    if (older.height >= seal.height) return refuse(v1::NO_FORK);
    if (before.log_size > roots.log_size) {
        const bool bare = bundle.rewrite().root().empty() && bundle.rewrite().path().empty();
        return bare ? Result<ProvenRewrite>{proven} : malformed("rewrite.root");
    }
    v1::PrefixFact prefix;
    prefix.set_old_size(before.log_size);
    prefix.set_old_root(bundle.rewrite().root());
    *prefix.mutable_path() = bundle.rewrite().path();
    const auto now = TRY(check_prefix(prefix, roots));
    if (now.old_root == before.log) return refuse(v1::NO_FORK);
    proven.now = now.old_root;
    return proven;
}

// Takes the proven fact into the statement, or passes its refusal on.
template <class Fact>
Result<> keep(Result<Fact> fact, Statement& statement) {
    if (!fact) return tl::unexpected(std::move(fact).error());
    statement.fact = std::move(*fact);
    return {};
}

Result<> check_fact(const v1::Bundle& bundle, const Signers& signers, const Header& seal,
                    const machine::Program& program, Statement& statement) {
    if (bundle.fact_case() == v1::Bundle::kFork)
        return check_fork(bundle, signers, seal, statement);
    const auto roots = TRY(sealed_roots(bundle.app(), seal));
    statement.log_size = roots.log_size;
    statement.log_root = roots.log;
    switch (bundle.fact_case()) {
        case v1::Bundle::kTransaction:
            return keep(check_transaction(bundle.transaction(), roots, statement.community),
                        statement);
        case v1::Bundle::kRow:
            return keep(check_row(bundle.row(), roots, program), statement);
        case v1::Bundle::kPrefix:
            return keep(check_prefix(bundle.prefix(), roots), statement);
        case v1::Bundle::kRewrite:
            return keep(check_rewrite(bundle, roots, seal, statement.community), statement);
        default:
            return malformed("fact");
    }
}

}  // namespace

Hash32 bundle_digest(BytesView encoded_without_digest) {
    return tagged_hash("linlian/bundle", encoded_without_digest);
}

// Cheap refusals first: size and digest are looked at before anything is decoded.
Result<Statement> verify_bundle(BytesView bytes, const std::optional<Hash32>& expected_community,
                                const machine::Program& program) {
    if (bytes.size() > max_bundle_bytes)
        return refuse(v1::BUNDLE_TOO_LARGE, {{"bytes", std::to_string(bytes.size())},
                                             {"limit", std::to_string(max_bundle_bytes)}});
    if (!digest_holds(bytes)) return malformed("digest");
    v1::Bundle bundle;
    if (!codec::decode_strict(bytes, bundle)) return malformed("encoding");
    if (bundle.format() != bundle_format) return malformed("format");

    // Nobody is asked to keep what no bundle should ever hold.
    if (!bundle.genesis().veil().empty()) return malformed("genesis.veil");

    Statement statement;
    statement.community = machine::community_id(bundle.genesis());
    statement.community_name = bundle.genesis().name();
    statement.anchored = expected_community.has_value();
    if (expected_community && *expected_community != statement.community)
        return refuse(v1::OTHER_COMMUNITY, {{"community", to_hex(statement.community.view())}});

    auto signers = TRY(genesis_signers(bundle.genesis(), statement.community));
    for (const auto& change : bundle.history()) TRY(follow_change(change, signers));
    const auto seal = TRY(open_signed(bundle.seal(), signers));

    statement.sealed_height = seal.height;
    statement.sealed_time = seal.time.timestamp();
    statement.sealed_by = header_hash(seal);
    statement.validators = signers.validators.size();
    // A header carries the app hash of the block before it: the fact is of that height.
    statement.height = seal.height - 1;
    TRY(check_fact(bundle, signers, seal, program, statement));
    return statement;
}

}  // namespace linlian::light
