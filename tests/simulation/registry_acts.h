// The generator of the registry's acts: what somebody in a community sensibly does next, given what
// there is. It is often refused all the same, for it does not work out every rule.
#pragma once

#include "machine/machine.h"
#include "simulation/directory.h"
#include "simulation/wallet.h"

namespace linlian::simulation {

// An act, and the key of whoever sends it (for a slip the hash of it).
struct Sent {
    Bytes key;
    std::unique_ptr<machine::Message> act;
};

using Maybe = std::optional<Sent>;

// Nothing where nobody has the key.
template <class Act>
Maybe sent(Bytes key, const Act& act) {
    if (key.empty()) return {};
    return Sent{std::move(key), std::make_unique<Act>(act)};
}

inline Bytes document() { return Bytes(Hash32::size, 'd'); }

// Nothing when the act it thought of needs what there is not.
std::optional<Sent> draw_registry_act(Draws& draws, Wallet& wallet, const Directory& directory,
                                      Timestamp now);

// Acts that need a second office are proposed; somebody of another office supports a motion.
Sent proposed(Draws& draws, const Directory& directory, Sent sent);
std::optional<Sent> draw_support(Draws& draws, const Directory& directory);

}  // namespace linlian::simulation
