// The parts of making a roll that tests look at by themselves; the door is registry.h. Called by
// roll.cpp and its tests. It never writes a row.
#pragma once

#include "modules/registry/registry.h"

namespace linlian::registry {

// The heads of lines that are not owners: each kind of line under its own tag.
Hash32 head_of_resident(const Id16& member);
Hash32 head_of_household(const Id16& premises);
Hash32 head_of_office_member(const Id16& member);

// The leaf of a line, before the log hashes it as a leaf of RFC 9162.
Hash32 roll_leaf(const v1::RollLine& line);

}  // namespace linlian::registry
