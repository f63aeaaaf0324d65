// What `linlian verify` shows of a recount.
#pragma once

#include "apps/ballot/recount.h"
#include "apps/screen.h"
#include "apps/statement_text.h"

namespace linlian::apps {

// Verifies and prints the statement. Refusals: those of verify_recount.
Result<Verified> verify_recount_file(const Screen& screen, BytesView file,
                                     const std::optional<Hash32>& community);

}  // namespace linlian::apps
