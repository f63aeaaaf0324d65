// The tables of the registry. Keys in brackets. Rows about a person carry a salt and stand where
// only those can look who have the secret of their subject.
#pragma once

#include "modules/registry/registry.pb.h"
#include "state/table.h"

namespace linlian::registry {

// Who leads an office.
inline constexpr const char* chair_role = "chair";

using state::Subject;
using state::Table;

// Whom rows are about; subjects.cpp says who is entitled to each.
inline constexpr Subject of_person{"registry/person"};  // a member, or an owner who is none
inline constexpr Subject of_key{"registry/key"};
inline constexpr Subject of_slip{"registry/slip"};
inline constexpr Subject of_premises{"registry/premises"};
// Premises until a height: whoever buys them does not learn who had them.
inline constexpr Subject of_former_holding{"registry/former_holding", 0, 2};
inline constexpr Subject of_head{"registry/head", 0, 2};
inline constexpr Subject of_draft{"registry/draft"};
inline constexpr Subject of_record{"registry/record"};        // a transaction
inline constexpr Subject of_residents{"registry/residents"};  // a building
inline constexpr Subject of_batch{"registry/batch"};
// The person is the second part.
inline constexpr Subject of_second_person{"registry/person", 1};

// People and keys. A key is found by the hash of its encoding.
inline const Table<v1::Member, Id16> members{"registry/member/", of_person};
inline const Table<v1::Key, Hash32> keys{"registry/key/", of_key};
// The keys of a member that are not retired: few, whatever their life was.
inline const Table<v1::Member, Id16, Hash32> keys_of{"registry/key_of/", of_person};
// The retired ones, by how many there were before: read by pages.
inline const Table<v1::RetiredKey, Id16, std::uint64_t> keys_before{"registry/key_before/",
                                                                    of_person};
inline const Table<v1::Slip, Hash32> slips{"registry/slip/", of_slip};
inline const Table<v1::Slip, Id16, Hash32> slips_of{"registry/slip_of/", of_person};
inline const Table<v1::SlipBatch, Id16> batches{"registry/batch/"};
// How many of a batch were used. Exact, so for nobody: the batch tells of them in tens.
inline const Table<v1::SlipBatch, Id16> slips_used{"registry/slips_used/", of_batch};
inline const Table<v1::Recovery, Id16> recoveries{"registry/recovery/", of_person};
// The keys that running recoveries will enrol: nobody enrols one of them otherwise.
inline const Table<v1::Member, Hash32> keys_awaited{"registry/key_awaited/", of_key};

// Offices and roles; the helpers are real, so these rows are open.
inline const Table<v1::Office, Id16> offices{"registry/office/"};
// What stands in later modules and is about one estate: ballots, objections.
inline const Table<v1::About, Id16> matters{"registry/about/"};
inline const Table<v1::Role, Id16, Id16, std::string> roles{"registry/role/"};  // member, office
// The same by office: else a look at one goes through everybody's roles in all others.
inline const Table<v1::Member, Id16, Id16, std::string> roles_in{"registry/role_in/"};
// Roles that wait for the member to accept them.
inline const Table<v1::Role, Id16, Id16, std::string> offers{"registry/role_offer/"};
// To whom it is offered to lead an office: office, member.
inline const Table<v1::Member, Id16, Id16> chair_offers{"registry/chair_offer/"};
// A role that ended or was granted anew: office, the height it was in force until, member, role. So
// a look at an office at a height goes through what ended since, not through all that ever did.
inline const Table<v1::Role, Id16, std::uint64_t, Id16, std::string> roles_before{
    "registry/role_before/"};
// Until when a member last had a role that ended: office, member.
inline const Table<v1::Leaver, Id16, Id16> leavers{"registry/leaver/"};

// Places.
inline const Table<v1::Estate, Id16> estates{"registry/estate/"};
inline const Table<v1::Building, Id16> buildings{"registry/building/"};
inline const Table<v1::Building, Id16, Id16> buildings_of{"registry/building_of/"};
inline const Table<v1::Premises, Id16> premises_table{"registry/premises/", of_premises};
// What premises were until a height, written when something about them changes.
inline const Table<v1::Premises, Id16, std::uint64_t> premises_before{"registry/premises_before/",
                                                                      of_premises};
// The premises that stand or ever stood in a building: readers of the present look at the rows.
inline const Table<v1::Member, Id16, Id16> premises_of{"registry/premises_of/"};  // building
// What was struck by a split or merger, and what stands in its place.
inline const Table<v1::Member, Id16, Id16> became{"registry/became/", of_premises};

// Owners, and the holding of each premises that is in force.
inline const Table<v1::Owner, Id16> owners{"registry/owner/", of_person};
// What was on record of an owner, and who acted for them, until a height.
inline const Table<v1::Owner, Id16, std::uint64_t> owners_before{"registry/owner_before/",
                                                                 of_person};
inline const Table<v1::Holding, Id16> holdings{"registry/holding/", of_premises};
// A holding that ended, or went on with another voter, by the height it was in force until.
inline const Table<v1::Holding, Id16, std::uint64_t> holdings_before{"registry/holding_before/",
                                                                     of_former_holding};
// The last one that ended of an owner there, by them and by who acted for them: however often it
// was sold on since.
inline const Table<v1::Holding, Id16, Id16> holdings_lost{"registry/holding_lost/", of_person};
inline const Table<v1::Member, Id16, Id16> held_by{"registry/held_by/", of_person};
inline const Table<v1::Head, Id16, Hash32> heads{"registry/head/", of_head};
inline const Table<v1::VoterNaming, Id16, Id16> namings{"registry/naming/", of_second_person};

// Rosters: drafts fill up, an adopted version says what it was made from.
inline const Table<v1::Draft, Id16> drafts{"registry/draft/"};
inline const Table<v1::DraftChunk, Id16, std::uint64_t> draft_chunks{"registry/draft_chunk/",
                                                                     of_draft};
inline const Table<v1::Roster, Id16, std::uint64_t> rosters{"registry/roster/"};

// Who stood behind a transaction that wrote premises, holdings or owners, confirmed a residence or
// gave a role; by the hash of a key, behind it that it is its member's; by the id of a batch of
// slips, filled up with zeros, behind that.
inline const Table<v1::Behind, Hash32> backings{"registry/behind/", of_record};

// Who lives and works where now: (member, premises), counted by building.
inline const Table<v1::Residence, Id16, Id16> residences{"registry/residence/", of_person};
// An ended residence that was confirmed, by the height it was in force until.
inline const Table<v1::Residence, Id16, Id16, std::uint64_t> residences_before{
    "registry/residence_before/", of_person};
// The last confirmed one of the member there that others ended.
inline const Table<v1::Residence, Id16, Id16> residences_taken{"registry/residence_taken/",
                                                               of_person};
// (premises, member) of every residence there is, and of those that were confirmed.
inline const Table<v1::Member, Id16, Id16> residence_of{"registry/residence_of/", of_second_person};
// By building. Exact, so for nobody: the query tells of them in tens.
inline const Table<v1::ResidenceCount, Id16> residents{"registry/residents/", of_residents};

}  // namespace linlian::registry
