// New owners who vote for a line after its sale, as two clerks enter it.
#pragma once

#include "client/ballot/at_ballot.h"
#include "modules/ballot/papers.pb.h"

namespace linlian::client {

// A sale as a clerk says it; owners and premises by their ids, as typed.
struct SaleOrder {
    std::vector<std::string> owners;
    std::vector<std::string> premises;
    Bytes document;
    bool never_was = false;  // the sale on record never was
};
// The act for a line with its proof. Refusals: client.COMMAND_WRONG for what is no id;
// ballot.REPLACES_OTHER where there is no sale on record to undo, OWNERS_DIFFER where the registry
// shows other owners (said to the first clerk: the ledger would say it to the second alone).
Result<ballot::v1::ReplaceVoter> sale_of(const AtBallot& at, const SaleOrder& order,
                                         ballot::v1::ProvenLine line);

}  // namespace linlian::client
