// Ballots as a node lists them, each of them proven.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/shown/screen.h"

namespace linlian::client {

// A stage as typed; empty: any. Refusal client.COMMAND_WRONG.
Result<ballot::v1::Stage> read_stage(const std::string& text);

// Those of an estate, by name or id, oldest first; empty: of all estates, and the offices' own. For
// programs "ballots". Refusals: client.ESTATE_NOT_FOUND, of the node, those of prove_listed.
Result<> show_ballots(const Screen& screen, Ledger& ledger, const std::string& estate,
                      ballot::v1::Stage stage);

}  // namespace linlian::client
