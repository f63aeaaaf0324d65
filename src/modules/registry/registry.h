// The public header of the registry: people and their keys, offices and roles, estates down to
// premises and who owns them at which height. Other modules ask here who somebody is and what they
// may stand for.
#pragma once

#include "contract/context.h"
#include "contract/module.h"
#include "modules/registry/registry.pb.h"

#include <set>
#include <vector>

namespace linlian::registry {

machine::Module module();

using machine::Supporter;

// Whether these supporters together have the authority for this act: every part by other people
// who do not owe their roles to each other, each kind of a cosign once. A role counts in the office
// for which it is brought in alone; one limited to an area only for an act whose fields name
// places (schema annotation "touches") that all lie in it; one in an office of one estate for no
// act that names places outside it. A notice that it
// asks for is taken to be over.
// Refusal: registry.AUTHORITY_MISSING with figure "needed" (the authority in one line).
Result<> satisfies(const state::StateView& view, const codec::v1::Authority& authority,
                   const std::vector<Supporter>& supporters, const machine::Message& act,
                   Timestamp now);

// Whether this member, speaking for this office, could be one of those whom the authority asks for.
bool could_count(const state::StateView& view, const codec::v1::Authority& authority,
                 const Supporter& who, const machine::Message& act, Timestamp now);

// Whether this member, speaking for their office, and people of these offices with whatever roles
// it takes could have the authority together.
bool could_be_enough(const state::StateView& view, const codec::v1::Authority& authority,
                     const Supporter& who, const std::vector<Id16>& with,
                     const machine::Message& act, Timestamp now);

// The same in days of notice after which they have it, 0: now. Nothing when they do not, or when
// those who object are enough to stop the notice.
std::optional<std::uint32_t> notice_days(const state::StateView& view,
                                         const codec::v1::Authority& authority,
                                         const std::vector<Supporter>& supporters,
                                         const machine::Message& act, Timestamp now,
                                         const std::vector<Supporter>& objectors = {});

// Whether this member, speaking for this office, is one of those whom a notice of the authority
// names to stop it.
bool could_stop(const state::StateView& view, const codec::v1::Authority& authority,
                const Supporter& who, const machine::Message& act, Timestamp now);

// Whether this key is in force and past its second check.
bool is_active_key(const state::StateView& view, BytesView key);

// Whether an act that sets an authority leaves its act within somebody's reach; other acts do. For
// whoever carries an act out. Refusal: ACT_UNREACHABLE.
Result<> check_set_authority(const machine::Context& context, const machine::Message& act);

// Everybody behind the act that runs: the supporters of its motion, or of an act sent directly its
// author, for themself and for each office in which they have a role.
std::vector<Supporter> all_behind(const machine::Context& context);

// The member for themself, then for each office in which they have a role.
std::vector<Supporter> offices_of(const state::StateView& view, const Id16& member);

// Any live role of this member in any office.
bool holds_any_role(const state::StateView& view, const Id16& member, Timestamp now);

// Any live role of this member in this office.
bool holds_role_in(const state::StateView& view, const Id16& member, const Id16& office,
                   Timestamp now);

// Whether this member has a role in this office, or had one that ended, by an act or by its term,
// less than leaver_ms before `then` or since, whether the office stands or was closed: whoever
// leaves is of it still for what it began by then, and soon after.
bool is_or_was_of(const state::StateView& view, const Id16& member, const Id16& office,
                  Timestamp then);
// The same of any office of this kind.
bool is_or_was_in_kind(const state::StateView& view, const Id16& member, const std::string& kind,
                       Timestamp then);

// Whether this member owes a role in an office of a kind that stands for all, which had not run out
// by then, to the kind of this office: whom a body made speaks for nobody beside it.
bool is_made_by_body(const state::StateView& view, const Id16& member, const Id16& office,
                     Timestamp since);

// Whether other bodies appointed this member to lead this office, and no election followed: what
// was there before is not theirs to end.
bool is_appointed_chair(const state::StateView& view, const Id16& member, const Id16& office);

// A live role by name ("clerk", "chair"), wherever it reaches.
bool holds_role(const state::StateView& view, const Id16& member, const Id16& office,
                const std::string& role, Timestamp now);

// Whether somebody is chair of this office whose term is not over; a chair stays beyond it.
bool has_chair_in_term(const state::StateView& view, const Id16& office, Timestamp now);

// The holding of a premises in force at `height` (its owners and named voter); nothing when the
// premises did not exist then.
std::optional<v1::Holding> holding_at(const state::StateView& view, const Id16& premises,
                                      Height height);

// These premises and all that splits and mergers made of them since, what was struck again too. It
// ends where there are more than `most`: one more than that says so.
std::set<Id16> came_of(const state::StateView& view, std::set<Id16> premises, std::size_t most);

// ---- Electorates (roll.cpp)

// Whether the electorate names something that can be looked up; reads no state.
// Refusals: VALUE_MISSING, VALUE_WRONG with figure "field" ("electorate.estate").
Result<> well_formed(const v1::Electorate& electorate);

// How many premises stand, or ever stood, behind the electorate: a cheap measure of what its roll
// costs to make.
std::uint64_t premises_behind(const state::StateView& view, const v1::Electorate& electorate);

// Whether what it names is on record now: the estate, the building in it, the premises in it, the
// open office. Refusals: ESTATE_UNKNOWN, BUILDING_UNKNOWN, PREMISES_UNKNOWN, OFFICE_UNKNOWN.
Result<> check_electorate(const state::StateView& view, const v1::Electorate& electorate);

// Whether the roll tells who lives where (residents, households): its lines are not for everybody.
bool tells_homes(const v1::Electorate& electorate);

// Whether this member is of those whom the electorate is about now: a member of its office; else an
// owner, or a resident whose living there is confirmed, of premises in its estate (in any, where it
// is of the whole community). `through`: premises for whose owner they act, or which they owned, or
// lived in until others ended that, within a year, also where these were struck; nothing: their
// own.
bool is_of(const state::StateView& view, const v1::Electorate& electorate, const Id16& member,
           const std::optional<Id16>& through, Timestamp now);

// The roll as the state stood at the END of block `height`, ordered by head, each head once. It
// stays the same bytes whatever is sold, split, corrected, adopted or revoked later, so a ballot
// stores the height and a root, and anybody makes the roll again. `time` is the time at which
// the roll is asked for first (the ballot's opening): terms of roles end by time, not by height;
// only an office's members look at it. Where lines tell who lives where, their heads and salts are
// of one ballot (`of`) alone, and nodes alone can make them. Needs a well-formed electorate;
// unknown names give no lines.
std::vector<v1::RollLine> roll_at(const state::StateView& view, const v1::Electorate& electorate,
                                  Height height, Timestamp time, const Id16& of = {});

// The dwellings that stood at the end of block `height` where the electorate is, and those of them
// in which somebody lived, confirmed by then.
struct Dwellings {
    std::uint64_t all = 0;
    std::uint64_t lived_in = 0;
};
Dwellings dwellings_at(const state::StateView& view, const v1::Electorate& electorate,
                       Height height);

// What the lines of that roll came from: whose they are, and who stood behind the rows that they
// were made from and, of premises and holdings, those before them (premises, holdings, who acts for
// an owner, who confirmed that somebody lives there, who made the members of an office what they
// are).
struct LinesOrigin {
    std::set<Id16> owners;
    std::set<Id16> members;
};
// Of the line of this head in the roll made for `of`, as in roll_at(); nothing: of all lines.
LinesOrigin origin_of(const state::StateView& view, const v1::Electorate& electorate, Height height,
                      Timestamp time, const std::optional<Hash32>& head, const Id16& of = {});

// Who stood behind what is on record of these premises (what they are and were, whose, and who acts
// for these), and in the year before `then` behind the ends of holdings of them, and behind the end
// of this member's living there.
std::set<Id16> behind_premises(const state::StateView& view, const Id16& premises,
                               const Id16& member, Timestamp then);

// Who made this member what they are in any office by a role that began after the end of block
// `height`, or made those who did.
std::set<Id16> made_since(const state::StateView& view, const Id16& member, Height height);

// Who stood behind it that this key is its member's: whoever gave out the slip by which it came,
// enrolled, activated or recovered it; of one that the member added, behind the key that added it.
std::set<Id16> behind_key(const state::StateView& view, BytesView public_key);

v1::RollTotals roll_totals(const std::vector<v1::RollLine>& lines);

// The leaf hash of a line (RFC 9162) over tagged_hash("linlian/roll", canonical bytes).
Hash32 roll_line_hash(const v1::RollLine& line);

// The RFC 9162 root over the lines, each as leaf tagged_hash("linlian/roll", canonical bytes).
// No lines: SHA-256("").
Hash32 roll_root(const std::vector<v1::RollLine>& lines);

// The path that proves line `index` under roll_root(lines). Needs index < lines.size().
std::vector<Hash32> roll_proof(const std::vector<v1::RollLine>& lines, std::uint64_t index);

// Whether `line` is number `index` of the `size` lines under `root`; reads no state. Hashes once
// for each step of the path: 13 for 5,000 lines.
bool verify_roll_proof(const Hash32& root, std::uint64_t size, std::uint64_t index,
                       const v1::RollLine& line, const std::vector<Hash32>& proof);

// ---- Who stands there now

// Whether this member speaks for the owner: they are the owner, or now act for them by document.
// An owner id that is no owner on record is a member's own (residents, members of an office).
bool may_speak_for(const state::StateView& view, const Id16& owner, const Id16& member);

// The same at the end of block `height`: whoever came to act for the owner later does not, and who
// acted for them then does still.
bool acted_for_at(const state::StateView& view, const Id16& owner, const Id16& member,
                  Height height);

// Whether this member acted so for an owner of these premises, which lie where the electorate is
// asked, as all stood at the height.
bool acted_for_premises_at(const state::StateView& view, const v1::Electorate& electorate,
                           const Id16& premises, const Id16& member, Height height);

// Who recorded through whom an owner who is no person acted at the height, before that, and since.
std::set<Id16> behind_representatives(const state::StateView& view, const Id16& owner,
                                      Height height);

// How the holder of this key was known to be the member; unspecified unless the key is active.
v1::Method method_of_key(const state::StateView& view, BytesView public_key);

// The kind of an open office; nothing when it is unknown or closed.
std::optional<std::string> office_kind(const state::StateView& view, const Id16& office);

// Whether an office is open and counts where its kind is asked: not while it waits after its
// founding, nor, where one of its kind stood for all, before an election of its own chair.
bool counts_for_its_kind(const state::StateView& view, const Id16& office, Timestamp now);

// The open offices of this kind, by id, but for those that wait for the election of their chair.
std::vector<Id16> offices_of_kind(const state::StateView& view, const std::string& kind);

// Whether they hold this role for the office now, and it reaches all of this estate, or all of the
// community where the estate is zero. An office of one estate is part of the community.
bool holds_role_over(const state::StateView& view, const Supporter& who, const std::string& role,
                     const Id16& estate, Timestamp now);

// The estate that an electorate is of; zero: the whole community.
Id16 estate_of(const state::StateView& view, const v1::Electorate& electorate);

// Notes whom a ballot (or an objection to it) is about and which office called it, so that offices
// and roles of other estates do not count for acts that name it (annotation MATTER).
void note_matter(machine::Context& context, const Id16& matter, const v1::Electorate& electorate,
                 const Id16& called_by);

// Whom an act asks in its own code where whoever may send it is not enough: then it waits for
// them in a motion, though its authority is everybody's. Nothing: it asks nobody.
std::optional<codec::v1::Authority> asked_by_itself(const machine::Message& act);

// Whether this member is kept from what such an act says of single voters while it waits for
// others: they had a role in the office that called the ballot, or in a property company, in the
// ninety days before or since, or they owe their role in another body to one of the convenor's
// kind.
bool is_kept_from(const state::StateView& view, const machine::Message& act, const Id16& member);

// Any live role of this member in any open office that counts for this kind.
bool holds_role_in_kind(const state::StateView& view, const Id16& member, const std::string& kind,
                        Timestamp now);

}  // namespace linlian::registry
