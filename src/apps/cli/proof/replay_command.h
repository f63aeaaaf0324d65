// Carrying out a whole ledger again for `linlian verify --replay`, with a progress bar.
#pragma once

#include "apps/cli/options.h"
#include "client/proof/statement_text.h"

namespace linlian::apps {

// `data` is a node's folder, `community` the id that one trusts, in hex, or empty. Refusals:
// apps.LEDGER_WRONG with the first thing that does not hold.
Result<client::Verified> replay_ledger(const Options& options, const std::string& data,
                                       const std::string& community);

}  // namespace linlian::apps
