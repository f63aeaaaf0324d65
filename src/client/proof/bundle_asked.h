// A bundle for somebody who says what it has to prove: a transaction by its id, or a row by its
// name, present or absent. It comes as bytes, and who keeps them is warned where it tells of
// persons.
#pragma once

#include "client/node/remote_ledger.h"
#include "client/shown/screen.h"

#include <string>

namespace linlian::client {

struct BundleAsked {
    std::string transaction;  // its id, as it is typed
    std::string row;          // or TABLE/KEY
    // Who reads what is about persons; may be empty, for nobody.
    OpenAuthor open_reader;
    // They were named. Others' keys are opened only where the node asks for a reader: no node is
    // shown which keys lie together on a computer.
    bool is_reader_named = false;
};

// Whether it says what to prove, and one thing only. Refusal client.COMMAND_WRONG.
Result<> check_asked(const BundleAsked& asked);

// Refusals: client.COMMAND_WRONG for what is typed wrongly, and for a key that no row can have;
// those of RemoteLedger::prove_row and prove_transaction.
Result<Bytes> fetch_bundle(const Screen& screen, RemoteLedger& ledger, const BundleAsked& asked);

}  // namespace linlian::client
