// What the charter of a ledger asks, and which offices stand to meet it, by proven rows: what the
// table of powers of a living community is computed from.
#pragma once

#include "client/node/ledger.h"
#include "contract/module.h"
#include "powers/table.h"

namespace linlian::client {

// The modules with those of their acts that anybody there could do: what comes by an amendment that
// is not in force there is left out, as rows prove. Refusals: of the node.
Result<std::vector<machine::Module>> modules_there(Ledger& ledger);

// Where it differs from the program: each act's row, or that there is none, is proven. Refusals: of
// the node.
Result<powers::Replaced> ask_authorities(Ledger& ledger,
                                         const std::vector<machine::Module>& modules);

// The kinds of the offices that stand: those whose chair owes it to no others. Refusals: of the
// node.
Result<powers::Bodies> ask_standing(Ledger& ledger);

// The kind of an office that is not closed; "" of any other. Refusals: of the node.
Result<std::string> kind_of_office(Ledger& ledger, const Bytes& id);

}  // namespace linlian::client
