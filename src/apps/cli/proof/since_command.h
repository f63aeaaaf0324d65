// `linlian verify --since HEAD`: whether the ledger still begins as a head on paper says.
#pragma once

#include "apps/cli/options.h"
#include "client/proof/statement_text.h"

namespace linlian::apps {

struct SinceGiven {
    std::string head;       // as it is printed
    std::string file;       // of the bundle; empty: the node is asked for it
    std::string community;  // the id that is trusted; empty: the answer stays unanchored
};

// Refusals: client.COMMAND_WRONG, PAST_CHANGED, HEAD_OF_OTHER_HEIGHT; those of the node; what
// light::verify_bundle says.
Result<client::Verified> verify_since(const Options& options, const SinceGiven& given);

}  // namespace linlian::apps
