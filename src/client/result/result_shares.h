// The parts of a result that are told by a line each: seats of candidates, and how many ballots
// came by which channel and clerks. For the terminal and the result notice.
#pragma once

#include "client/ballot/ballot_figures.h"

#include <map>

namespace linlian::client {

// What became of option `option` (from 0): elected, tied, chosen …; empty where nothing did.
Bilingual seat_words(const ballot::v1::VerdictRow& row, int option);

// `offices`: names by id; an office that is not in it is told by the first digits of its id.
std::vector<FigureRow> share_rows(const ballot::v1::VerdictRow& row,
                                  const std::map<Bytes, std::string>& offices);

}  // namespace linlian::client
