// By which ids the second office of an adoption plans its own lines. It holds a draft against its
// own roster, so of the draft's names file, which the importing clerk made, it takes ids alone:
// whose they are, by what its own roster says of people and places. What that file says of people
// where the own roster is blank (a guardian, a document) roster_people.h tells, for a draft is not
// to be compared with itself.
#pragma once

#include "roster/plan/names_file.h"

namespace linlian::client {

// Whoever and whatever is in `own`, which this office opened of the roster in force, has the id
// that it has there; of the draft's file comes only what is not there, one id for one name.
roster::NamesFile names_to_compare(const roster::NamesFile& own, const roster::NamesFile& of_draft);

}  // namespace linlian::client
