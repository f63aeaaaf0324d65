// Between our values and CometBFT's wire messages. Internal to this room: nobody above sees the
// messages. "From wire" only copies; what is possible and what is not, the decoders decide.
#pragma once

#include "light/chain/commit.h"
#include "light/chain/evidence.h"
#include "light/cometbft.pb.h"

namespace linlian::light {

namespace wire = comet::v1;

void to_wire(const BlockTime& time, wire::Time& out);
void to_wire(const BlockId& id, wire::BlockId& out);
void to_wire(const Header& header, wire::Header& out);
void to_wire(const CommitSignature& signature, wire::CommitSignature& out);
void to_wire(const Commit& commit, wire::Commit& out);
void to_wire(const Evidence& evidence, wire::Evidence& out);

BlockTime from_wire(const wire::Time& time);
BlockId from_wire(const wire::BlockId& id);
Header from_wire(const wire::Header& header);
Commit from_wire(const wire::Commit& commit);
Evidence from_wire(const wire::Evidence& evidence);

// Lengths, height and time of a header are possible ones.
bool is_well_formed(const Header& header);
// The hash and the hash of the parts are both there and 32 bytes long, or there is no block.
bool is_well_formed(const BlockId& id);

}  // namespace linlian::light
