// A vote with one's own key, from the lines that may vote to their receipts. What is shown is what
// is signed: the lines come with their proofs, and the review is made from the acts.
#pragma once

#include "client/ballot/at_ballot.h"
#include "client/shown/review.h"
#include "client/vote/choices.h"

#include <string>
#include <vector>

namespace linlian::client {

using OwnLine = ballot::v1::MyLinesReply::Entry;

// The lines for which somebody votes: all that the member may use now, or the one of `typed_head`;
// whichever is left out is warned of. Refusals: client.NO_LINE_OF_YOURS, LINE_REFUSED, those of
// head_typed.
Result<std::vector<OwnLine>> lines_to_vote(const Screen& screen, const std::vector<OwnLine>& own,
                                           const std::string& typed_head);

// The same choices for each of the lines, as acts that name the call as it was shown.
struct Vote {
    std::vector<OwnLine> lines;
    std::vector<ballot::v1::Cast> acts;  // one a line
};
Vote vote_with(const BallotView& ballot, std::vector<OwnLine> lines, const Choices& choices);

// The call as every voter reads it, then what is signed for each line. Refusals: of the node.
Result<> show_vote(const Screen& screen, Ledger& ledger, const BallotView& ballot,
                   const Vote& vote);

// Sends what was shown, line by line; the first refusal ends it, and what was recorded before it
// stays so: `receipts` has it.
Result<> send_vote(Ledger& ledger, const Author& voter, const Vote& vote,
                   std::vector<Receipt>& receipts);

// A vote as somebody asks for it.
struct CastOrder {
    std::vector<std::string> choices = {};  // as typed; none: each item is asked for
    std::string head = {};                  // the line, as typed; empty: all of theirs
    AskPerson ask = {};                     // empty: nobody is there to be asked
};
// All of it: warns of a recovery, reads the lines, shows, asks, sends, and says what was recorded,
// also before a refusal. Refusals: those of lines_to_vote, read_choices and ask_choices,
// client.NOT_CONFIRMED, of the node, the ledger's.
Result<> cast(const Screen& screen, const Review& review, const AtBallot& at,
              const CastOrder& order);

}  // namespace linlian::client
