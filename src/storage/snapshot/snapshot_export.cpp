// Exporting a snapshot: the state before the last block, in chunks, with the seal that makes it
// believable. The header of the last block carries the app hash of the state before it, so that
// this state is the newest one that anybody can check; the undo of the last block leads back to it.
// The format is on docs/formats/snapshot.md; snapshot_import.cpp reads it.

#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "crypto/hash.h"
#include "ops/files/durable_file.h"
#include "state/state_view.h"
#include "storage/rows/database.h"
#include "storage/rows/log_tiles.h"
#include "storage/rows/tip_record.h"
#include "storage/snapshot/snapshot_seal.h"
#include "storage/snapshot/snapshot_stream.h"

#include <map>
#include <utility>

namespace linlian::storage {
namespace {

// Cuts what is written into chunks and hashes each.
class ChunkWriter {
  public:
    ChunkWriter(const std::filesystem::path& folder, v1::SnapshotManifest& manifest)
        : folder_(folder), manifest_(manifest) {}

    // A record may end in one chunk and go on in the next.
    Faultable<> add(BytesView bytes) {
        while (!bytes.empty()) {
            const auto part = bytes.substr(0, chunk_bytes - chunk_.size());
            chunk_ += part;
            bytes.remove_prefix(part.size());
            if (chunk_.size() == chunk_bytes) TRY(flush());
        }
        return {};
    }
    // Writes the chunk that is begun, if there is any of it, under the next number.
    Faultable<> flush() {
        if (chunk_.empty()) return {};
        TRY(ops::write_durably(
            folder_ / chunk_name(static_cast<std::size_t>(manifest_.chunk_hashes_size())), chunk_));
        manifest_.add_chunk_hashes(sha256(chunk_).bytes());
        chunk_.clear();
        return {};
    }

  private:
    const std::filesystem::path& folder_;
    v1::SnapshotManifest& manifest_;
    Bytes chunk_;
};

// What the last block changed, as it was before: by key.
using RowsBefore = std::map<BytesView, const v1::RowBefore*>;

// One export reads everything as of one moment: the state before the tip, whose app hash the tip's
// header carries.
class Export {
  public:
    Export(const LedgerStore& store, const std::filesystem::path& folder, const Progress& progress)
        : store_(store),
          database_(store.database()),
          progress_(progress),
          chunks_(folder, files_.manifest) {
        options_.snapshot = database_.pin();
        // Each row is read once: it shall not drive out what the running node reads often.
        options_.fill_cache = false;
        options_.readahead_size = 4u << 20;
    }

    ~Export() { database_.unpin(options_.snapshot); }

    Faultable<SnapshotFiles> run() {
        const auto undo = TRY(read_undo());
        const auto tip = from_record(undo.tip());
        if (!tip) return damaged();
        auto seal = TRY(read_seal(database_, options_, tip->height));
        files_.height = tip->height;
        files_.seal = std::move(seal);
        auto& manifest = files_.manifest;
        manifest.set_format(snapshot_format);
        manifest.set_genesis(codec::encode(store_.genesis()));
        manifest.set_state_root(tip->state_root.bytes());
        manifest.set_log(tip->log.encode());
        TRY(add_rows(undo));
        TRY(add_leaves(*tip));
        TRY(chunks_.flush());
        return std::move(files_);
    }

  private:
    tl::unexpected<Fault> damaged() const {
        return fault("a record in " + database_.folder().string() +
                     " is damaged; restore the latest backup into an empty folder");
    }

    // What takes the last block back: with it the state before is read.
    // Missing before the first block, and after a block was taken back.
    Faultable<v1::Undo> read_undo() const {
        const auto bytes = database_.get(Family::meta, undo_name, options_);
        if (!bytes)
            return fault("the ledger in " + database_.folder().string() +
                         " has no state that a later block seals; start its node, which makes "
                         "that block by itself, and export again");
        v1::Undo undo;
        if (!codec::decode_strict(*bytes, undo)) return damaged();
        return undo;
    }

    // The progress goes by an estimate of the size, which the bytes written may exceed.
    Faultable<> add_row(BytesView key, BytesView value) {
        const Bytes record = framed(key) + framed(value);
        done_ += record.size();
        const auto rows = files_.manifest.rows() + 1;
        files_.manifest.set_rows(rows);
        if (progress_ && rows % 4096 == 0) progress_(done_, std::max(done_, total_));
        return chunks_.add(record);
    }
    // One that the last block made was not there before, and is left out.
    Faultable<> add_before(const v1::RowBefore& row) {
        return row.existed() ? add_row(row.key(), row.value()) : Faultable<>{};
    }

    // The rows on the disk, but those that the last block changed as they were before it.
    Faultable<> add_rows(const v1::Undo& undo) {
        RowsBefore before;
        for (const auto& row : undo.rows()) before[row.key()] = &row;
        database_.db().GetIntProperty(database_.family(Family::rows),
                                      "rocksdb.estimate-live-data-size", &total_);
        const auto row = database_.scan(Family::rows, options_);
        auto changed = before.begin();
        for (row->SeekToFirst(); row->Valid(); row->Next()) {
            // Both lists are in key order and are merged: first rows that the last block erased,
            // which are no longer on the disk, then the row at this key in its older form, if it
            // has one.
            const BytesView key = view(row->key());
            for (; changed != before.end() && changed->first < key; ++changed)
                TRY(add_before(*changed->second));
            if (changed != before.end() && changed->first == key)
                TRY(add_before(*(changed++)->second));
            else
                TRY(add_row(key, view(row->value())));
        }
        database_.check(*row);
        for (; changed != before.end(); ++changed) TRY(add_before(*changed->second));
        return {};
    }

    // Every leaf within the longest lifetime, and the one before: it proves that none is left out.
    Faultable<> add_leaves(const machine::Tip& tip) {
        // A transaction may be repeated within the longest lifetime only, so that older leaves are
        // not needed to refuse it.
        const std::int64_t since = tip.time.ms - machine::max_lifetime_ms;
        from_ = tip.log.size();
        Height first = tip.height + 1;
        bool has_before = false;
        const auto height = database_.scan(Family::heights, options_);
        for (height->SeekForPrev(number_key(tip.height)); height->Valid() && !has_before;
             height->Prev()) {
            v1::BlockSummary summary;
            if (!codec::decode_strict(view(height->value()), summary)) return damaged();
            has_before = summary.time_ms() <= since && summary.leaves() > 0;
            from_ = summary.first_leaf() + (has_before ? summary.leaves() - 1 : 0);
            first = number_of(view(height->key()));
        }
        database_.check(*height);
        if (!has_before && from_ > 0) TRY(add_imported_leaves(from_, since));
        files_.manifest.set_edge(LogEdge::read(database_, from_).encode());
        for (Height at = first; at <= tip.height; ++at) TRY(add_block_leaves(at));
        return {};
    }

    // Those of a block from leaf `from_` on.
    Faultable<> add_block_leaves(Height height) {
        const auto bytes = database_.get(Family::heights, number_key(height), options_);
        v1::BlockSummary summary;
        if (!bytes || !codec::decode_strict(*bytes, summary)) return damaged();
        std::uint64_t index = summary.first_leaf();
        const std::uint64_t end = index + summary.leaves();
        for (std::uint32_t number = 0; index < end; ++number) {
            const auto found =
                database_.get(Family::receipts, receipts_key(height, number), options_);
            v1::ReceiptGroup group;
            if (!found || !codec::decode_strict(*found, group) || group.receipts().empty())
                return damaged();
            // The leaf is made anew from its receipt; leaves below `from_` are not of the snapshot.
            for (const auto& encoded : group.receipts()) {
                machine::v1::Receipt receipt;
                if (!codec::decode_strict(encoded, receipt)) return damaged();
                if (index++ >= from_) TRY(add_leaf(machine::encode_leaf(receipt.leaf())));
            }
        }
        return {};
    }

    // Those that came with a snapshot and are still within the longest lifetime, and the one before
    // them. Times never go back along the log, so they reach up to the blocks of this ledger.
    Faultable<> add_imported_leaves(std::uint64_t until, std::int64_t since) {
        std::optional<Bytes> before;
        from_ = until;
        const auto group = database_.scan(Family::leaves, options_);
        for (group->SeekToFirst(); group->Valid(); group->Next()) {
            std::uint64_t index = number_of(view(group->key()));
            v1::LeafGroup leaves;
            if (!codec::decode_strict(view(group->value()), leaves)) return damaged();
            for (const auto& bytes : leaves.leaves()) {
                machine::v1::Leaf leaf;
                if (!codec::decode_strict(bytes, leaf)) return damaged();
                if (index >= until) break;
                // Too old: only the last one of these is kept, and written once a younger one
                // follows or at the end.
                if (leaf.time_ms() <= since) {
                    before = bytes;
                    from_ = index++;
                    continue;
                }
                if (before) TRY(add_leaf(*std::exchange(before, std::nullopt)));
                from_ = std::min(from_, index++);
                TRY(add_leaf(bytes));
            }
        }
        database_.check(*group);
        return before ? add_leaf(*before) : Faultable<>{};
    }
    Faultable<> add_leaf(BytesView leaf) {
        files_.manifest.set_leaves(files_.manifest.leaves() + 1);
        return chunks_.add(framed(leaf));
    }

    const LedgerStore& store_;
    const Database& database_;
    const Progress& progress_;
    SnapshotFiles files_;
    ChunkWriter chunks_;
    rocksdb::ReadOptions options_;
    std::uint64_t done_ = 0;
    std::uint64_t total_ = 0;
    std::uint64_t from_ = 0;  // the first leaf that the snapshot holds
};

}  // namespace

Faultable<SnapshotFiles> export_snapshot(const LedgerStore& store,
                                         const std::filesystem::path& folder,
                                         const Progress& progress) {
    TRY(ops::make_folders(folder));
    std::error_code error;
    if (!std::filesystem::is_empty(folder, error) || error)
        return fault("the folder " + folder.string() +
                     " is not empty; name an empty one for the snapshot");
    try {
        auto files = TRY(Export{store, folder, progress}.run());
        TRY(ops::write_durably(folder / "seal", codec::encode(files.seal)));
        // The manifest last: a folder without it is no snapshot.
        TRY(ops::write_durably(folder / "manifest", codec::encode(files.manifest)));
        return files;
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
