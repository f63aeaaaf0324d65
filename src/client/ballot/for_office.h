// Acting on a ballot for an office, by acts that two offices do together (shared_motion.h): sales,
// papers, mandates on paper, deliveries.
#pragma once

#include "client/ballot/at_ballot.h"
#include "client/motion/shared_motion.h"

namespace linlian::client {

// For which office somebody acts, and whose support they ask, both as typed.
struct ForOffice {
    std::string office = {};            // empty: their only one
    std::vector<std::string> ask = {};  // empty: nobody
    NamesAtHand names = {};
};

// Shows one such act, asks the question and does it; then the receipt, or for whom it waits.
// Refusals: those of acting_office and ask_together.
template <class Act>
Result<> do_together(const Screen& screen, const Review& review, const AtBallot& at, const Act& act,
                     const ForOffice& as, const std::string& question) {
    const auto office = TRY(acting_office(review, at.ledger, at.author, as.office));
    return say_step(
        screen, at.ledger,
        ask_together(review, at.ledger, at.author, act, {office, as.ask, as.names, question}));
}

}  // namespace linlian::client
