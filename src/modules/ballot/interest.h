// Who has an interest in a voter's line. Called by the acts of clerks on it; whoever has one does
// not count among those who stand behind such an act.
#pragma once

#include "machine/context.h"
#include "modules/ballot/ballot.pb.h"

#include <functional>

namespace linlian::ballot {

// Whether this member speaks for the line (as frozen or after a sale) or holds its mandate.
bool has_interest(const state::StateView& view, const Id16& ballot,
                  const registry::v1::RollLine& line, const Id16& member);

using HasInterest = std::function<bool(const Id16& member)>;

// Whether those behind the act have the authority that the charter asks for it also without those
// who have an interest. Refusal: CLERK_INTERESTED with the number of the entry, from 1.
Result<> check_disinterested(const machine::Context& context, const google::protobuf::Message& act,
                             int index, const HasInterest& has);

// The same for whoever has an interest in this line.
Result<> check_disinterested(const machine::Context& context, const google::protobuf::Message& act,
                             int index, const Id16& ballot, const registry::v1::RollLine& line);

// Everybody behind the act, ascending.
std::vector<Id16> members_behind(const machine::Context& context);

}  // namespace linlian::ballot
