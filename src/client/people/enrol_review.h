// Keys of people before somebody signs about them, and what they are told: what a clerk compares at
// the counter, the consent of a fresh key, who a key speaks for. The acts are in enrol_work.h.
#pragma once

#include "client/act/opened_names.h"
#include "client/people/enrol_work.h"
#include "client/shown/review.h"

namespace linlian::client {

// Shows the community's id and the key with its fingerprint, and asks whether the id is that of the
// slip and the notice board. Refusal client.NOT_CONFIRMED.
Result<> ask_to_enrol(const Review& review, const Hash32& community, const Author& key);
// Who checks this key next, and how.
Styled check_to_come(const Author& key);

// For whoever checks a card against an id without names: they read none on the screen.
void say_nameless(const Screen& screen);

// Shows the second check of a key, asks, and sends it.
Result<Receipt> activate_reviewed(const Review& review, Ledger& ledger, const Author& clerk,
                                  const Bytes& key, registry::v1::Method method,
                                  const NamesAtHand& names);

// A key for a member by two offices, as the first of them has it.
struct KeyByOffices {
    Id16 member;
    KeyConsent consent;
    bool is_recovery = false;
    std::string method = {};  // as it is typed; of a recovery none
    std::string office = {};  // as it is typed; empty: the only one of the clerk
};
// Shows the act, asks, and proposes it. Refusals: those of acting_office, read_method, review_act
// and of enrol_at_counter.
Result<MotionStep> bring_key(const Review& review, Ledger& ledger, const Author& clerk,
                             const KeyByOffices& brought, const NamesAtHand& names);
// Shows the motion of such an act, asks, and supports it for the other office. Refusal
// client.NOTHING_WAITS for what is no such motion.
Result<MotionStep> confirm_key(const Review& review, Ledger& ledger, const Author& clerk,
                               const Id16& motion, const std::string& office,
                               const NamesAtHand& names);
// Its receipt, and how the other office confirms what waits; a refusal is passed on.
Result<> say_key_step(const Screen& screen, const Result<MotionStep>& step);

// The consent of a fresh key to be enrolled at the counter or by a recovery, told to its holder;
// to a program text and fingerprint.
Result<> say_consent(const Screen& screen, const Hash32& community, const Id16& member,
                     const Author& key, bool is_recovery);

// Shows the recovery that runs for the holder of `own`, asks, and vetoes it. Refusals: those of
// veto_of and review_act.
Result<Receipt> veto_reviewed(const Review& review, Ledger& ledger, const Author& own);

// Who a key speaks for: the id that mandates need, proven, and the roles held, as the node says;
// warns of a recovery that runs. Refusals: of the node, registry.KEY_UNKNOWN.
Result<> show_own(const Screen& screen, Ledger& ledger, const Author& own);

}  // namespace linlian::client
