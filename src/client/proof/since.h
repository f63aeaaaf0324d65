// Whether the ledger still begins as a head on paper says: what a bundle must say for it.
#pragma once

#include "client/proof/statement_text.h"

#include <optional>

namespace linlian::client {

// `head` as it is printed. Refusals: client.COMMAND_WRONG for a bundle about another head,
// PAST_CHANGED, HEAD_OF_OTHER_HEIGHT; what light::verify_bundle says.
Result<light::Statement> check_since(BytesView bundle, const std::string& head,
                                     const std::optional<Hash32>& community);

// The same, told, with what it means in words.
Result<Verified> verify_since(const Screen& screen, BytesView bundle, const std::string& head,
                              const std::optional<Hash32>& community);

}  // namespace linlian::client
