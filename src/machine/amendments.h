// Changes of the rules by height. A release lists the amendments it knows, newest on top; an act
// of the charter brings one into force at a height, and a node that meets one it does not know
// stops and names it, so that no node follows other rules than its neighbours.
#pragma once

#include "machine/context.h"
#include "state/table.h"

#include <span>

namespace linlian::machine {

struct KnownAmendment {
    const char* name;
    const char* since_version;
    const char* what;
};

// The amendments that this program knows, newest on top. The first release has none.
std::span<const KnownAmendment> known_amendments();

inline const state::Table<v1::Amendment, std::string> amendments{"machine/amendment/"};

// In force at `height`: scheduled for it or a lower one.
bool is_amended(const state::StateView& view, const std::string& name, Height height);

// The first amendment in force at `height` that this program does not know.
std::optional<std::string> unknown_amendment(const state::StateView& view, Height height);

}  // namespace linlian::machine
