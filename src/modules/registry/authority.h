// Who may do what: the services the machine asks of the registry, and their parts.
#pragma once

#include "modules/registry/registry.h"

namespace linlian::registry {

// The member of a live key, or the standing of a live slip; nothing for any other key.
std::optional<machine::Author> resolve_author(const state::StateView& view, BytesView key,
                                              Timestamp now);

// Whether the author alone has the authority that the charter asks for the act. Marks the key as
// used the first time it authors anything.
Result<> authorize(machine::Context& context, const machine::Act& act,
                   const machine::Message& content);

// An authority in one line of figures, for refusals: "role:clerk", "cosign:2:clerk".
std::string authority_line(const codec::v1::Authority& authority);

}  // namespace linlian::registry
