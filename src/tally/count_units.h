// From a roster and a pile of ballots to the figures that tally.h decides on: who is a head, which
// ballot of an owner counts, which premises are in the electorate at all. Called by a recount and
// by whoever counts outside the ledger; it never asks who an owner is, names are only compared.
#pragma once

#include "base/result.h"
#include "tally/tally.pb.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace linlian::tally {

// Co-owners vote as one, so that an owner is a set of names. An owner may not split their vote.
using Owner = std::set<std::string>;

enum class UnitKind : std::uint8_t { flat, shop, parking, storage, unsold, undelivered };

struct Unit {
    std::string id;
    std::uint64_t area_centi = 0;  // 0.01 m², as registered, surveyed or sold (SPC art. 8)
    Owner owner;                   // of unsold and undelivered stock: the developer
    UnitKind kind = UnitKind::flat;
};

struct CastBallot {
    Owner owner;
    v1::Choice choice = v1::CHOICE_UNSPECIFIED;
};

// How to count. Parking and storage are in neither measure unless asked for.
struct Counting {
    std::set<UnitKind> kinds{UnitKind::flat, UnitKind::shop, UnitKind::unsold,
                             UnitKind::undelivered};
    bool invalid_participates = false;
    bool silence_agreed = false;
    bool silence_warned = false;
    std::vector<Owner> delivered;  // whom a ballot reached
};

struct Count {
    v1::Input input;
    std::vector<std::size_t> outside;   // ballots of owners without any counted premises
    std::vector<std::size_t> replaced;  // ballots that a later one of their owner replaced
    std::size_t undelivered = 0;        // owners in the electorate without ballot and delivery
};

// Heads by SPC interpretation art. 9: one owner, one head, however many units; the unsold and
// undelivered stock of one developer likewise. Ballots in their order, the last of an owner counts.
// Refusals, with the path of the fault as "units[i].area", "ballots[i].owner",
// "silence.delivered[i]": UNIT_TWICE, UNIT_WITHOUT_OWNER, UNIT_WITHOUT_AREA, OWNER_UNKNOWN,
// CHOICE_WRONG, FIGURE_TOO_LARGE.
Result<Count> count_units(std::span<const Unit> units, std::span<const CastBallot> ballots,
                          const Counting& how);

}  // namespace linlian::tally
