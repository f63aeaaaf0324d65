// Who may do what: the services the machine asks of the registry, and their parts.
#pragma once

#include "codec/enough.h"
#include "modules/registry/registry.h"

namespace linlian::registry {

using codec::Backer;

// The member of a live key, or the standing of a live slip; nothing for any other key.
std::optional<machine::Author> resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp now);

// The member whose key this is, or was.
std::optional<Id16> whose_key(const state::StateView& view, BytesView key);

// Whether the author alone has the authority that the charter asks for the act. Marks the key as
// used the first time it authors anything.
Result<> authorize(machine::Context& context, const machine::Act& act,
                   const machine::Message& content);

// The supporters as the rows say they count for this act now.
std::vector<Backer> backers_of(const state::StateView& view,
                               const std::vector<Supporter>& supporters,
                               const machine::Message& act, Timestamp now);

// Whether the authority is there without this member, whose own matter the act is. Left out instead
// of refused: else they could keep others from acting by adding their support.
Result<> satisfies_without(const machine::Context& context, const machine::Message& act,
                           const Id16& member, const Refusal& otherwise);

// Whether the author speaks for an office that counts for the act: of those behind it they are on
// record as who did it, and whoever may propose anything would be so too.
bool counts_as_author(const machine::Context& context, const machine::Message& act);

// An authority in one line of figures, for refusals: "role:clerk", "cosign:2:clerk".
std::string authority_line(const codec::v1::Authority& authority);

}  // namespace linlian::registry
