// Queries on what counted: one vote with the proof that it is in the root of the casts, and pages
// of all leaves for a recount.
#include "codec/refusal.h"
#include "crypto/merkle_log.h"
#include "modules/ballot/count/result.h"
#include "modules/ballot/read/queries.h"
#include "modules/ballot/rules.h"
#include "modules/ballot/state.h"

namespace linlian::ballot {
namespace {

// What was chosen is read by nobody before the close, and not of a ballot that was withdrawn.
Result<Found> find_counted(const Reading& reading, const Bytes& ballot) {
    auto found = TRY(find_ballot(reading.rows, ballot));
    const auto stage = stage_at(found.poll, reading.block.time);
    if (stage != v1::PRELIMINARY && stage != v1::FINAL) return tl::unexpected(wrong_stage(stage));
    return found;
}

// The root over the leaf hashes [first, last), for the path of one of them.
Hash32 root_over(const std::vector<Hash32>& hashes, std::uint64_t first, std::uint64_t last) {
    LogFrontier frontier;
    for (auto i = first; i < last; ++i) frontier.append(hashes[i]);
    return frontier.root();
}

}  // namespace

Result<v1::CastReply> cast_of(const Reading& reading, const v1::CastQuery& query) {
    const auto found = TRY(find_counted(reading, query.ballot()));
    v1::CastReply reply;
    const auto count = verdicts.find(reading.rows, found.id, 0U).value();
    reply.set_counted_height(count.height());
    reply.set_stage(count.stage());
    // All leaves are hashed anew: the tree is kept nowhere, as it changes with each ruling.
    std::vector<Hash32> hashes;
    visit_leaves(reading.rows, found.id, nullptr, [&](const v1::CastLeaf& leaf) {
        if (leaf.head() == query.head()) {
            reply.set_counted(true);
            reply.set_index(hashes.size());
            *reply.mutable_leaf() = leaf;
        }
        hashes.push_back(leaf_bytes_hash(leaf));
        return true;
    });
    reply.set_casts(hashes.size());
    reply.set_casts_root(root_over(hashes, 0, hashes.size()).bytes());
    if (!reply.counted()) return reply;
    const auto subtree = [&hashes](unsigned level, std::uint64_t at) {
        return root_over(hashes, at << level, (at + 1) << level);
    };
    for (const auto& step : prove_inclusion(reply.index(), hashes.size(), subtree))
        reply.add_path(step.bytes());
    return reply;
}

Result<v1::RecountReply> recount_page(const Reading& reading, const v1::RecountQuery& query) {
    const auto page = TRY(page_of(query.limit()));
    const auto found = TRY(find_counted(reading, query.ballot()));
    const bool goes_on = query.after().size() == Hash32::size;
    if (!goes_on && !query.after().empty()) return refuse(v1::VALUE_WRONG, {{"field", "after"}});
    const Hash32 after = hash_of(query.after());
    v1::RecountReply reply;
    // A later ruling counts anew: pages that name different counts do not fit together.
    const auto count = verdicts.find(reading.rows, found.id, 0U).value();
    reply.set_counted_height(count.height());
    reply.set_stage(count.stage());
    reply.set_casts_root(count.casts_root());
    reply.set_counted(count.casts());
    visit_leaves(reading.rows, found.id, goes_on ? &after : nullptr, [&](const v1::CastLeaf& leaf) {
        if (reply.casts_size() == page) {
            reply.set_next_after(reply.casts().rbegin()->head());
            return false;
        }
        *reply.add_casts() = leaf;
        return true;
    });
    return reply;
}

}  // namespace linlian::ballot
