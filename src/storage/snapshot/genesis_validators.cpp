// The first validators, as the genesis names them.

#include "storage/snapshot/genesis_validators.h"

namespace linlian::storage {

// The genesis may be a stranger's: keys and powers are checked before anything is verified with
// them. The order is the one in which commits list their signatures.
Faultable<std::vector<light::Validator>> genesis_validators(const machine::v1::Genesis& genesis) {
    std::vector<light::Validator> validators;
    for (const auto& validator : genesis.validators()) {
        auto key = PublicKey::decode(validator.key());
        if (!key) return fault("the genesis names a validator whose key does not read");
        validators.push_back({std::move(*key), validator.power()});
    }
    if (const auto right = light::check_validators(validators); !right)
        return fault("the validators of the genesis cannot be used: " + right.error().code);
    return light::in_canonical_order(std::move(validators));
}

}  // namespace linlian::storage
