// The public header of ballots: who is asked what, what was counted, and the verdict with its
// arithmetic. Later modules ask here what a ballot decided; only this module writes its rows.
#pragma once

#include "contract/module.h"
#include "modules/ballot/ballot.pb.h"
#include "modules/ballot/objections.pb.h"

namespace linlian::ballot {

machine::Module module();

// What was called, and how it stands; nothing for an unknown ballot.
std::optional<v1::CallRow> call_of(const state::StateView& view, const Id16& ballot);
std::optional<v1::Poll> poll_of(const state::StateView& view, const Id16& ballot);

// The verdict on an item (from 0); nothing before the close. It binds once its stage is FINAL and
// the standing of the poll is none of challenged, suspended, revoked and annulled.
std::optional<v1::VerdictRow> verdict_of(const state::StateView& view, const Id16& ballot,
                                         std::uint64_t item);

// What an act on a ballot names as `shown`: tagged_hash("linlian/shown/ballot", canonical bytes of
// the call's row). Clients compute it from the bytes they rendered, never from a node's word.
Hash32 shown_hash(const v1::CallRow& call);
// What a ruling names: tagged_hash("linlian/shown/objection", canonical bytes of the objection
// without its ruling).
Hash32 shown_hash(v1::Objection objection);

}  // namespace linlian::ballot
