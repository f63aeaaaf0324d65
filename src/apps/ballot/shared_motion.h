// An act that two offices do together without handing on a motion's id: whoever runs the
// command first proposes it, whoever runs the same one next stands behind it.
#pragma once

#include "apps/motion_work.h"
#include "apps/open_motions.h"
#include "apps/options.h"
#include "codec/wire.h"

namespace linlian::apps {

// Supports the open motion with this very act, else proposes it. Refusals: the ledger's.
template <class Act>
Result<MotionStep> together_with_others(LedgerDoor& door, const KeyPair& key, const Act& act,
                                        const Bytes& office) {
    const auto bytes = codec::encode(act);
    const auto found = find_open_motion<Act>(
        door, [&bytes](const Act& other) { return codec::encode(other) == bytes; });
    if (!found) return tl::unexpected(found.error());
    if (*found) return support(door, key, (*found)->motion.id(), office);
    return propose(door, key, act, {office, {}, 14});
}

// The receipt, and who comes next where it waits.
Result<> say_step(const Options& options, const Result<MotionStep>& step);

}  // namespace linlian::apps
