// By itself a node says, with its key, which scheduled amendments its program knows: an amendment
// that too few seats know of lapses. Only a node that has a seat says anything.
#pragma once

#include "crypto/signer.h"
#include "machine/machine.h"

namespace linlian::engine {

// The signed acts that say what has not been said yet in these rows; good for an hour from `now`.
std::vector<Bytes> readiness_acts(const machine::Program& program, const state::StateView& rows,
                                  const Hash32& community, const KeyPair& node, Timestamp now);

// Whether a block changed what is scheduled.
bool touches_amendments(const state::Changes& changes);

}  // namespace linlian::engine
