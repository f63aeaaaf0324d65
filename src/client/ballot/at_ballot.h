// Who acts on which ballot: what every act on one needs at hand.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/shown/screen.h"

namespace linlian::client {

struct AtBallot {
    Ledger& ledger;
    const Author& author;
    const Bytes& member;  // whose key the author's is
    const BallotView& ballot;
};

// Shows how far long work is, under this name. The screen outlives it.
inline Progress bar(const Screen& screen, const char* what) {
    return [&screen, what](auto done, auto total) { screen.progress(what, done, total); };
}

}  // namespace linlian::client
