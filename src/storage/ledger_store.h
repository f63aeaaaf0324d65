// The ledger of one node on its disk. The engines write each block with one synced batch and
// read back blocks, receipts and proofs; nothing else of the ledger is durable anywhere. Reads are
// safe from any thread beside one writer. It never decides what a block holds.
//
// Reading throws state::ReadFault when the disk fails; writing and opening return a Fault.
#pragma once

#include "machine/machine.h"
#include "storage/rows/store_options.h"

#include <filesystem>
#include <memory>

namespace linlian::storage {

class Database;
class RowCache;

// A block as it was sealed, in CometBFT's encodings.
// `header` and `commit` are both of this height; `parcels` are the block's items, in order.
struct BlockRecord {
    Bytes header;
    Bytes commit;
    std::vector<Bytes> parcels;
};

// Where in the ledger a transaction was recorded.
// `leaf_index` counts over the whole log, from 0.
struct Place {
    Height height = 0;
    std::uint64_t leaf_index = 0;
};

// What start rebuilds from the disk.
// `recent` are the ids that could still be repeated.
struct LoadedLedger {
    machine::Tip tip;
    TreeVersion tree;
    machine::RecentIds recent;
};

enum class OpenMode { read_write, read_only };

class LedgerStore {
  public:
    // Founds a ledger in an empty folder.
    static Faultable<std::unique_ptr<LedgerStore>> create(const std::filesystem::path& folder,
                                                          const machine::v1::Genesis& genesis,
                                                          const machine::GenesisResult& first,
                                                          const StoreOptions& options = {});
    // Opens it again. Faults: no ledger there, another process has it, another format, damage,
    // one that ends before StoreOptions::acknowledged_height.
    static Faultable<std::unique_ptr<LedgerStore>> open(const std::filesystem::path& folder,
                                                        OpenMode mode,
                                                        const StoreOptions& options = {});
    ~LedgerStore();

    const machine::v1::Genesis& genesis() const { return genesis_; }
    const Hash32& community() const { return community_; }
    const std::filesystem::path& folder() const;

    // Reads every row, rebuilds the tree and compares its root with the tip's: damaged rows are a
    // fault here, never a wrong answer later. The registry says where rows stand in the tree.
    Faultable<LoadedLedger> load(const machine::Program& program) const;
    // The durable tip.
    machine::Tip tip() const;
    // The rows of the durable tip, as they are at the time of the call.
    std::unique_ptr<state::StateView> rows() const;

    // Makes the block durable: all of it or nothing. After a fault the store takes no more blocks
    // until it is opened anew. One writer at a time.
    Faultable<> write(const BlockRecord& block, const machine::BlockResult& result);

    // Nothing for a height that is not recorded, or pruned.
    std::optional<BlockRecord> block(Height height) const;
    // Due work first, then transactions, as in the block; nothing as above.
    std::optional<std::vector<machine::v1::Receipt>> receipts(Height height) const;
    // The same as they were encoded.
    std::optional<std::vector<Bytes>> encoded_receipts(Height height) const;
    std::optional<machine::v1::Receipt> receipt(const Place& place) const;
    std::optional<Place> find(const Hash32& id) const;
    // The lowest height whose block and receipts are kept.
    Height oldest_height() const;

    // Proofs about the log of the first `size` leaves; both need size <= the tip's log size.
    std::vector<Hash32> prove_inclusion(std::uint64_t leaf_index, std::uint64_t size) const;
    std::vector<Hash32> prove_consistency(std::uint64_t old_size, std::uint64_t size) const;
    // The root of that older log.
    Hash32 log_root(std::uint64_t size) const;

    // The history as it was after the block at `height`; nothing as for block().
    std::optional<LogFrontier> log_at(Height height) const;

    // Drops blocks and receipts that are older than `keep_ms` before the block before the tip, but
    // never those within the longest lifetime of a transaction, nor the one before them that has
    // leaves. Leaf hashes, ids and rows stay. Returns the lowest height kept.
    Faultable<Height> prune(std::int64_t keep_ms);
    // Takes back the last block, once: there is no undo for the one before it.
    Faultable<> roll_back();
    // The block that was taken back and not written again: its signature is in the world, so
    // nothing else may be sealed in its place.
    std::optional<BlockRecord> undone() const;

    // Bytes of a write that was under way when the machine stopped, found and left out when the
    // ledger was opened. Nothing in them was acknowledged.
    std::uint64_t cut_bytes() const;

    const Database& database() const { return *database_; }
    // Bytes on disk, for metrics.
    std::uint64_t disk_bytes() const;

  private:
    struct Writing;  // what the one writer keeps between blocks
    LedgerStore(std::unique_ptr<Database> database, machine::v1::Genesis genesis,
                std::unique_ptr<RowCache> cache);

    std::unique_ptr<Database> database_;
    std::unique_ptr<RowCache> cache_;  // none where another process writes
    machine::v1::Genesis genesis_;
    Hash32 community_;
    std::unique_ptr<Writing> writing_;
};

}  // namespace linlian::storage
