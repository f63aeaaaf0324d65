// The lines about the fact of a bundle: a transaction's outcome, a row, a result of a ballot. Part
// of statement_text, which puts them on the terminal.
#pragma once

#include "base/timestamp.h"
#include "client/proof/statement_text.h"
#include "client/proof/verdict_text.h"
#include "modules/ballot/ballot.pb.h"

namespace linlian::client {

void add_transaction(const light::ProvenTransaction& fact, StatementLines& lines);

// The stage of a result in plain words: a preliminary one is not final.
std::string stage_words(ballot::v1::Stage stage);

// What was recorded of a result after its end, as far as its poll knows.
std::string standing_words(const ballot::v1::Poll& poll);

// That a file tells of a result as it was when its rows were sealed, and nothing of what came
// later.
Bilingual later_unknown(Timestamp sealed);

// `sealed`: the time of the block whose validators say so.
void add_row(const light::ProvenRow& fact, Timestamp sealed, StatementLines& lines);

}  // namespace linlian::client
