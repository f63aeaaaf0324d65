// The validators that the genesis of a ledger names.
#pragma once

#include "light/chain/validators.h"
#include "machine/genesis.pb.h"

namespace linlian::storage {

// In CometBFT's order. Faults: a key that does not read, what light::check_validators refuses.
Faultable<std::vector<light::Validator>> genesis_validators(const machine::v1::Genesis& genesis);

}  // namespace linlian::storage
