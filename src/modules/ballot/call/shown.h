// What somebody saw when they signed: every act that refers to a ballot or an objection carries the
// hash of the ledger's bytes that it was rendered from. Called by those acts. The hash is over what
// never changes, so that turnout and other people's acts do not make a signature stale.
#pragma once

#include "codec/refusal.h"
#include "modules/ballot/ballot.h"

namespace linlian::ballot {

// The poll keeps the hash of its call: nothing is encoded or hashed anew for a vote.
// Refusal: SHOWN_DIFFERS.
template <class Act>
Result<> check_shown(const v1::Poll& poll, const Act& act) {
    if (act.shown() == poll.shown()) return {};
    return refuse(v1::SHOWN_DIFFERS);
}

}  // namespace linlian::ballot
