// A motion in words, before somebody signs about it, and what the commands about motions share.
#pragma once

#include "client/act/ledger_names.h"
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

}  // namespace linlian::client
