// Slips before somebody stands behind them, and what is told of them: the count before they are
// made, what was proposed, and the look of the second office. The work is in slip_work.h.
#pragma once

#include "client/act/opened_names.h"
#include "client/people/slip_work.h"
#include "client/shown/review.h"

namespace linlian::client {

// Says how many slips will live until when and what is to be known of the names, and asks; the
// office for which they are proposed (`office`: as it is typed). Refusals: those of acting_office
// and warn_of_names, client.NOT_CONFIRMED.
struct SlipsToMake {
    std::size_t slips = 0;
    Timestamp expires;
    std::string office;
};
Result<Bytes> ask_to_issue(const Review& review, Ledger& ledger, const Author& clerk,
                           const SlipsToMake& made, const NamesAtHand& names);

// What was proposed, who got none and why, which files hold secrets (empty: there is none), and
// what the clerk of the other office is told by word of mouth; to a program all of it.
struct SlipsProposed {
    const SlipReceivers& receivers;
    const std::vector<SlipBatchStep>& steps;
    std::string pdf;
    std::string seeds;
};
void say_proposed(const Screen& screen, const SlipsProposed& proposed);

struct SlipsToConfirm {
    std::vector<std::string> motions;  // their ids, as they are typed
    std::string office;                // as it is typed; empty: the only one of the clerk
};
// Shows each batch as the ledger proves it, asks once, and supports them in turn; says on `told`
// what became of each. Those before a refusal stay supported. Refusals: those of waiting_batch,
// acting_office and support_seen, client.NOT_CONFIRMED.
Result<> confirm_slips(const Review& review, const Screen& told, Ledger& ledger,
                       const Author& clerk, const SlipsToConfirm& asked, const NamesAtHand& names);

}  // namespace linlian::client
