// `linlian verify --since HEAD`: whether the ledger still begins as a head on paper says.
#pragma once

#include "apps/cli/options.h"
#include "client/proof/statement_text.h"
#include "light/bundle.h"

#include <optional>

namespace linlian::apps {

struct SinceGiven {
    std::string head;       // as it is printed
    std::string file;       // of the bundle; empty: the node is asked for it
    std::string community;  // the id that is trusted; empty: the answer stays unanchored
};

// Refusals: client.COMMAND_WRONG, PAST_CHANGED, HEAD_OF_OTHER_HEIGHT; those of the node; what
// light::verify_bundle says.
Result<client::Verified> verify_since(const Options& options, const SinceGiven& given);

// What a bundle must say for a printed head; the part of it that asks nobody.
Result<light::Statement> check_since(BytesView bundle, const std::string& head,
                                     const std::optional<Hash32>& community);

}  // namespace linlian::apps
