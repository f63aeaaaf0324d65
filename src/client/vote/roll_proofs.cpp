// All hashes of a frozen roll, level by level, so that a proof for each of thousands of lines is
// looked up and not computed anew. Leaves and nodes are hashed as in the Merkle log (RFC 9162).
#include "client/vote/roll_proofs.h"

#include "codec/wire.h"
#include "crypto/hash.h"
#include "crypto/merkle_log.h"

namespace linlian::client {

RollProofs::RollProofs(const std::vector<registry::v1::RollLine>& lines) : lines_(lines) {
    auto& leaves = levels_.emplace_back();
    for (std::size_t i = 0; i < lines.size(); ++i) {
        leaves.push_back(leaf_hash(tagged_hash("linlian/roll", codec::encode(lines[i])).view()));
        places_[lines[i].head()] = i;
    }
    while (levels_.back().size() > 1) {
        std::vector<Hash32> above;
        const auto& below = levels_.back();
        // Only perfect subtrees: an odd hash at the end has no place on the level above. Where a
        // path needs the root of an uneven end, prove_inclusion makes it of these.
        for (std::size_t i = 0; i + 1 < below.size(); i += 2)
            above.push_back(node_hash(below[i], below[i + 1]));
        levels_.push_back(std::move(above));
    }
}

// levels_ has its leaves even where the roll is empty.
Hash32 RollProofs::root() const { return merkle_root_of_hashes(levels_.front()); }

ballot::v1::ProvenLine RollProofs::line(std::size_t index) const {
    ballot::v1::ProvenLine proven;
    *proven.mutable_line() = lines_[index];
    proven.set_index(index);
    const auto path = prove_inclusion(
        index, lines_.size(),
        [this](unsigned level, std::uint64_t at) { return levels_.at(level).at(at); });
    proven.set_path(join_path(path));
    return proven;
}

std::optional<std::size_t> RollProofs::index_of(BytesView head) const {
    const auto found = places_.find(head);
    if (found == places_.end()) return std::nullopt;
    return found->second;
}

}  // namespace linlian::client
