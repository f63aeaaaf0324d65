// The people of a draft, as its names file tells them, held against a clerk's own roster door by
// door: name, kind, number of the document, telephone, guardian, the paper of whoever acts, and
// that nobody acts for an owner whom the own roster, or the ledger, does not name. Lines of a draft
// bear ids alone, and everything later (slips, checks at the counter, recoveries) goes by these
// names, so the second office of an adoption compares them as it compares the lines. It asks and
// signs nothing.
#pragma once

#include "client/act/ledger_names.h"
#include "client/roster/roster_compare.h"
#include "roster/check/roster_sheet.h"

#include <set>
#include <string>
#include <vector>

namespace linlian::client {

// What a clerk has of their own: their roster, and the names of the roster in force that their
// office opened (empty where it has none), which say what the roster leaves blank.
struct OwnRoster {
    const roster::RosterSheet& sheet;
    roster::CivilDate today = 0;
    const roster::NamesFile& opened;
    std::set<Bytes> acted_for = {};  // owners for whom the ledger has those who act in the draft
};

struct PeopleDifference {
    Bytes of;  // premises, or a member who owns none of them
    std::string draft;
    std::string own;
};

struct ComparedPeople {
    std::vector<PeopleDifference> differences;
    // Premises of whose owners the draft's file says more than the clerk has of their own.
    std::set<Bytes> not_compared;
    // Others in the draft's file of whom the clerk has nothing of their own.
    std::set<Bytes> others_not_compared;
};
ComparedPeople compare_people(const RosterLines& draft, const roster::NamesFile& of_draft,
                              const OwnRoster& own);

// "door or member | in the draft's file | in the clerk's own".
Rows difference_rows(const std::vector<PeopleDifference>& found, const LedgerNames& names);

}  // namespace linlian::client
