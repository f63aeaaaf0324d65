// Who owes their role to whom: the people who gave it, and the bodies for which these acted. Rows
// of roles keep it; it ends where somebody is elected.
#pragma once

#include "codec/enough.h"
#include "modules/registry/registry.h"

namespace linlian::registry {

using codec::Makers;

// Who made the holder of the role what they are.
Makers makers_of(const v1::Role& role);

// Who makes somebody what they become by this act, which asks for these authorities: the first ones
// behind it who have them, as far as they count; those who made them; and the kinds of office for
// which they act, where that is another office than the act names. Whoever supports what has its
// authority already makes nobody anything.
Makers makers_behind(const machine::Context& context, const machine::Message& act,
                     const std::vector<codec::v1::Authority>& asked);

// The first ones behind an act who have these authorities, as far as they count.
std::vector<Supporter> first_behind(const machine::Context& context, const machine::Message& act,
                                    const std::vector<codec::v1::Authority>& asked);

// Those to whom they owe any role in force, and the bodies to which they owe one in the office for
// which they speak.
Makers makers_of_supporter(const state::StateView& view, const Supporter& who, Timestamp now);

// Somebody who speaks for a kind of office, and to whom they owe that.
struct Made {
    Id16 member;
    std::string kind;
    Makers by;
};

// Whether one of them owes what they are to the other person or to the body for which that one
// speaks: together they are one will.
bool owe_each_other(const Made& one, const Made& other);

}  // namespace linlian::registry
