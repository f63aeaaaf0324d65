// Who may sign a ledger's blocks, followed from its genesis over every change that those before
// have signed. Bundles and snapshots are checked with it. It trusts nothing but the genesis, whose
// community id the caller has compared.
#pragma once

#include "light/bundle.pb.h"
#include "light/chain/validators.h"

namespace linlian::light {

// As far as has been read. Only commits of these validators count.
struct Signers {
    std::string chain_id;
    std::vector<Validator> validators;
    Height since = 0;  // they sign no block up to this height
};

// Those that the genesis names. Refusal light.VALIDATORS_MALFORMED.
Result<Signers> genesis_signers(const machine::v1::Genesis& genesis, const Hash32& community);

// Hands over from one set to the next: the old one signed a header that names the new one. Refusals
// as of open_signed; HISTORY_BROKEN, VALIDATORS_MALFORMED.
Result<> follow_change(const v1::ValidatorChange& change, Signers& signers);

// The header, once its commit is known to be that of the signers. Refusals: HEADER_MALFORMED,
// COMMIT_MALFORMED, what verify_commit says, HISTORY_BROKEN for a height before theirs.
Result<Header> open_signed(const v1::SignedHeader& from, const Signers& signers);

}  // namespace linlian::light
