// What an act says and what it changes, in words, for whoever is asked to sign it or to stand
// behind it: each field by its name in the schema, ids by what they stand for, and who gets and
// who loses something by it. Made from the act's own bytes and from rows of the ledger; it signs
// nothing. Texts that people wrote stand behind a bar.
#pragma once

#include "client/act/ledger_names.h"
#include "client/act/opened_names.h"
#include "client/shown/review.h"

#include <string>

namespace linlian::client {

// Two columns: the name of a field in both languages, and what stands in it. Nothing is left out.
Rows act_rows(const google::protobuf::Message& act, const LedgerNames& names);

// Who gets and who loses something by the act, as the ledger stands now; no rows for acts that
// give and take nothing. Refusals: of the node.
Result<Rows> effect_rows(Ledger& ledger, const google::protobuf::Message& act,
                         const LedgerNames& names);

// Title, fields and effect on the terminal (on standard error with --json); of a proposal, and of
// a support of a motion, those of the act that it carries too.
Result<> show_act(const Review& review, Ledger& ledger, const google::protobuf::Message& act,
                  const LedgerNames& names);

// Whether the review is all that is asked of whoever signs this act, by whatever command. A roster
// is named by its hash: who owns what is compared by the command for it alone. Refusal
// client.ADOPTED_ELSEWHERE.
Result<> check_reviewed_here(const google::protobuf::Message& act);

// Shows the act and asks. Refusals:
// client.NOT_CONFIRMED, ADOPTED_ELSEWHERE also for what a proposal or a supported motion carries,
// those of the node and of LedgerNames.
Result<> review_act(const Review& review, Ledger& ledger, const google::protobuf::Message& act,
                    const NamesAtHand& names, const Styled& question);
// The same, then signs and sends it.
Result<Receipt> review_and_perform(const Review& review, Ledger& ledger, const Author& author,
                                   const google::protobuf::Message& act, const NamesAtHand& names,
                                   const Styled& question);

}  // namespace linlian::client
