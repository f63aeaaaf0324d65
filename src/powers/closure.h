// What bodies can cause together, at once and step by step. A body is everybody who holds a role in
// the offices of one kind, taken as one will; any number of plain members helps it. Steps are the
// acts that give holdings or take those of others: founding an office, closing one, appointing a
// chair where none is in force, recording an election, recovering the keys of others, setting
// authorities. They are taken until nothing changes. Elections that really take place are no step:
// they put others into a body, which stays one and the same.
#pragma once

#include "powers/acts.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace linlian::powers {

// Kinds of office.
using Bodies = std::set<std::string>;
// Full names of act types.
using ActNames = std::set<std::string>;

// No more bodies than so many together are looked at: their number grows fast.
inline constexpr std::size_t max_bodies = 4;

// The kinds that the authorities name.
Bodies named_kinds(const Acts& acts);
// These, and two that have no power by default: property company and shop.
Bodies all_kinds(const Acts& acts);

// What these bodies can cause as they stand. Where an act names an office, it is one of others.
ActNames acts_at_once(const Acts& acts, const Bodies& bodies);

// What they can cause after any number of steps. Whoever stands outside defends: the two bodies
// before whom a holder comes in person end a recovery. The rest of `standing` is there to do so,
// but for those that they close.
ActNames acts_in_steps(const Acts& acts, const Bodies& standing, const Bodies& bodies);

// Of an act: the smallest sets of up to max_bodies bodies that cause it.
struct Reach {
    std::vector<Bodies> at_once;
    // By steps, beside those that contain one of these. Whoever sets authorities at once can do
    // everything by that and stands in no other line.
    std::vector<Bodies> added;
};
// By the full names of act types, where offices of these kinds stand.
std::map<std::string, Reach> reach_of(const Acts& acts, const Bodies& standing);

}  // namespace linlian::powers
