// The genesis document as people write it: TOML with one section a module, checked whole. The
// programs read it once, at init; from then on its canonical bytes rule, whose hash is the
// community id. Where its section `charter` lists no presets, the community adopts those that the
// program ships: laws, local rules and holidays.
#pragma once

#include "machine/machine.h"

namespace linlian::client {

// Reads the document; `fallback_validator` signs alone where the document names no validators (the
// embedded engine). Faults: every one that is found, not only the first.
tl::expected<machine::v1::Genesis, std::vector<Refusal>> read_genesis(
    const machine::Program& program, std::string_view toml, const PublicKey& fallback_validator,
    Timestamp now);

}  // namespace linlian::client
