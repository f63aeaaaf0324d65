// The roles of members in offices: the only code that writes them, so that whoever gets one agreed
// to it, and rolls of earlier heights find what a role was. Acts check first, then call these.
#pragma once

#include "contract/context.h"
#include "modules/charter/charter.h"
#include "modules/registry/authority/authority.h"

#include <map>

namespace linlian::registry {

std::optional<v1::Office> live_office(const state::StateView& view, const Id16& office);

// Whether an office stands that has the name, or one that looks like it, or is the owners'
// committee of the same estate.
bool stands_already(const state::StateView& view, const v1::FoundOffice& act);
// Whether one of its kind stands, and one stands for all.
bool is_second(const state::StateView& view, const v1::FoundOffice& act);

// Who is chair of an office now; where several are, the one with the least id.
struct Chair {
    Id16 member;
    v1::Role row;
};
std::optional<Chair> chair_of(const state::StateView& view, const Id16& office);
// The same of every office that has one, by one look at all roles.
std::map<Id16, Chair> all_chairs(const state::StateView& view);

// A role that this act grants, which asks for these authorities: by which transaction, and who
// makes its holder what they are.
v1::Role new_role(const machine::Context& context, const machine::Message& act,
                  const std::vector<codec::v1::Authority>& asked);

// Offers the role. Whoever offers it to themselves has agreed.
// Refusal: that of begin_role.
Result<> take_offer(machine::Context& context, const Id16& office, const Id16& member,
                    const std::string& role, v1::Role row);

// Writes the role. A chair who was elected ends the ones before; from then on the office counts
// beside others of its kind.
// Refusal: ACT_UNREACHABLE, where nobody could do some act with that chair in place of the one
// before, or of whoever might have become one: one person who is chair twice is one.
Result<> begin_role(machine::Context& context, const Id16& office, const Id16& member,
                    const std::string& role, v1::Role row);

// Whether nobody may take the offer any more, for it is too old.
bool has_lapsed(const machine::Context& context, const v1::Role& offer);
// Takes it off the record, without an event.
void erase_offer(machine::Context& context, const Id16& office, const Id16& member,
                 const std::string& role);

// Ends what is offered to anybody to lead the office.
void end_offers_of_chair(machine::Context& context, const Id16& office);

// Ends the role, or the offer of one, that this transaction granted.
// Refusals: ROLE_UNKNOWN; ACT_UNREACHABLE, where nobody could do some act without it.
Result<> end_role(machine::Context& context, const Id16& office, const Id16& member,
                  const std::string& role, BytesView granted_by);

}  // namespace linlian::registry
