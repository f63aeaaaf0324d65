// What became of a result later: recorded by the street, or by two offices for a court.
#pragma once

#include "client/ballot/at_ballot.h"
#include "client/motion/shared_motion.h"

namespace linlian::client {

struct MarkOrder {
    ballot::v1::ResultStanding standing = ballot::v1::STANDING_UNSPECIFIED;
    Bytes document;
    std::string office;  // as typed; empty: their only one
};
// What became of it, as typed. Refusal client.COMMAND_WRONG.
Result<ballot::v1::ResultStanding> read_standing(const std::string& text);
// Shows it, asks and proposes it: the head of the street office records alone what the street
// decides; else two offices do, and the second is waited for. Refusals: client.NOT_CONFIRMED, those
// of acting_office and of the ledger.
Result<> mark_result(const Screen& screen, const Review& review, const AtBallot& at,
                     const MarkOrder& order);

}  // namespace linlian::client
