// The ledger that is kept in the repository since the formats were frozen: ledger.gz, as its node
// wrote it, and the roots that it reached, roots.txt. Every later program must reach the same ones.
#pragma once

#include "crypto/signer.h"
#include "kept/kept.pb.h"
#include "storage/ledger_store.h"

#include <string>

namespace linlian::kept {

// The file that stands in the repository.
v1::KeptLedger kept_ledger();
std::string kept_roots();
void write_kept(const v1::KeptLedger& ledger, const std::string& roots);

machine::v1::Genesis genesis_of(const v1::KeptLedger& ledger);
// The key that seals it: the first of its wallet.
KeyPair validator_of(const v1::KeptLedger& ledger);

// Carries the whole ledger out into an empty folder, as the node that wrote it did, and gives the
// store of it.
std::unique_ptr<storage::LedgerStore> carry_out(const machine::Program& program,
                                                const v1::KeptLedger& ledger,
                                                const std::filesystem::path& folder);

// What is compared: community, height, log size, log root, state root, app hash; one a line.
std::string roots_of(const storage::LedgerStore& store);

}  // namespace linlian::kept
