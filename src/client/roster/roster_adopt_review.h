// All that a clerk is shown of a draft before they make it the roster, and what they are not let
// sign: a draft that is not their own file, or that gives premises to somebody on record whom
// nothing of their own knows. It signs nothing.
#pragma once

#include "client/act/opened_names.h"
#include "client/roster/roster_work.h"
#include "client/shown/review.h"

#include <set>
#include <string>
#include <vector>

namespace linlian::client {

// The names of a draft. Its lines bear ids alone, so who owns them is what this file says: it
// counts only where this computer opened it of the sealed file whose hash the draft has. Any other
// one was made by whoever gave it.
struct DraftNames {
    roster::NamesFile names = {};
    bool is_given = false;
    bool is_opened_here = false;
    std::vector<Hash32> custodians = {};  // of the sealed file, where it was opened just now
};

// What the clerk has at hand; each may be empty.
struct AdoptionFiles {
    std::string file_name;  // of their own roster, for people
    Bytes file;             // what is in it
    std::string sheet;      // of a workbook
    DraftNames draft;
    roster::NamesFile previous;  // of the roster in force, opened by their own office
    std::set<Bytes> known;       // ids on record of which the clerk knows whose they are
};

// How much of the draft was held against something of the clerk's own, by names of the draft that
// this computer opened.
struct Compared {
    std::size_t lines = 0;
    std::size_t not_compared = 0;
    std::size_t others_not_compared = 0;  // people of the names file who are in no line
    bool is_compared = false;
};

// `today`: the day in China, from which ages are counted. Refusals: client.ROSTER_DIFFERS,
// ON_RECORD_ALREADY; those of read_roster and of the node.
Result<Compared> review_adoption(const Review& review, Ledger& ledger, const AdoptionFiles& files,
                                 const DraftView& view, roster::CivilDate today);

}  // namespace linlian::client
