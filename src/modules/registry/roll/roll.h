// The parts of making a roll that tests look at by themselves; the public header is registry.h.
// Called by roll.cpp and its tests. It never writes a row.
#pragma once

#include "modules/registry/registry.h"

namespace linlian::registry {

// The heads of lines that tell who lives where, each kind under its own tag. Nodes alone can make
// them, and those of one ballot are no other's: whoever knows all ids, and the places of some
// lines, still does not know who stands between these.
class PrivateHeads {
  public:
    // `of`: as of roll_at().
    PrivateHeads(const state::StateView& view, const Id16& of);
    Hash32 of_resident(const Id16& member) const;
    Hash32 of_household(const Id16& premises) const;

  private:
    Hash32 key_;
};

// The head of a member of an office, whose roll is public.
Hash32 head_of_office_member(const Id16& member);

// The leaf of a line, before the log hashes it as a leaf of RFC 9162.
Hash32 roll_leaf(const v1::RollLine& line);

}  // namespace linlian::registry
