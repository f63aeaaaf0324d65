// The lines about the fact of a bundle: a transaction's outcome, a row, a result of a ballot. Part
// of statement_text, which puts them on the terminal.
#pragma once

#include "apps/statement_text.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::apps {

void add_transaction(const light::ProvenTransaction& fact, StatementLines& lines);

// The stage of a result in plain words: a preliminary one is not final.
std::string stage_told(ballot::v1::Stage stage);

// What became of a result, and that later marks are not in the file which says so.
std::string standing_told(const ballot::v1::Poll& poll);

void add_row(const light::ProvenRow& fact, StatementLines& lines);

}  // namespace linlian::apps
