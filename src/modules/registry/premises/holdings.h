// Who owns what: the only code that writes holdings, so that the heads and areas of an
// estate always follow from them. Acts check first, then call these.
#pragma once

#include "contract/context.h"
#include "modules/registry/registry.pb.h"

#include <map>
#include <vector>

namespace linlian::registry {

// Owners of a new holding and the paper behind it.
struct Ownership {
    std::vector<Bytes> owners;  // ids in any order; doubles count once
    Bytes voter;
    Bytes document;
};

// The holding of a premises that is in force; nothing where they were struck or never entered.
std::optional<v1::Holding> current_holding(const state::StateView& view, const Id16& premises);

// Whom each owner of premises named to vote, and when they last agreed on one.
struct NamedVoters {
    std::map<Id16, v1::VoterNaming> by;
    std::int64_t agreed_ms = 0;

    // What the owners named alike for these and for others.
    void keep_common(const NamedVoters& others);
};
NamedVoters named_voters(const state::StateView& view, const Id16& premises);
// It goes on for premises that came of these.
void put_named_voters(machine::Context& context, const Id16& premises, const NamedVoters& named);

// Adds premises with their owners; counts them.
void enter_premises(machine::Context& context, const Id16& id, const v1::Premises& row,
                    const Ownership& ownership);

// Ends the holding in force and the premises themselves (split, merged, struck off).
void strike_premises(machine::Context& context, const Id16& id);

// Ends the holding in force and begins another.
void change_owners(machine::Context& context, const Id16& id, const Ownership& ownership);

// Names who votes for the owners of the holding in force, or ends that where `voter` is empty. The
// past keeps the voter it had; owners, document, written_by and owned_from_height stay.
void change_voter(machine::Context& context, const Id16& id, const Bytes& voter);

// So many more entries in the indexes of an estate's places, by which looks at it pay.
void count_places(machine::Context& context, const Id16& estate, std::uint64_t more);

// Whether the premises stand in this building now: the index by building keeps what stood there.
bool stands_in(const state::StateView& view, const Id16& id, BytesView building);

// Replaces what the premises are (kind, area, source, cell); owners stay.
void change_premises(machine::Context& context, const Id16& id, const v1::Premises& row);

// On record as an owner for whom members act: never the id of a member.
bool is_no_person(const state::StateView& view, const Id16& owner);

// Whether the line would leave the owner as the row says they are.
bool says_the_same(const v1::Owner& row, const v1::OwnerLine& line);

// Refusals: OWNER_KIND_DIFFERS (a person never becomes a company whom somebody else acts for),
// OWNER_IS_MEMBER.
Result<> check_owner(const state::StateView& view, const v1::OwnerLine& line);

// Of all owners that one act gives: nobody acts for one of them by an id that it gives to another
// who is no person. Refusal: OWNER_IS_MEMBER.
Result<> check_ids_apart(const std::map<Id16, v1::OwnerLine>& lines);

// Writes an owner as a line of a roster or an act gives it; a person becomes a member.
void enter_owner(machine::Context& context, const v1::OwnerLine& line, Timestamp set = {});

// The members who act for an owner: themself, or who was named by document. Empty: nobody yet.
Bytes acting_member(const state::StateView& view, const Id16& owner);

}  // namespace linlian::registry
