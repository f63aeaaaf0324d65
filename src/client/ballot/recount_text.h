// What `linlian verify` shows of a recount.
#pragma once

#include "client/ballot/recount.h"
#include "client/proof/statement_text.h"
#include "client/shown/screen.h"

namespace linlian::client {

// Verifies and prints the statement. Refusals: those of verify_recount.
Result<Verified> verify_recount_file(const Screen& screen, BytesView file,
                                     const std::optional<Hash32>& community);

}  // namespace linlian::client
