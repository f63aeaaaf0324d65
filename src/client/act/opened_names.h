// The registrar's names file once its custodians have opened it, as whoever signs has it at hand.
// It says who is who, and nothing within it says whether it is true: what counts is that this
// computer opened it, of a sealed file whose hash is on the ledger. So each one that is opened here
// is noted, by hashes alone, and whoever vouches for somebody by another one is told.
#pragma once

#include "client/node/ledger.h"
#include "client/shown/screen.h"
#include "roster/plan/names_file.h"

#include <set>

namespace linlian::client {

// The file of names that somebody has at hand, read once: what is shown by it and what is said of
// it are of the same bytes.
struct NamesAtHand {
    Bytes content = {};              // of an opened file; empty: there is none
    std::set<Bytes> opened_of = {};  // hashes of the sealed files of which this computer opened it

    bool empty() const { return content.empty(); }
};

// What it says, of this community: that of another would put other people's names and doors, or
// none, on what is shown and printed. No names where there is no file. Refusals: client.
// OTHER_COMMUNITY_NAMES, those of roster::names_from_json.
Result<roster::NamesFile> opened_names(const NamesAtHand& names, const Hash32& community);

// Whom and which doors the roster of the file has: owners, who acts for them, and what they own.
// Two offices compared those; of anybody else in it (an owner of another estate, somebody who sold)
// one of them may have said what it liked, so nobody is shown by that.
roster::NamesFile on_roster(const roster::NamesFile& names);

// Said last before somebody signs or prints by names: that this computer did not open the file, or
// that it is not of a roster in force; else of which estate it is. Nothing where there is none.
// Refusals: of the node.
Result<> warn_of_names(const Screen& screen, Ledger& ledger, const NamesAtHand& names);

}  // namespace linlian::client
