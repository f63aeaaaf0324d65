// Who acts on which ballot: what every act on one needs at hand.
#pragma once

#include "client/ballot/ballot_view.h"

namespace linlian::client {

struct AtBallot {
    Ledger& ledger;
    const Author& author;
    const Bytes& member;  // whose key the author's is
    const BallotView& ballot;
};

}  // namespace linlian::client
