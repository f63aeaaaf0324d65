// What became of a result later: recorded by the street, or by two offices for a court.
#pragma once

#include "client/act/shared_motion.h"
#include "client/ballot/at_ballot.h"

namespace linlian::client {

struct MarkOrder {
    ballot::v1::ResultStanding standing = ballot::v1::STANDING_UNSPECIFIED;
    Bytes document;
    std::string office;  // as typed; empty: their only one
};
// Shows it, asks and proposes it; where the author alone has the authority it is recorded at once.
// Refusals: client.NOT_CONFIRMED, those of acting_office and of the ledger.
Result<MotionStep> mark_result(const Review& review, const AtBallot& at, const MarkOrder& order);

}  // namespace linlian::client
