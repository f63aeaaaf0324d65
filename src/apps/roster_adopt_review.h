// All that a clerk is shown of a draft before they make it the roster, and what they are not let
// sign: a draft that is not their own file, or that gives premises to somebody on record whom
// nothing of their own knows. It signs nothing.
#pragma once

#include "apps/options.h"
#include "apps/roster_work.h"

#include <set>
#include <string>
#include <vector>

namespace linlian::apps {

// What the clerk has at hand; each may be empty.
struct AdoptionFiles {
    std::string file;                     // their own roster
    std::string sheet;                    // of a workbook
    std::string names;                    // of the draft: opened, or sealed with custodians
    std::vector<std::string> custodians;  // who open the sealed names, one or two
    std::string half;                     // what the first of them wrote
    std::string previous;                 // of the roster in force, opened by their own office
    std::set<Bytes> known;                // ids on record of which the clerk knows whose they are
};

// How much of the draft was held against something of the clerk's own, by names of the draft that
// this computer opened.
struct Compared {
    std::size_t lines = 0;
    std::size_t not_compared = 0;
    std::size_t others_not_compared = 0;  // people of the names file who are in no line
    bool is_compared = false;
};

// Refusals: apps.ROSTER_DIFFERS, ON_RECORD_ALREADY, COMMAND_WRONG; those of the files and of the
// node.
Result<Compared> review_adoption(const Options& options, LedgerDoor& door,
                                 const AdoptionFiles& files, const DraftView& view);

}  // namespace linlian::apps
