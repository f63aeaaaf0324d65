#include "base/check.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "machine/limits.h"
#include "state/state_view.h"
#include "storage/database.h"
#include "storage/log_tiles.h"
#include "storage/snapshot.h"
#include "storage/snapshot_stream.h"
#include "storage/tip_record.h"

namespace linlian::storage {
namespace {

// Cuts what is written into chunks and hashes each.
class ChunkWriter {
  public:
    ChunkWriter(const std::filesystem::path& folder, v1::SnapshotManifest& manifest)
        : folder_(folder), manifest_(manifest) {}

    Faultable<> add(BytesView bytes) {
        while (!bytes.empty()) {
            const auto part = bytes.substr(0, chunk_bytes - chunk_.size());
            chunk_ += part;
            bytes.remove_prefix(part.size());
            if (chunk_.size() == chunk_bytes) TRY(flush());
        }
        return {};
    }
    Faultable<> flush() {
        if (chunk_.empty()) return {};
        TRY(write_file(
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

// One export reads everything as of one moment.
class Export {
  public:
    Export(const LedgerStore& store, const std::filesystem::path& folder, const Progress& progress)
        : store_(store),
          database_(store.database()),
          progress_(progress),
          chunks_(folder, manifest_) {
        options_.snapshot = database_.pin();
        options_.fill_cache = false;
        options_.readahead_size = 4u << 20;
    }

    ~Export() { database_.unpin(options_.snapshot); }

    Faultable<v1::SnapshotManifest> run() {
        v1::Tip tip;
        const auto bytes = database_.get(Family::meta, tip_name, options_);
        CHECK(bytes && codec::decode_strict(*bytes, tip));
        manifest_.set_format(snapshot_format);
        manifest_.set_genesis(codec::encode(store_.genesis()));
        *manifest_.mutable_tip() = tip;
        TRY(add_rows());
        TRY(add_leaves(tip));
        TRY(chunks_.flush());
        if (const auto block = database_.get(Family::blocks, number_key(tip.height()), options_))
            CHECK(codec::decode_strict(*block, *manifest_.mutable_last_block()));
        return manifest_;
    }

  private:
    Faultable<> add_rows() {
        std::uint64_t total = 0;
        std::uint64_t done = 0;
        database_.db().GetIntProperty(database_.family(Family::rows),
                                      "rocksdb.estimate-live-data-size", &total);
        const auto row = database_.scan(Family::rows, options_);
        std::uint64_t rows = 0;
        for (row->SeekToFirst(); row->Valid(); row->Next(), ++rows) {
            const Bytes record = framed(view(row->key())) + framed(view(row->value()));
            done += record.size();
            TRY(chunks_.add(record));
            if (progress_ && rows % 4096 == 0) progress_(done, std::max(done, total));
        }
        database_.check(*row);
        manifest_.set_rows(rows);
        return {};
    }

    // Every leaf since the first block that a transaction still alive may stand in.
    Faultable<> add_leaves(const v1::Tip& tip) {
        const std::int64_t since = tip.time_ms() - machine::max_lifetime_ms;
        auto from = LogFrontier::decode(tip.log())->size();
        const auto height = database_.scan(Family::heights, options_);
        Height first = tip.height() + 1;
        for (height->SeekToLast(); height->Valid(); height->Prev()) {
            v1::BlockSummary summary;
            CHECK(codec::decode_strict(view(height->value()), summary));
            if (summary.time_ms() <= since) break;
            from = summary.first_leaf();
            first = number_of(view(height->key()));
        }
        TRY(add_imported_leaves(from, since));
        manifest_.set_edge(LogEdge::read(database_, from_).encode());
        for (Height at = first; at <= tip.height(); ++at) {
            const auto receipts = store_.receipts(at);
            CHECK(receipts.has_value());  // pruning keeps what is within the longest lifetime
            for (const auto& receipt : *receipts)
                TRY(add_leaf(machine::encode_leaf(receipt.leaf())));
        }
        return {};
    }
    // Those that came with a snapshot and are still within the longest lifetime. Times never go
    // back along the log, so what is left of them reaches up to the blocks of this ledger.
    Faultable<> add_imported_leaves(std::uint64_t until, std::int64_t since) {
        from_ = until;
        const auto group = database_.scan(Family::leaves, options_);
        for (group->SeekToFirst(); group->Valid(); group->Next()) {
            std::uint64_t index = number_of(view(group->key()));
            v1::LeafGroup leaves;
            CHECK(codec::decode_strict(view(group->value()), leaves));
            for (const auto& bytes : leaves.leaves()) {
                machine::v1::Leaf leaf;
                CHECK(codec::decode_strict(bytes, leaf));
                const std::uint64_t at = index++;
                if (at >= until || leaf.time_ms() <= since) continue;
                from_ = std::min(from_, at);
                TRY(add_leaf(bytes));
            }
        }
        database_.check(*group);
        return {};
    }
    Faultable<> add_leaf(BytesView leaf) {
        manifest_.set_leaves(manifest_.leaves() + 1);
        return chunks_.add(framed(leaf));
    }

    const LedgerStore& store_;
    const Database& database_;
    const Progress& progress_;
    v1::SnapshotManifest manifest_;
    ChunkWriter chunks_;
    rocksdb::ReadOptions options_;
    std::uint64_t from_ = 0;
};

}  // namespace

Faultable<v1::SnapshotManifest> export_snapshot(const LedgerStore& store,
                                                const std::filesystem::path& folder,
                                                const Progress& progress) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_empty(folder, error) || error)
        return fault("the folder " + folder.string() +
                     " is not empty or cannot be made; name an empty one for the snapshot");
    try {
        auto manifest = Export{store, folder, progress}.run();
        if (!manifest) return manifest;
        TRY(write_file(folder / "manifest", codec::encode(*manifest)));
        return manifest;
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
