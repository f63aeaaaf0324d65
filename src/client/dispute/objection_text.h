// An objection in words, for whoever rules on it or raises it: the ballot and the line it is about,
// what should count instead, its reason and paper, and what a ruling makes of it. Made from the
// bytes whose hash the ruling carries as shown.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/shown/screen.h"
#include "modules/ballot/objections.pb.h"

namespace linlian::client {

// "第 1 项 赞成 item 1: agree" for each choice; for none, that nothing counts.
std::string claim_words(const ballot::v1::CallBallot& call,
                        const google::protobuf::RepeatedPtrField<ballot::v1::ItemChoice>& claim);

// Two columns: what it is, and what stands there. `call` is that of the objection's ballot.
Rows objection_rows(const ballot::v1::CallBallot& call, const ballot::v1::Objection& objection);

// What a ruling of this kind makes of it.
std::string ruling_effect(const ballot::v1::CallBallot& call,
                          const ballot::v1::Objection& objection, ballot::v1::Ruling ruling);

}  // namespace linlian::client
