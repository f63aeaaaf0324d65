// Files that somebody has checked on their own computer, without asking any node.
#pragma once

#include "client/proof/statement_text.h"

#include <optional>
#include <string>
#include <vector>

namespace linlian::desk {

// Checks each file and tells what it proves, and of several of them the hash on the notice; the
// gravest of what they end with. `community`: the one that is trusted. Refusals: those of
// client::verify_bytes; client.COMMAND_WRONG for a file that cannot be read: no file is no answer,
// and nothing was checked that does not hold.
Result<client::Verified> verify_files(const client::Screen& screen,
                                      const std::vector<std::string>& files,
                                      const std::optional<Hash32>& community);

}  // namespace linlian::desk
