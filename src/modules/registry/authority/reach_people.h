// The people on whom a check of reach counts: those who hold roles in the offices that stand, those
// to whom these could give one, and, where elections are within reach, anybody in their place.
#pragma once

#include "codec/enough.h"
#include "modules/registry/registry.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace linlian::registry {

// The kinds of office and the roles in them that an authority asks for; empty: any.
using AskedRoles = std::set<std::pair<std::string, std::string>>;
AskedRoles asked_roles(const codec::v1::Authority& authority);

// People of one role whom a search may use: more would change no answer but of communities that
// hardly stand.
inline constexpr std::size_t people_per_role = 4;

// Somebody of whom nothing is known but where they stand.
Id16 somebody(BytesView where, const std::string& role, std::size_t number);

// An office that counts, with a few of those who hold each role in it for all that it is about.
struct OpenOffice {
    v1::Office row;
    std::map<std::string, std::vector<codec::Backer>> held;
};
using OpenOffices = std::map<Id16, OpenOffice>;
// All but those that were founded beside one of their kind and have no elected chair yet, and of
// these a few of each kind in each estate. `named`: the kinds that authorities name. `counts`: of
// who holds a role that is no chair's, whom to look at; nothing: everybody.
using WhoCounts = std::function<bool(const codec::Backer&)>;
OpenOffices open_offices(const state::StateView& view, Timestamp now,
                         const std::set<std::string>& named, const WhoCounts& counts = {});

// The offices on which a check counts. Two checks with the same ones have the same answer.
struct OfficesThere {
    std::set<std::string> renewed;  // kinds of office that elections could fill with anybody
    std::set<Id16> as_they_are;     // offices with the people that they have
    auto operator<=>(const OfficesThere&) const = default;
};

// Everybody who could stand behind an act that asks for these roles. Where roles are given, a chair
// grants every role in their office; where there is none, others appoint one, whom they make what
// they are.
std::vector<codec::Backer> who_could(const OpenOffices& open, const OfficesThere& there,
                                     const AskedRoles& asked, bool roles_are_given);

}  // namespace linlian::registry
