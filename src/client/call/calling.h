// Calling a ballot and ending one: shown, asked, signed, and said what comes next. The document is
// read before (call_document.h).
#pragma once

#include "client/call/call_work.h"
#include "client/shown/review.h"

namespace linlian::client {

// A call as somebody asks for it.
struct CallOrder {
    CallDocument document;
    std::string office;  // as typed; empty: their only one
    // Keeps the files that the call names, once it is on the ledger.
    std::function<void(std::span<const NamedFile>)> keep;
};
// Refusals: client.NOT_CONFIRMED, those of acting_office, prepare_call and the ledger's.
Result<> call_ballot(const Screen& screen, const Review& review, Ledger& ledger,
                     const Author& author, const CallOrder& order);

// Why a ballot ends before it closes: the hash of a document, and a few words.
struct Withdrawal {
    Bytes document;
    std::string reason;
};
// Refusals: client.NOT_CONFIRMED, the ledger's.
Result<> withdraw_ballot(const Screen& screen, const Review& review, Ledger& ledger,
                         const Author& author, const BallotView& ballot,
                         const Withdrawal& withdrawal);

}  // namespace linlian::client
