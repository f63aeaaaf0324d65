// What start rebuilds: the tree from all rows, the recent ids from the leaves that still matter.
#include "codec/wire.h"
#include "contract/opening/limits.h"
#include "machine/veil.h"
#include "state/state_view.h"
#include "storage/ledger_store.h"
#include "storage/records.pb.h"
#include "storage/rows/database.h"

#include <algorithm>
#include <functional>

namespace linlian::storage {
namespace {

// A tree grows in batches, so that the nodes of the one before can be let go.
constexpr std::size_t rows_in_batch = 32 * 1024;

// Where a row stands in the tree; rows about people stand at places that only the veil gives.
using PlaceOf = std::function<Hash32(BytesView key)>;

// Reads through all rows once, past the cache. The estimate of their number only reserves memory.
std::vector<TreeChange> hash_all_rows(const Database& database, const PlaceOf& place_of) {
    std::vector<TreeChange> hashed;
    std::uint64_t about = 0;
    database.db().GetIntProperty(database.family(Family::rows), "rocksdb.estimate-num-keys",
                                 &about);
    hashed.reserve(static_cast<std::size_t>(about));
    rocksdb::ReadOptions options;
    options.readahead_size = 4u << 20;
    options.fill_cache = false;
    const auto row = database.scan(Family::rows, options);
    for (row->SeekToFirst(); row->Valid(); row->Next())
        hashed.push_back({place_of(view(row->key())), tree_value_hash(view(row->value()))});
    database.check(*row);
    return hashed;
}

// Rows are in the order of their keys, the tree in that of places: hence the sorting.
TreeVersion build_tree(const Database& database, const PlaceOf& place_of) {
    auto hashed = hash_all_rows(database, place_of);
    std::sort(hashed.begin(), hashed.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    TreeVersion tree = empty_tree();
    for (std::span<const TreeChange> rest{hashed}; !rest.empty();) {
        const auto batch = rest.first(std::min(rest.size(), rows_in_batch));
        TreeVersion next = tree.with(batch);
        next.publish();
        tree = std::move(next);
        rest = rest.subspan(batch.size());
    }
    return tree;
}

// Expired ones can no longer be repeated, and are not remembered.
void add_leaf(const machine::v1::Leaf& leaf, Timestamp now, machine::RecentIds& recent) {
    Hash32 id;
    expect_readable(Hash32::parse(leaf.id(), id), "the id of an entry");
    if (leaf.expires_ms() > now.ms) recent.add(id, Timestamp{leaf.expires_ms()});
}

// Leaves that came with a snapshot; those of blocks are found by their summaries.
void add_imported(const Database& database, Timestamp now, machine::RecentIds& recent) {
    const auto group = database.scan(Family::leaves);
    for (group->SeekToFirst(); group->Valid(); group->Next()) {
        v1::LeafGroup leaves;
        expect_readable(codec::decode_strict(view(group->value()), leaves), "a group of entries");
        for (const auto& bytes : leaves.leaves()) {
            machine::v1::Leaf leaf;
            expect_readable(leaf.ParseFromString(bytes), "an entry");
            add_leaf(leaf, now, recent);
        }
    }
    database.check(*group);
}

// Backwards from the tip to the longest lifetime, blocks whose leaves have all expired unread.
machine::RecentIds read_recent(const LedgerStore& store, const machine::Tip& tip) {
    machine::RecentIds recent;
    const Database& database = store.database();
    const auto row = database.scan(Family::heights);
    for (row->SeekToLast(); row->Valid(); row->Prev()) {
        v1::BlockSummary summary;
        expect_readable(codec::decode_strict(view(row->value()), summary),
                        "the summary of a block");
        if (summary.time_ms() <= tip.time.ms - machine::max_lifetime_ms) break;
        if (summary.latest_expiry_ms() <= tip.time.ms) continue;
        const auto receipts = store.receipts(number_of(view(row->key())));
        // Pruning keeps what is within the longest lifetime.
        expect_readable(receipts.has_value(), "a recent block");
        for (const auto& receipt : *receipts) add_leaf(receipt.leaf(), tip.time, recent);
    }
    database.check(*row);
    add_imported(database, tip.time, recent);
    return recent;
}

}  // namespace

Faultable<LoadedLedger> LedgerStore::load(const machine::Program& program) const {
    Hash32 veil;
    if (!Hash32::parse(genesis_.veil(), veil))
        return fault("the genesis in " + folder().string() +
                     " has no veil: it is not the one that nodes run on");
    const auto place_of = [&](BytesView key) { return machine::place_of(program, veil, key); };
    try {
        LoadedLedger loaded{tip(), build_tree(*database_, place_of), {}};
        if (loaded.tree.root() != loaded.tip.state_root)
            return fault("the rows in " + folder().string() +
                         " do not give the state root of their tip: the data is damaged; restore "
                         "the latest backup into an empty folder");
        loaded.recent = read_recent(*this, loaded.tip);
        return loaded;
    } catch (const state::ReadFault& broken) {
        return fault(broken.what());
    }
}

}  // namespace linlian::storage
