// The seal of a snapshot: the header at its height and the whole block after it, whose header
// carries the app hash and which the validators signed. Internal to this room: export reads it off
// the ledger, import checks it before it believes anything else.
#pragma once

#include "light/chain/header.h"
#include "storage/rows/database.h"
#include "storage/snapshot/snapshot.h"

namespace linlian::storage {

struct OpenedManifest {
    v1::SnapshotManifest manifest;
    machine::v1::Genesis genesis;
};
// Faults: it does not read; its genesis is of another community.
Faultable<OpenedManifest> open_manifest(BytesView bytes, const Hash32& community);

// The seal of the block at `height`, as of the moment in `options`. A fault when a block is
// missing.
Faultable<v1::SnapshotSeal> read_seal(const Database& database, const rocksdb::ReadOptions& options,
                                      Height height);

struct OpenedSeal {
    SealedState state;
    light::Header next;
    std::size_t validators = 0;
    BlockRecord block;  // with the header `next`
    Bytes header;       // at the height of the state; none at height 0
};

// Checks every byte of it. Faults: it does not read; a signature, hash or parcel does not fit.
Faultable<OpenedSeal> open_seal(BytesView bytes, const machine::v1::Genesis& genesis);

// Carries out the sealing block on the ledger of the state and records it.
Faultable<> apply_sealing_block(const machine::Program& program, const OpenedSeal& seal,
                                LedgerStore& store, const LoadedLedger& ledger);

}  // namespace linlian::storage
