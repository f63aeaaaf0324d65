// The key of a row that somebody asked a proof of: its text parts are the asker's own words, and a
// key that no row can have is absent from every ledger. `linlian verify` and `bundle` look here
// before an absence is told.
#pragma once

#include "base/bytes.h"
#include "state/table.h"

#include <optional>
#include <string>

namespace linlian::client {

// The table that a key belongs to; nothing for a key of no table of this program.
std::optional<state::TableInfo> table_of(BytesView key);

// Whether a row of its table could stand at this key: roles are words of a-z and _, authorities are
// of acts that this program knows, and texts hold what the ledger takes for one.
bool could_be_a_key(BytesView key);

// The key as people write it; characters beyond ASCII, which may look like others, with their codes
// behind it.
std::string key_words(BytesView key);

}  // namespace linlian::client
