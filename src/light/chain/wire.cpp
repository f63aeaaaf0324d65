// Field by field between the values of this room and CometBFT's messages. Nothing is checked here.
#include "light/chain/wire.h"

#include "codec/wire.h"

namespace linlian::light {
namespace {

std::int64_t signed_height(Height height) { return static_cast<std::int64_t>(height); }

}  // namespace

void to_wire(const BlockTime& time, wire::Time& out) {
    out.set_seconds(time.seconds);
    out.set_nanos(time.nanos);
}

void to_wire(const BlockId& id, wire::BlockId& out) {
    out.set_hash(id.hash);
    out.mutable_parts()->set_total(id.parts.total);
    out.mutable_parts()->set_hash(id.parts.hash);
}

void to_wire(const Header& header, wire::Header& out) {
    out.mutable_version()->set_block(header.block_version);
    out.mutable_version()->set_app(header.app_version);
    out.set_chain_id(header.chain_id);
    out.set_height(signed_height(header.height));
    to_wire(header.time, *out.mutable_time());
    to_wire(header.last_block_id, *out.mutable_last_block_id());
    out.set_last_commit_hash(header.last_commit_hash);
    out.set_data_hash(header.data_hash);
    out.set_validators_hash(header.validators_hash);
    out.set_next_validators_hash(header.next_validators_hash);
    out.set_consensus_hash(header.consensus_hash);
    out.set_app_hash(header.app_hash);
    out.set_last_results_hash(header.last_results_hash);
    out.set_evidence_hash(header.evidence_hash);
    out.set_proposer_address(header.proposer_address);
}

void to_wire(const CommitSignature& signature, wire::CommitSignature& out) {
    out.set_flag(static_cast<wire::VoteFlag>(signature.flag));
    out.set_validator_address(signature.validator_address);
    to_wire(signature.time, *out.mutable_time());
    out.set_signature(signature.signature);
}

void to_wire(const Commit& commit, wire::Commit& out) {
    out.set_height(signed_height(commit.height));
    out.set_round(commit.round);
    to_wire(commit.block_id, *out.mutable_block_id());
    for (const auto& signature : commit.signatures) to_wire(signature, *out.add_signatures());
}

// What does not read becomes something else, which is_well_formed has refused before or the
// comparison of the whole block refuses after.
void to_wire(const Evidence& evidence, wire::Evidence& out) {
    if (evidence.kind == EvidenceKind::duplicate_vote)
        out.mutable_duplicate_vote()->ParseFromString(evidence.content);
    else
        out.mutable_light_client_attack()->ParseFromString(evidence.content);
}

BlockTime from_wire(const wire::Time& time) { return {time.seconds(), time.nanos()}; }

BlockId from_wire(const wire::BlockId& id) {
    return {id.hash(), {id.parts().total(), id.parts().hash()}};
}

Header from_wire(const wire::Header& header) {
    return {.block_version = header.version().block(),
            .app_version = header.version().app(),
            .chain_id = header.chain_id(),
            .height = static_cast<Height>(header.height()),
            .time = from_wire(header.time()),
            .last_block_id = from_wire(header.last_block_id()),
            .last_commit_hash = header.last_commit_hash(),
            .data_hash = header.data_hash(),
            .validators_hash = header.validators_hash(),
            .next_validators_hash = header.next_validators_hash(),
            .consensus_hash = header.consensus_hash(),
            .app_hash = header.app_hash(),
            .last_results_hash = header.last_results_hash(),
            .evidence_hash = header.evidence_hash(),
            .proposer_address = header.proposer_address()};
}

Commit from_wire(const wire::Commit& commit) {
    Commit out{.height = static_cast<Height>(commit.height()),
               .round = commit.round(),
               .block_id = from_wire(commit.block_id()),
               .signatures = {}};
    for (const auto& signature : commit.signatures())
        out.signatures.push_back({.flag = static_cast<VoteFlag>(signature.flag()),
                                  .validator_address = signature.validator_address(),
                                  .time = from_wire(signature.time()),
                                  .signature = signature.signature()});
    return out;
}

Evidence from_wire(const wire::Evidence& evidence) {
    if (evidence.has_light_client_attack())
        return {EvidenceKind::light_client_attack, codec::encode(evidence.light_client_attack())};
    return {EvidenceKind::duplicate_vote, codec::encode(evidence.duplicate_vote())};
}

}  // namespace linlian::light
