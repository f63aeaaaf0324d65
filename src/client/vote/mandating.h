// Voting through another: giving and ending mandates with one's own key, entering one from a paper,
// and listing them.
#pragma once

#include "client/act/act_review.h"
#include "client/ballot/at_ballot.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

// A mandate as somebody says it; all but the document as typed.
struct MandateOrder {
    std::string holder;
    std::string head;                  // the line; empty: all of one's own
    std::vector<std::uint32_t> items;  // from 1, none: all
    std::vector<std::string> instructed;
    Bytes document;
};
// One act a line. Refusals: client.NO_LINE_OF_YOURS, COMMAND_WRONG for what is none, those of
// read_choices, head_typed and of the node.
Result<std::vector<ballot::v1::GiveMandate>> mandates_of(const AtBallot& at,
                                                         const MandateOrder& order);
// Of the lines those that have a mandate. Refusals: client.COMMAND_WRONG where none has, and as
// above.
Result<std::vector<ballot::v1::EndMandate>> endings_of(const AtBallot& at, const std::string& head);
// The one of a paper, for a line with its proof. Refusals: as above.
Result<ballot::v1::EnterMandate> mandate_on_paper(const AtBallot& at, const MandateOrder& order,
                                                  ballot::v1::ProvenLine line,
                                                  const std::string& giver);

// Acts name items by their numbers, from 1 as they are shown.
void show_items(const Screen& screen, const ballot::v1::CallBallot& call);

// Shows acts of one's own, asks, and sends one after the other; `all_lines`: for all that one has.
// Refusals: client.NOT_CONFIRMED, of the node, the ledger's.
template <class Act>
Result<std::vector<Receipt>> do_for_lines(const Review& review, const AtBallot& at,
                                          const std::vector<Act>& acts, const NamesAtHand& names,
                                          bool all_lines, const Styled& question) {
    const auto known = TRY(LedgerNames::gather(at.ledger, names));
    for (const auto& act : acts) TRY(show_act(review, at.ledger, act, known));
    if (all_lines) review.screen().say(lines_as_listed);
    TRY(warn_of_names(review.screen(), at.ledger, names));
    TRY(review.confirm(question));
    std::vector<Receipt> receipts;
    for (const auto& act : acts) receipts.push_back(TRY(perform(at.ledger, at.author, act)));
    return receipts;
}

// Those that a member gave and holds, for a table.
Row mandate_heading();
Rows mandate_rows(const ballot::v1::MandatesReply& reply);

}  // namespace linlian::client
