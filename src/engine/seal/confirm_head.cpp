// What `linlian confirm head` does when the signer's record is missing, damaged or ahead of the
// ledger: it compares what was witnessed with the ledger, and begins a later round from which all
// new blocks can be told from lost ones. The old record is kept beside the new one.

#include "engine/seal/confirm_head.h"

#include "base/hex.h"
#include "engine/line/signed_check.h"
#include "light/chain/commit.h"
#include "ops/files/durable_file.h"

#include <algorithm>
#include <limits>

namespace linlian::engine {
namespace {

// A height that was mistyped would stand in the record for good. No ledger makes a block in less
// than a millisecond.
Faultable<> check_reached(const storage::LedgerStore& store, const WitnessedHead& witnessed,
                          Timestamp now) {
    const auto tip = store.tip();
    const auto since = std::max<std::int64_t>(now.ms - tip.time.ms, 0) + ms_per_minute;
    if (witnessed.height <= tip.height + static_cast<std::uint64_t>(since)) return {};
    return fault("no ledger has reached block " + std::to_string(witnessed.height) +
                 " since block " + std::to_string(tip.height) +
                 " was made; type the height that is printed with the head");
}

// Nothing to compare where the witnessed head is beyond this ledger: that difference is the loss.
Faultable<> check_within(const storage::LedgerStore& store, const WitnessedHead& witnessed) {
    if (witnessed.height == 0 || witnessed.height > store.tip().height) return {};
    const auto tip = store.tip();
    const auto log =
        witnessed.height == tip.height ? std::optional{tip.log} : store.log_at(witnessed.height);
    if (!log)
        return fault("block " + std::to_string(witnessed.height) +
                     " is no longer kept here, so its head cannot be compared; give a newer one");
    if (!witnessed.log_root)
        return fault(
            "give the log root that is printed with the head (--log-root): without it "
            "nobody can tell whether block " +
            std::to_string(witnessed.height) + " of this ledger is the one that was seen");
    if (log->root() == *witnessed.log_root) return {};
    return fault("the head at block " + std::to_string(witnessed.height) +
                 " is not of this ledger (SECOND_HISTORY): here its log root is " +
                 to_hex(log->root().view()) + ". Restore the backup that it belongs to");
}

// Of the last block of the ledger; nothing before the first.
Faultable<SealedBlock> last_block(const storage::LedgerStore& store) {
    const Height tip = store.tip().height;
    if (tip == 0) return SealedBlock{};
    const auto block = store.block(tip);
    const auto hash = block ? hash_of(*block) : std::nullopt;
    const auto commit = block ? light::decode_commit(block->commit) : Result<light::Commit>{};
    if (!hash || !commit)
        return fault("the last block in " + store.folder().string() +
                     " does not read; restore the latest backup");
    return SealedBlock{tip, static_cast<std::uint32_t>(commit->round), *hash};
}

// A commit has room for 31 bits.
// Seconds since a fixed day, and above every round known, so that each loss gets a later one.
std::uint32_t round_of(Timestamp now, std::uint32_t known) {
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    const std::int64_t seconds = (now.ms - rounds_begin.ms) / ms_per_second;
    return static_cast<std::uint32_t>(std::min(most, std::max(seconds, std::int64_t{known} + 1)));
}

// What the key has signed is never forgotten: whoever looks into a second history needs it.
Faultable<> keep_beside(const std::filesystem::path& record) {
    std::error_code error;
    if (!std::filesystem::exists(record, error) && !error) return {};
    const auto content = TRY(ops::read_whole(record));
    for (int number = 1;; ++number) {
        const std::filesystem::path beside = record.string() + "." + std::to_string(number);
        if (std::filesystem::exists(std::filesystem::symlink_status(beside, error))) continue;
        return ops::write_durably(beside, content, ops::Existing::keep);
    }
}

}  // namespace

Faultable<LastSeal> confirm_head(const storage::LedgerStore& store,
                                 const std::filesystem::path& record,
                                 const WitnessedHead& witnessed, Timestamp now) {
    TRY(check_reached(store, witnessed, now));
    TRY(check_within(store, witnessed));
    const auto block = TRY(last_block(store));
    // A record that reads is a witness too, whatever it stands at; one that is damaged says
    // nothing.
    const auto before = SealRecord::read(record);
    const bool knows = before && *before && (*before)->community == store.community();
    LastSeal last{store.community(), block, {}};
    if (knows) {
        TRY(check_same_history(store, **before));
        last.gap = (*before)->gap;
        last.belief = (*before)->belief;
    }
    // The highest block that anybody is known to have seen.
    const Height newest = std::max(witnessed.height, knows ? (*before)->block.height : Height{0});
    if (newest > block.height || !knows) {
        const auto known = std::max(block.round, last.gap.round);
        // Also where no record says what was signed: it may be more than anybody here knows.
        last.gap = {block.height + 1, std::max(newest, last.gap.to), round_of(now, known)};
    }
    TRY(keep_beside(record));
    TRY(SealRecord::write_new(record, last));
    return last;
}

}  // namespace linlian::engine
