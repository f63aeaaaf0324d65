// The dry run over a roster as a clerk reads it: what is wrong in which row and what to do about
// it, and what the sheet adds up to. `roster check` and `roster import` print it; it decides
// nothing.
#pragma once

#include "client/proof/typed.h"
#include "client/roster/roster_draft.h"
#include "client/shown/screen.h"
#include "roster/check/roster_check.h"

namespace linlian::client {

// Every fault by row, then the totals by kind, building and estate; one JSON object with --json.
// `language` is "zh" or "en".
void print_report(const Screen& screen, const roster::RosterReport& report,
                  const std::string& language);

// Premises, heads and area of a draft, as lines for whoever is about to sign.
void print_totals(const Screen& screen, const DraftTotals& totals);

// Which versions of an estate's roster were adopted, as the node tells. Refusals: of the node.
Result<> show_versions(const Screen& screen, Ledger& ledger, const EstateRow& estate);

}  // namespace linlian::client
