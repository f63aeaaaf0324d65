// What whoever adopts a draft has at hand on this computer: their own roster, and the names of the
// draft, opened here just now by two custodians or earlier by this computer. Called by `roster
// adopt`.
#pragma once

#include "client/roster/roster_adopt_review.h"
#include "desk/keys/custodian_keys.h"

namespace linlian::desk {

// Files and ids as they are given; each may be empty.
struct AdoptionGiven {
    std::string file;                     // their own roster
    std::string sheet;                    // of a workbook
    std::string names;                    // of the draft: opened, or sealed with custodians
    std::vector<std::string> custodians;  // who open the sealed names, one or two
    std::string half;                     // what the first of them wrote
    std::vector<std::string> known;       // ids on record of which the clerk knows whose they are
};

// Whether what is given goes together. Refusal client.COMMAND_WRONG.
Result<> check_given(const AdoptionGiven& given);

// Reads them, for the draft of this view. `keys`: the folder of people's keys; `previous`: names of
// the roster in force. Refusals: client.COMMAND_WRONG for one custodian alone and for what is no
// id, OTHER_COMMUNITY_NAMES; those of the files, of roster::open_names and of opened_names.
Result<client::AdoptionFiles> adoption_files(const std::filesystem::path& keys,
                                             const client::Ledger& ledger,
                                             const AdoptionGiven& given, const AskSecret& ask,
                                             const client::NamesAtHand& previous,
                                             const client::DraftView& view);

}  // namespace linlian::desk
