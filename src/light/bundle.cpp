#include "light/bundle.h"

#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "light/bundle_facts.h"
#include "light/refusals.pb.h"
#include "light/validators.h"
#include "machine/machine.h"

namespace linlian::light {
namespace {

auto malformed(const std::string& part) { return refuse(v1::BUNDLE_MALFORMED, {{"part", part}}); }

// The digest is the last field of the file, so that it is found without reading the rest.
constexpr BytesView digest_field{"\x4a\x20", 2};

bool digest_holds(BytesView file) {
    const std::size_t end_bytes = digest_field.size() + Hash32::size;
    if (file.size() < end_bytes) return false;
    const BytesView body = file.substr(0, file.size() - end_bytes);
    const BytesView end = file.substr(body.size());
    return end.substr(0, digest_field.size()) == digest_field &&
           end.substr(digest_field.size()) == bundle_digest(body).view();
}

// Who may sign, as far as the bundle has been read. Only commits of these validators count.
struct Signers {
    std::string chain_id;
    std::vector<Validator> validators;
    Height since = 0;  // they sign no block up to this height
};

Result<std::vector<Validator>> read_validators(const auto& members) {
    std::vector<Validator> validators;
    for (const auto& member : members) {
        auto key = PublicKey::parse(member.key());
        if (!key) return refuse(v1::VALIDATORS_MALFORMED);
        validators.push_back({std::move(*key), member.power()});
    }
    TRY(check_validators(validators));
    return validators;
}

// The header, once its commit is known to be that of the signers.
Result<Header> open_signed(const v1::SignedHeader& from, const Signers& signers) {
    auto header = decode_header(from.header());
    if (!header) return header;
    const auto commit = decode_commit(from.commit());
    if (!commit) return tl::unexpected(commit.error());
    TRY(verify_commit(signers.chain_id, signers.validators, *header, *commit));
    if (header->height <= signers.since)
        return refuse(v1::HISTORY_BROKEN, {{"height", std::to_string(header->height)}});
    return header;
}

Result<Signers> genesis_signers(const machine::v1::Genesis& genesis, const Hash32& community) {
    auto validators = read_validators(genesis.validators());
    if (!validators) return tl::unexpected(std::move(validators).error());
    return Signers{chain_id_of(community), in_canonical_order(std::move(*validators)), 0};
}

// Hands over from one set to the next: the old one signed a header that names the new one.
Result<> follow_change(const v1::ValidatorChange& change, Signers& signers) {
    const auto header = open_signed(change.last(), signers);
    if (!header) return tl::unexpected(header.error());
    auto next = read_validators(change.next());
    if (!next) return tl::unexpected(std::move(next).error());
    if (header->next_validators_hash != validators_hash(*next).view())
        return refuse(v1::HISTORY_BROKEN, {{"height", std::to_string(header->height)}});
    signers.validators = std::move(*next);
    signers.since = header->height;
    return {};
}

Result<Roots> sealed_roots(const v1::AppState& app, const Header& header) {
    Roots roots{.state = {}, .log = {}, .log_size = app.log_size()};
    if (!Hash32::parse(app.state_root(), roots.state) || !Hash32::parse(app.log_root(), roots.log))
        return malformed("app");
    if (header.app_hash != machine::app_hash(roots.state, roots.log, roots.log_size).view())
        return refuse(v1::OTHER_APP_STATE, {{"height", std::to_string(header.height)}});
    return roots;
}

Result<> check_fork(const v1::Bundle& bundle, const Signers& signers, const Header& seal,
                    Statement& statement) {
    if (bundle.has_app()) return malformed("app");
    const auto other = open_signed(bundle.fork(), signers);
    if (!other) return tl::unexpected(other.error());
    const ProvenFork fork{header_hash(seal), header_hash(*other)};
    if (other->height != seal.height || fork.one == fork.other) return refuse(v1::NO_FORK);
    statement.fact = fork;
    return {};
}

template <class Fact>
Result<> keep(Result<Fact> fact, Statement& statement) {
    if (!fact) return tl::unexpected(std::move(fact).error());
    statement.fact = std::move(*fact);
    return {};
}

Result<> check_fact(const v1::Bundle& bundle, const Signers& signers, const Header& seal,
                    Statement& statement) {
    if (bundle.fact_case() == v1::Bundle::kFork)
        return check_fork(bundle, signers, seal, statement);
    const auto roots = sealed_roots(bundle.app(), seal);
    if (!roots) return tl::unexpected(roots.error());
    switch (bundle.fact_case()) {
        case v1::Bundle::kTransaction:
            return keep(check_transaction(bundle.transaction(), *roots, statement.community),
                        statement);
        case v1::Bundle::kRow:
            return keep(check_row(bundle.row(), *roots), statement);
        default:
            return malformed("fact");
    }
}

}  // namespace

Hash32 bundle_digest(BytesView encoded_without_digest) {
    return tagged_hash("linlian/bundle", encoded_without_digest);
}

Result<Statement> verify_bundle(BytesView bytes, const std::optional<Hash32>& expected_community) {
    if (bytes.size() > max_bundle_bytes)
        return refuse(v1::BUNDLE_TOO_LARGE, {{"bytes", std::to_string(bytes.size())},
                                             {"limit", std::to_string(max_bundle_bytes)}});
    if (!digest_holds(bytes)) return malformed("digest");
    v1::Bundle bundle;
    if (!codec::decode_strict(bytes, bundle)) return malformed("encoding");
    if (bundle.format() != bundle_format) return malformed("format");

    Statement statement;
    statement.community = machine::community_id(bundle.genesis());
    statement.community_name = bundle.genesis().name();
    statement.anchored = expected_community.has_value();
    if (expected_community && *expected_community != statement.community)
        return refuse(v1::OTHER_COMMUNITY, {{"community", to_hex(statement.community.view())}});

    auto signers = genesis_signers(bundle.genesis(), statement.community);
    if (!signers) return tl::unexpected(std::move(signers).error());
    for (const auto& change : bundle.history()) TRY(follow_change(change, *signers));
    const auto seal = open_signed(bundle.seal(), *signers);
    if (!seal) return tl::unexpected(seal.error());

    statement.sealed_height = seal->height;
    statement.sealed_time = seal->time.timestamp();
    statement.sealed_by = header_hash(*seal);
    statement.validators = signers->validators.size();
    statement.height = seal->height - 1;
    TRY(check_fact(bundle, *signers, *seal, statement));
    return statement;
}

}  // namespace linlian::light
