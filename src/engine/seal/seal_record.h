// The last block that a node's key has signed: height, round and hash, in a file beside the key,
// apart from the ledger. With it a ledger that was cut short or put back is noticed, and no height
// is signed twice. One process holds it at a time. It never looks into the ledger.
//
// The file holds two places that are written in turn, each with its own checksum, so that a write
// which a power cut tears leaves the one before.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "base/timestamp.h"
#include "engine/clock_guard.h"
#include "engine/seal_record.pb.h"

#include <filesystem>
#include <optional>

namespace linlian::engine {

// Round 0 unless a loss came before (SealGap).
struct SealedBlock {
    Height height = 0;
    std::uint32_t round = 0;
    Hash32 hash;  // of its header
    bool operator==(const SealedBlock&) const = default;
};

// After a loss, or when nobody knows what the key has signed: all blocks from `from` on are sealed
// in this later round, for ever, so that two signatures of one height can be told apart. Up to `to`
// blocks are known to be lost (below `from`: none is known to be); more may be.
struct SealGap {
    Height from = 1;
    Height to = 0;
    std::uint32_t round = 0;
    bool is_none() const { return round == 0; }
    bool operator==(const SealGap&) const = default;
};

// All that the file says.
struct LastSeal {
    Hash32 community;
    SealedBlock block;
    SealGap gap;
    // Of the clock by which it was sealed; nothing: nobody knows.
    std::optional<Belief> belief = {};
};

class SealRecord {
  public:
    // Writes a record anew, in one step and synced: when a ledger is founded, and when the operator
    // has confirmed the newest witnessed head.
    static Faultable<> write_new(const std::filesystem::path& path, const LastSeal& last);
    // What it says now, without holding it; nothing when there is no such file. Faults: damaged in
    // both places; the file cannot be read.
    static Faultable<std::optional<LastSeal>> read(const std::filesystem::path& path);
    // Holds it until it goes, and writes it anew: what was read may be in memory only, where a sync
    // of it failed. Faults: it is missing; another process holds it; as above.
    static Faultable<SealRecord> open(const std::filesystem::path& path);
    SealRecord(SealRecord&& other) noexcept;
    SealRecord& operator=(SealRecord&& other) noexcept;
    ~SealRecord();

    const LastSeal& last() const { return last_; }
    // The block was sealed by a clock believed like this: on the disk when this returns.
    // Fault: it cannot be written, or the file was removed or replaced meanwhile; it then stands
    // where it stood, or there.
    Faultable<> advance(const SealedBlock& block, const std::optional<Belief>& belief);

  private:
    SealRecord(std::filesystem::path path, int file) : path_(std::move(path)), file_(file) {}
    Faultable<> write(const LastSeal& next);

    std::filesystem::path path_;
    int file_;
    std::uint64_t writing_ = 0;
    LastSeal last_;
};

}  // namespace linlian::engine
