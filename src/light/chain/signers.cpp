// From the genesis through the handovers that a bundle lists. Each set is trusted because the one
// before it signed a header that names it.
#include "light/chain/signers.h"

#include "codec/refusal.h"
#include "light/refusals.pb.h"

namespace linlian::light {
namespace {

// In the order given; only those of a genesis are put into CometBFT's order afterwards.
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

}  // namespace

Result<Header> open_signed(const v1::SignedHeader& from, const Signers& signers) {
    auto header = TRY(decode_header(from.header()));
    const auto commit = TRY(decode_commit(from.commit()));
    TRY(verify_commit(signers.chain_id, signers.validators, header, commit));
    // A set signs no block at or before its handover: those are the older set's.
    if (header.height <= signers.since)
        return refuse(v1::HISTORY_BROKEN, {{"height", std::to_string(header.height)}});
    return header;
}

Result<Signers> genesis_signers(const machine::v1::Genesis& genesis, const Hash32& community) {
    auto validators = TRY(read_validators(genesis.validators()));
    return Signers{chain_id_of(community), in_canonical_order(std::move(validators)), 0};
}

Result<> follow_change(const v1::ValidatorChange& change, Signers& signers) {
    const auto header = TRY(open_signed(change.last(), signers));
    auto next = TRY(read_validators(change.next()));
    if (header.next_validators_hash != validators_hash(next).view())
        return refuse(v1::HISTORY_BROKEN, {{"height", std::to_string(header.height)}});
    signers.validators = std::move(next);
    signers.since = header.height;
    return {};
}

}  // namespace linlian::light
