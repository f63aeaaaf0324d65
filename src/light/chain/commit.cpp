// Commits as CometBFT writes and signs them. What each validator signed is made anew from the
// commit: only flag, time and signature are theirs alone.
#include "light/chain/commit.h"

#include "base/check.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/merkle_log.h"
#include "light/chain/wire.h"
#include "light/refusals.pb.h"

namespace linlian::light {
namespace {

// CometBFT's number for the second vote of a round, of which a commit consists.
constexpr std::int32_t precommit = 2;
constexpr std::size_t address_bytes = 20;
constexpr std::size_t signature_bytes = 64;

// A protobuf varint.
Bytes length_prefix(std::size_t length) {
    Bytes prefix;
    for (; length >= 0x80; length >>= 7) prefix.push_back(static_cast<char>(length | 0x80));
    prefix.push_back(static_cast<char>(length));
    return prefix;
}

// Who is absent leaves every other field empty.
bool is_well_formed(const CommitSignature& signature) {
    if (signature.flag == VoteFlag::absent) return signature == CommitSignature{};
    const bool known = signature.flag == VoteFlag::commit || signature.flag == VoteFlag::nil;
    return known && signature.validator_address.size() == address_bytes &&
           signature.time.is_encodable() && signature.signature.size() == signature_bytes;
}

}  // namespace

bool is_well_formed(const Commit& commit) {
    for (const auto& signature : commit.signatures) {
        if (!is_well_formed(signature)) return false;
    }
    return commit.height <= INT64_MAX && commit.round >= 0 && is_well_formed(commit.block_id);
}

Bytes canonical_vote_sign_bytes(std::string_view chain_id, const Commit& commit,
                                std::size_t index) {
    CHECK(index < commit.signatures.size());
    const CommitSignature& signature = commit.signatures[index];
    wire::CanonicalVote vote;
    vote.set_type(precommit);
    vote.set_height(static_cast<std::int64_t>(commit.height));
    vote.set_round(commit.round);
    // Only a vote for a block names one; the id of "no block" is left out, not written empty.
    if (signature.flag == VoteFlag::commit && !commit.block_id.is_none())
        to_wire(commit.block_id, *vote.mutable_block_id());
    to_wire(signature.time, *vote.mutable_time());
    vote.set_chain_id(chain_id.data(), chain_id.size());
    const Bytes bytes = codec::encode(vote);
    return length_prefix(bytes.size()) + bytes;
}

Hash32 commit_hash(const Commit& commit) {
    std::vector<Bytes> leaves;
    for (const auto& signature : commit.signatures) {
        wire::CommitSignature message;
        to_wire(signature, message);
        leaves.push_back(codec::encode(message));
    }
    return merkle_root(leaves);
}

Bytes encode_commit(const Commit& commit) {
    wire::Commit message;
    to_wire(commit, message);
    return codec::encode(message);
}

Result<Commit> decode_commit(BytesView bytes) {
    wire::Commit message;
    if (!codec::decode_strict(bytes, message)) return refuse(v1::COMMIT_MALFORMED);
    Commit commit = from_wire(message);
    if (!is_well_formed(commit) || encode_commit(commit) != bytes)
        return refuse(v1::COMMIT_MALFORMED);
    return commit;
}

}  // namespace linlian::light
