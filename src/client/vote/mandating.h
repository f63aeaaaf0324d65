// Voting through another: giving and ending mandates with one's own key, entering one from a paper,
// and listing them.
#pragma once

#include "client/ballot/for_office.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

// A mandate as somebody says it; all but the document as typed.
struct MandateOrder {
    std::string holder;
    std::string head;                  // the line; empty: all of one's own
    std::vector<std::uint32_t> items;  // from 1, none: all
    std::vector<std::string> instructed;
    Bytes document;
    NamesAtHand names;
};
// Appoints the holder for one's lines: shows the acts, one a line, asks, sends, and says the
// receipts. Refusals: client.NO_LINE_OF_YOURS, NOT_CONFIRMED, COMMAND_WRONG for what is none, those
// of read_choices, head_typed, of the node and the ledger's.
Result<> give_mandates(const Screen& screen, const Review& review, const AtBallot& at,
                       const MandateOrder& order);
// Ends those of one's lines, or of the one of `order.head`. Refusals: client.COMMAND_WRONG where
// none has any, and as above.
Result<> end_mandates(const Screen& screen, const Review& review, const AtBallot& at,
                      const MandateOrder& order);

// One on paper, of a line with its proof; `giver`: the member who signed it, as typed.
struct PaperMandate {
    MandateOrder order;
    ballot::v1::ProvenLine line;
    std::string giver;
    ForOffice as;
};
// Enters it for an office, or stands behind it. Refusals: as above, those of acting_office and
// ask_together.
Result<> enter_mandate(const Screen& screen, const Review& review, const AtBallot& at,
                       const PaperMandate& paper);

// Those that a member gave and holds, as the node says. Refusals: of the node.
Result<> show_mandates(const Screen& screen, Ledger& ledger, const BallotView& ballot,
                       const Id16& member);

}  // namespace linlian::client
