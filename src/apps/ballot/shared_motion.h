// An act that two offices do together without handing on a motion's id: whoever runs the
// command first proposes it, whoever runs the same one next stands behind it.
#pragma once

#include "apps/act_review.h"
#include "apps/motion_work.h"
#include "apps/open_motions.h"
#include "apps/options.h"
#include "codec/wire.h"

namespace linlian::apps {

// The open motion with this very act; nothing where nobody proposed it. Refusals: of the node.
template <class Act>
Result<std::optional<FoundMotion<Act>>> find_same(LedgerDoor& door, const Act& act) {
    const auto bytes = codec::encode(act);
    return find_open_motion<Act>(
        door, [&bytes](const Act& other) { return codec::encode(other) == bytes; });
}

// Supports the open motion with this very act, else proposes it. Refusals: the ledger's.
template <class Act>
Result<MotionStep> together_with_others(LedgerDoor& door, const KeyPair& key, const Act& act,
                                        const Bytes& office) {
    const auto found = find_same(door, act);
    if (!found) return tl::unexpected(found.error());
    if (*found) return support(door, key, (*found)->motion.id(), office);
    return propose(door, key, act, {office, {}, 14});
}

// The receipt, and who comes next where it waits.
Result<> say_step(const Options& options, const Result<MotionStep>& step);

// Who proposed it, so that whoever is asked knows beside whom they stand; or that nobody did.
Result<> say_proposer(const Options& options, LedgerDoor& door, const motion::v1::Motion* motion,
                      const std::string& names_file);

// What somebody is asked about an act that is done so.
struct TogetherQuestion {
    Bytes office;
    std::string names_file;
    std::string question;
};

// One such act as a command: who proposed it, its review, the question, then the step.
template <class Act>
Result<> ask_together(const Options& options, LedgerDoor& door, const KeyPair& key, const Act& act,
                      const TogetherQuestion& asked) {
    const auto found = find_same(door, act);
    if (!found) return tl::unexpected(found.error());
    const auto* motion = *found ? &(*found)->motion.motion() : nullptr;
    TRY(say_proposer(options, door, motion, asked.names_file));
    TRY(review_act(options, door, act, asked.names_file, asked.question));
    return say_step(options, *found ? support_seen(door, key, (*found)->motion, asked.office)
                                    : propose(door, key, act, {asked.office, {}, 14}));
}

}  // namespace linlian::apps
