// Who stands behind a transaction, as the module that knows keys resolves it from the state.
#pragma once

#include "base/bytes.h"
#include "codec/options.pb.h"

#include <vector>

namespace linlian::machine {

// A seat's key is no member's: it may author the acts that ask for a seat, and no others.
enum class KeyStanding { slip = 0, provisional = 1, active = 2, seat = 3 };

// One who stands behind an act; office zero: for themselves.
struct Supporter {
    Id16 member;
    Id16 office;
};

struct Author {
    Bytes key;    // encoded public key
    Id16 member;  // zero for the key of a slip
    KeyStanding standing = KeyStanding::active;
    // Of an act that a motion carries out: everybody behind it, the author among them. Empty where
    // the author sent the act themself.
    std::vector<Supporter> supporters = {};
};

// The standing that an act asks for at least.
inline KeyStanding least_standing(const codec::v1::ActOptions& options) {
    switch (options.least_standing()) {
        case codec::v1::SLIP:
            return KeyStanding::slip;
        case codec::v1::PROVISIONAL:
            return KeyStanding::provisional;
        case codec::v1::SEAT:
            return KeyStanding::seat;
        default:
            return KeyStanding::active;
    }
}

}  // namespace linlian::machine
