// Keys of people: enrolling one with a slip, the second check of a clerk, keys from the counter,
// recovery, adding and retiring. The commands, the demo and tests call these; each new key
// countersigns, so that nobody enrols a key that somebody else holds.
#pragma once

#include "client/motion/motion_work.h"
#include "client/shown/screen.h"
#include "modules/registry/registry.pb.h"
#include "roster/plan/slip.h"

namespace linlian::client {

// A slip from what a person typed: the code, or the URI of its QR code. Refusals: those of
// parse_code and parse_slip_uri; client.SLIP_ELSEWHERE for a slip of another community.
Result<roster::Slip> read_slip(const Hash32& community, const std::string& code_or_uri);

// What the holder of a fresh key hands to a clerk: the public key, and its signature that it
// becomes a key of this member (or comes with this slip) in this community, by this type of act
// alone. The secret stays with them.
struct KeyConsent {
    Bytes key;
    Bytes countersignature;
};
Result<KeyConsent> consent_of(const Hash32& community, const google::protobuf::Descriptor& act,
                              const Bytes& subject, const Author& key);
template <class Act>
Result<KeyConsent> consent_to(const Hash32& community, const Bytes& subject, const Author& key) {
    return consent_of(community, *Act::descriptor(), subject, key);
}
// The same to EnrolAtCounter for this member, or to RecoverMember.
Result<KeyConsent> consent_to_key(const Hash32& community, const Id16& member, const Author& key,
                                  bool is_recovery);
// Key and signature in hex with a dot between. Refusal client.COMMAND_WRONG for other texts.
std::string consent_text(const KeyConsent& consent);
Result<KeyConsent> read_consent(const std::string& text);

// Enrols `key` with the slip; it then waits for a clerk's second check. Refusals: client.SLIP_DEAD
// for a slip that is worth nothing (any more), KEY_ENROLLED where this very key is enrolled by now.
Result<Receipt> enrol_by_slip(Ledger& ledger, const roster::Slip& slip, const Author& key);

// A method of identification by its name on the command line: "id-card-at-counter" for
// ID_CARD_AT_COUNTER. Refusal client.COMMAND_WRONG lists the names.
Result<registry::v1::Method> read_method(const std::string& name);

// The second check of a key, as the clerk reviews and signs it. Whose key it is the node says, and
// the act repeats; the ledger refuses another's.
Result<registry::v1::ActivateKey> second_check(Ledger& ledger, const Bytes& key,
                                               registry::v1::Method method);

// The acts below wait for a second office, which supports the motion. Refusals before anything is
// sent: registry.KEY_MALFORMED, COUNTERSIGNATURE_WRONG for a consent to something else.
Result<MotionStep> enrol_at_counter(Ledger& ledger, const Author& clerk, const Id16& member,
                                    const KeyConsent& consent, registry::v1::Method method,
                                    const Bytes& office);
Result<MotionStep> recover_member(Ledger& ledger, const Author& clerk, const Id16& member,
                                  const KeyConsent& consent, const Bytes& office);

// The veto of the recovery that runs for the holder of `own`, made from its proven row. Refusal
// registry.RECOVERY_UNKNOWN where none runs.
Result<registry::v1::VetoRecovery> veto_of(Ledger& ledger, const Author& own);

// Says in red that somebody is replacing the keys of this member, where a recovery is proven to
// their own key; nothing else. They have three days, and nobody else tells them.
Result<> warn_of_recovery(const Screen& screen, Ledger& ledger, const Author& own,
                          const Id16& member);

// Of the member themself, with a key they have.
Result<Receipt> add_key(Ledger& ledger, const Author& own, const Author& fresh);
Result<Receipt> retire_key(Ledger& ledger, const Author& own, const Bytes& key);

}  // namespace linlian::client
