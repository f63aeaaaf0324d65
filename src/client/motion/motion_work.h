// Motions as people work with them: proposing an act for an office, standing behind one. Commands,
// the demo and tests call these; each is one or two transactions.
#pragma once

#include "client/node/ledger.h"
#include "codec/options.pb.h"
#include "modules/motion/motion.pb.h"

#include <set>

namespace linlian::client {

// The member whose key this is, as the ledger proves it to them. Refusal registry.KEY_UNKNOWN for a
// key that is not enrolled.
Result<Id16> member_of(Ledger& ledger, const Author& own);

// The offices in which a member is proven to hold a role, ascending.
Result<std::set<Id16>> offices_held(Ledger& ledger, const Id16& member);

// The office that this key acts for: `wanted` when given, else the only one in which its member is
// proven to hold a role. Refusal client.COMMAND_WRONG when there are none or several.
Result<Bytes> office_of(Ledger& ledger, const Author& own, const Bytes& wanted);

// What the charter asks for an act, from its proven row or the default of the schema; empty for an
// act that this program does not know.
Result<codec::v1::Authority> proven_authority(Ledger& ledger, const std::string& act_type);

// The kinds of office that an authority names; an empty one stands for any.
std::set<std::string> kinds_in(const codec::v1::Authority& authority);

// What a proposal or a support led to.
struct MotionStep {
    Bytes motion;
    bool completed = false;
    Receipt receipt;
};

struct Proposal {
    Bytes office;        // empty: the only one of the proposer
    std::string reason;  // empty: the title of the act
    std::uint32_t days = 14;
    std::vector<Bytes> asks{};  // of an act about persons: the offices whose support it asks
};

Result<MotionStep> propose(Ledger& ledger, const Author& author, const Message& act,
                           const Proposal& proposal);

// A motion as the ledger has it now: its row, who stands behind it or declined, and the authority
// are proven; only what is still missing is the node's own count. `reader` must be entitled to the
// motion; nullptr: whoever the ledger is read as. Refusals: of the node, client.ANSWER_DIFFERS.
Result<motion::v1::MotionReply> look_at_motion(Ledger& ledger, const Author* reader,
                                               const Bytes& motion);

// That a motion of this state and act, as a node lists it, is on the ledger; whether reason and
// expiry are proven too, which they are to whoever may read it. How many support it is the node's
// word. Refusals: of the node, client.ANSWER_DIFFERS.
Result<bool> prove_listed(Ledger& ledger, motion::v1::MotionState state,
                          motion::v1::MotionSummary& listed);

// Supports the motion that was shown, and no other: what is signed is made from `seen` alone.
Result<MotionStep> support_seen(Ledger& ledger, const Author& author,
                                const motion::v1::MotionReply& seen, const Bytes& office);

// A reason by its word, "facts-differ". Refusal client.COMMAND_WRONG with all of them.
Result<motion::v1::DeclineReason> read_decline_reason(const std::string& word);

struct Declining {
    Bytes office;  // empty: the only one of the author
    motion::v1::DeclineReason reason = motion::v1::DECLINE_REASON_UNSPECIFIED;
    std::string text = {};
};
// Declines the motion that was shown for an office, or takes that back.
Result<Receipt> decline_seen(Ledger& ledger, const Author& author,
                             const motion::v1::MotionReply& seen, const Declining& declining);
Result<Receipt> take_back_decline_seen(Ledger& ledger, const Author& author,
                                       const motion::v1::MotionReply& seen, const Bytes& office);

// Takes the author's own support of the motion that was shown back.
Result<Receipt> take_back_support_seen(Ledger& ledger, const Author& author,
                                       const motion::v1::MotionReply& seen);
// Ends the author's own motion. `reason` is public and not empty.
Result<Receipt> withdraw_seen(Ledger& ledger, const Author& author,
                              const motion::v1::MotionReply& seen, const std::string& reason);

// Supports the motion as it stands now, for work where nobody looks on.
Result<MotionStep> support(Ledger& ledger, const Author& author, const Bytes& motion,
                           const Bytes& office);

// Proposes with the first key and supports with the second: what two offices do together.
Result<Receipt> together(Ledger& ledger, const Author& first, const Author& second,
                         const Message& act);

}  // namespace linlian::client
