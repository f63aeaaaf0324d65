// New owners who vote for a line after its sale, as two clerks enter it.
#pragma once

#include "client/ballot/for_office.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

// A sale as a clerk says it; owners and premises by their ids, as typed.
struct SaleOrder {
    ballot::v1::ProvenLine line;
    std::vector<std::string> owners;
    std::vector<std::string> premises;
    Bytes document;
    bool never_was = false;  // the sale on record never was
};
// Enters it, or stands behind it (do_together). Refusals: client.COMMAND_WRONG for what is no id;
// ballot.REPLACES_OTHER where there is no sale on record to undo, OWNERS_DIFFER where the registry
// shows other owners (said to the first clerk: the ledger would say it to the second alone).
Result<> replace_voter(const Screen& screen, const Review& review, const AtBallot& at,
                       const SaleOrder& order, const ForOffice& as);

}  // namespace linlian::client
