// A motion in words, before somebody signs about it, and what the commands about motions share.
#pragma once

#include "client/act/ledger_names.h"
#include "client/motion/motion_work.h"
#include "client/node/ledger.h"
#include "client/proof/verdict_text.h"
#include "client/shown/review.h"
#include "modules/motion/motion.pb.h"

#include <optional>
#include <string>
#include <vector>

namespace linlian::client {

// The office for which somebody signs: that of --office, or the only one of their key. Its proven
// name is said before they are asked, for a node can leave a role of theirs out. Refusals: those of
// read_office and office_of, client.OFFICE_NOT_FOUND.
Result<Bytes> acting_office(const Review& review, Ledger& ledger, const Author& key,
                            const std::string& given);

// The offices whose support somebody asks for an act that they propose, by id or by name, each said
// by its proven one. Refusals: those of find_office; COMMAND_WRONG where an act about persons asks
// nobody, or an office of a kind that its authority does not name, with those that could count, or
// where another act asks somebody.
Result<std::vector<Bytes>> asked_offices(const Review& review, Ledger& ledger,
                                         const google::protobuf::Descriptor& act,
                                         const std::vector<std::string>& given);

// Two columns about a motion: who proposed it and why, until when it stands, when its notice ends
// and carries it out, who stands behind it and who declined. A support is by hash for all of it.
Rows motion_rows(const motion::v1::MotionReply& seen, const LedgerNames& names);
// The same on the screen, where the act is shown by the command itself.
Result<> show_proposal(const Review& review, Ledger& ledger, const motion::v1::MotionReply& seen,
                       const NamesAtHand& names);

// "公示自 … 至 …，届时自动执行" of a motion whose notice runs; nothing for others.
std::optional<Bilingual> notice_words(const motion::v1::Motion& motion);

// From the bytes that the ledger keeps: who proposed it, then its act with its effect.
Result<> show_motion(const Review& review, Ledger& ledger, const motion::v1::MotionReply& seen,
                     const NamesAtHand& names);

// What an open motion still needs and what will become of it, as the node counts. Where its
// proposer does not stand behind it any more it can never run: then that it has to be proposed anew
// is all that is said, for no support helps it.
std::vector<Bilingual> outlook_of(const motion::v1::MotionReply& seen);
void say_outlook(const Screen& screen, const motion::v1::MotionReply& seen);

// What somebody is asked before they sign about a motion.
struct MotionQuestion {
    Styled question;
    std::optional<std::string> office = {};  // for which, as typed; nothing: for themselves
    bool is_support = false;  // they stand behind its act, so this review has to be all of it
};
// Shows the motion and what it still needs, and asks; the office for which they sign. Refusals:
// motion.MOTION_CLOSED, client.NOT_CONFIRMED, ADOPTED_ELSEWHERE of a support, those of
// acting_office.
Result<Bytes> ask_about_motion(const Review& review, Ledger& ledger, const Author& author,
                               const motion::v1::MotionReply& seen, const NamesAtHand& names,
                               const MotionQuestion& asked);

// The motion by its proof, as look_at_motion has it; to whoever gets none of it, as the node says,
// and that is said. Refusals: of the node, client.ANSWER_DIFFERS.
Result<motion::v1::MotionReply> look_or_ask(const Screen& screen, Ledger& ledger,
                                            const Bytes& motion);

// What a proposal or a support led to: its receipt, and whether it waits, until when its notice
// runs, or that its act was carried out.
void say_motion_step(const Screen& screen, const MotionStep& step);

}  // namespace linlian::client
