// How a ledger head that a client meets stands to the newest one that it saw: of one ledger or of
// two. The node is asked to prove that the older log is the beginning of the newer one (RFC 9162
// consistency); where it is not, the blocks that were met are the proof of a fork. Known heads
// call it; it keeps nothing and knows no network.
#pragma once

#include "light/bundle.pb.h"
#include "light/bundle/bundle.h"

#include <functional>
#include <optional>

namespace linlian::client {

// A ledger head that a bundle proved.
struct SeenHead {
    Height height = 0;
    std::uint64_t log_size = 0;
    Hash32 log_root;
    Hash32 sealed_by;  // header hash of the block that vouches for it
    // What shows the head to others: genesis, history, that block and what its app hash covers, as
    // an encoded light.v1.Bundle without fact and digest.
    Bytes seal;
};

// The head of a bundle that was verified with this statement.
SeenHead head_of(const light::Statement& statement, BytesView bundle);

// The block that vouches for a head: when it was sealed, and in which round.
struct HeadSeal {
    Timestamp time;
    std::int32_t round = 0;
};
HeadSeal seal_of(const SeenHead& head);

// Whether the seal of what was met says that blocks were lost since: after a loss all are sealed in
// a later round than ever before (engine/confirm_head.h).
bool tells_of_loss(const SeenHead& seen, const SeenHead& met);

// A file that proves the head by itself, for whoever looks into what was lost.
Bytes bundle_of(const SeenHead& head);

// What is needed to compare heads.
struct HeadAsker {
    const machine::Program& program;  // the tables of the ledger
    Hash32 community;
    // The bundle that the log of the first `size` entries is the beginning of the node's log.
    std::function<Result<Bytes>(std::uint64_t size)> ask_prefix;
};

struct HeadRelation {
    SeenHead newest;            // of the heads compared and of those that the node showed meanwhile
    std::optional<Bytes> fork;  // a bundle that proves two ledgers; nothing: all heads are of one
};

// Compares two heads, whichever is higher. Refusals: client.HEAD_WENT_BACK where the node stands
// below the newer of them and so can prove nothing about it, client.ANSWER_DIFFERS,
// client.LEDGER_MOVED where new blocks come faster than it can be asked, those of
// light::verify_bundle and of the node.
Result<HeadRelation> relate_heads(const SeenHead& one, const SeenHead& other,
                                  const HeadAsker& asker);

}  // namespace linlian::client
