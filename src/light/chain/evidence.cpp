// Evidence against validators is kept as the encoding of CometBFT's message. Here it is only read
// strictly, so that a block that holds some has one encoding.
#include "light/chain/evidence.h"

#include "codec/wire.h"
#include "crypto/merkle_log.h"
#include "light/chain/wire.h"

#include <algorithm>
#include <vector>

namespace linlian::light {
namespace {

// What follows asks for the parts that CometBFT always writes, even when they are empty: without
// them a message would have two spellings.

bool is_whole(const wire::BlockId& id) { return id.has_parts(); }

bool is_whole(const wire::Vote& vote) {
    return vote.has_block_id() && is_whole(vote.block_id()) && vote.has_time();
}

bool is_whole(const wire::DuplicateVote& votes) {
    return votes.has_one() && is_whole(votes.one()) && votes.has_other() &&
           is_whole(votes.other()) && votes.has_time();
}

bool is_whole(const wire::Header& header) {
    return header.has_version() && header.has_time() && header.has_last_block_id() &&
           is_whole(header.last_block_id());
}

bool is_whole(const wire::Commit& commit) {
    return commit.has_block_id() && is_whole(commit.block_id()) &&
           std::ranges::all_of(commit.signatures(), &wire::CommitSignature::has_time);
}

bool is_whole(const wire::LightClientAttack& attack) {
    const auto& block = attack.conflicting_block();
    const auto& signed_header = block.signed_header();
    const auto& set = block.validators();
    return signed_header.has_header() && is_whole(signed_header.header()) &&
           signed_header.has_commit() && is_whole(signed_header.commit()) &&
           std::ranges::all_of(set.members(), &wire::SetMember::has_key) &&
           (!set.has_proposer() || set.proposer().has_key()) &&
           std::ranges::all_of(attack.byzantine(), &wire::SetMember::has_key) && attack.has_time();
}

template <class Kind>
bool reads_as(BytesView content) {
    Kind message;
    return codec::decode_strict(content, message) && is_whole(message);
}

}  // namespace

bool is_well_formed(const Evidence& evidence) {
    switch (evidence.kind) {
        case EvidenceKind::duplicate_vote:
            return reads_as<wire::DuplicateVote>(evidence.content);
        case EvidenceKind::light_client_attack:
            return reads_as<wire::LightClientAttack>(evidence.content);
    }
    return false;
}

// Over the bytes of each, without the mark of its kind.
Hash32 evidence_hash(std::span<const Evidence> evidence) {
    std::vector<Bytes> leaves;
    for (const auto& one : evidence) leaves.push_back(one.content);
    return merkle_root(leaves);
}

Hash32 no_evidence_hash() { return evidence_hash({}); }

}  // namespace linlian::light
