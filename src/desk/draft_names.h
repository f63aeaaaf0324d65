// The names of a draft as whoever adopts it gives them: opened here just now by two custodians, or
// earlier by this computer. Called by `roster adopt`.
#pragma once

#include "client/roster/roster_adopt_review.h"
#include "desk/custodian_keys.h"

namespace linlian::desk {

// Files that hold them; each may be empty.
struct NamesOfDraft {
    std::string names;                             // opened, or sealed with custodians
    std::vector<roster::CustodianKey> custodians;  // who open the sealed names, one or two
    std::string half;                              // what the first of them wrote
};

// Nothing where none is given. Refusals: client.COMMAND_WRONG for one custodian alone,
// OTHER_COMMUNITY_NAMES; those of the files, of roster::open_names and of opened_names.
Result<client::DraftNames> names_of_draft(const std::filesystem::path& keys,
                                          const client::Ledger& ledger, const NamesOfDraft& given,
                                          const client::DraftView& view);

}  // namespace linlian::desk
