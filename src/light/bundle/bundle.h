// The check of a bundle: one file that proves, offline, what became of a transaction, what a row
// was, that a row was not there, that the ledger still begins as an older head says, or that
// validators signed two ledgers: two blocks at one height, or a past that was rewritten. Programs,
// phones and courts call it. It reads no ledger and trusts nothing but the community id it is
// given.
#pragma once

#include "contract/program.h"
#include "contract/transaction.pb.h"
#include "light/chain/header.h"
#include "machine/genesis.pb.h"

#include <optional>
#include <variant>

namespace linlian::light {

// The outcome of a transaction, or of due work, which has no body.
struct ProvenTransaction {
    std::uint64_t index = 0;  // in the log
    machine::v1::Leaf leaf;   // with height, time, id, author, act type and outcome
    machine::v1::Effects effects;
    std::optional<machine::v1::Body> body;
};

struct ProvenRow {
    Bytes key;
    std::optional<Bytes> value;  // nothing: the row was not there
};

// Two heads of the log, the older one the beginning of the newer one.
struct ProvenPrefix {
    std::uint64_t old_size = 0;
    Hash32 old_root;
    std::uint64_t size = 0;
    Hash32 root;
};

// A ledger that lost blocks and was put back seals all that follows in a later round than before:
// so rounds tell a loss that was declared from a past that was changed without a word.
struct ProvenFork {
    Hash32 one;  // the two header hashes
    Hash32 other;
    std::int32_t one_round = 0;  // in which they were sealed
    std::int32_t other_round = 0;
};

// Two blocks of one ledger, the log of the older one not the beginning of the log of the newer.
struct ProvenRewrite {
    Height older_height = 0;    // of the block that vouches for the older log
    Hash32 older;               // its header hash
    std::uint64_t size = 0;     // of the older log
    Hash32 then;                // its root
    std::optional<Hash32> now;  // root of so many entries of the newer log; nothing: it has fewer
    std::int32_t older_round = 0;
    std::int32_t newer_round = 0;
};

// What a bundle proves, as data: the faces put it into words.
struct Statement {
    Hash32 community;
    std::string community_name;  // as the genesis writes it
    // False when no community id was given: then the bundle is self-consistent, and anybody could
    // have made it up together with a community of their own.
    bool anchored = false;
    Height height = 0;  // the block after which state and log were as proven
    // The ledger head at that height, as papers print it; not in a proof of a fork.
    std::uint64_t log_size = 0;
    Hash32 log_root;
    Height sealed_height = 0;  // the block whose validators say so: height + 1; of a fork, its own
    Timestamp sealed_time;     // the time of that block
    Hash32 sealed_by;          // its header hash
    std::size_t validators = 0;  // how many there were
    std::variant<ProvenTransaction, ProvenRow, ProvenFork, ProvenPrefix, ProvenRewrite> fact;
};

inline constexpr std::size_t max_bundle_bytes = std::size_t{16} * 1024 * 1024;
inline constexpr std::uint32_t bundle_format = 2;

// The digest of a bundle's file: over the encoded bundle without its digest.
Hash32 bundle_digest(BytesView encoded_without_digest);

// The statement, or the first thing that does not hold, in this order:
//   light.BUNDLE_TOO_LARGE, BUNDLE_MALFORMED   the bytes are no bundle
//   light.OTHER_COMMUNITY                      the genesis is not the expected community's
//   what check_validators and verify_commit say, HISTORY_BROKEN   of the history and the seal
//   light.NO_FORK                              the two blocks are of one ledger
//   light.OTHER_APP_STATE                      the sealed header carries another app hash
//   light.OUTSIDE_LOG, EFFECTS_MISMATCH, TRANSACTION_MISMATCH, AUTHOR_SIGNATURE_WRONG
//   light.ROW_UNREADABLE, OUTSIDE_STATE, PREFIX_BROKEN
//   light.SECRET_UNPROVEN                      a personal row is absent under a secret of nobody
// `registry` has the tables: whether rows are open or at places that a secret gives.
// Every byte counts: a bundle with one changed is refused. Who changes one and makes the digest
// anew gets a refusal too, but for the key of an absent row: a proof of absence holds for every key
// that would stand at the same empty place, and then the bundle states that, truly.
Result<Statement> verify_bundle(BytesView bytes, const std::optional<Hash32>& expected_community,
                                const machine::Program& program);

}  // namespace linlian::light
