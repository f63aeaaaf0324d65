// Whether the people behind an act are enough for an authority: one pure function of the two, so
// that a table of powers can be computed from it. Who these people are is read off the rows before,
// by the module that knows members.
#pragma once

#include "base/bytes.h"
#include "codec/options.pb.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace linlian::codec {

// Who made somebody what they are. Beside these people, beside whoever speaks for an office of
// these kinds, then or later, and beside others of whom one of them is a maker, that one does not
// count. Where one person is asked for, of named kinds, they count if one of these is of these
// kinds.
struct Makers {
    std::set<Id16> members = {};
    std::set<std::string> kinds = {};

    void add(const Makers& others) {
        members.insert(others.members.begin(), others.members.end());
        kinds.insert(others.kinds.begin(), others.kinds.end());
    }
    auto operator<=>(const Makers&) const = default;
};

// One behind an act, or against it, for one office, with what counts of them there.
struct Backer {
    Id16 member;
    std::string kind;        // of the office; empty: for themselves, or the office is closed
    bool names_kind = true;  // the office counts where an authority names its kind
    bool is_own = true;      // the office that the act names; true where it names none
    // Roles in force there that reach all that the act touches, each with who made the holder what
    // they are.
    std::map<std::string, Makers> roles = {};
};

// Alternatives and people of one authority: the charter refuses larger ones.
inline constexpr std::size_t max_alternatives = 64;
inline constexpr std::size_t max_people_asked = 16;

// The days of notice after which these people have the authority, 0: now. Nothing when they never
// have it. Every part of an `all_of` is met by other people, each kind of a cosign once, and all
// of them independent of each other. A notice does not run where those whom it names object.
std::optional<std::uint32_t> days_until_enough(const v1::Authority& authority,
                                               const std::vector<Backer>& backers,
                                               const std::vector<Backer>& objectors = {});

// False for an authority with more alternatives or people than the limits above.
bool is_countable(const v1::Authority& authority);

// Whether people of this kind of office are among whoever has the authority, and somebody of
// another kind beside them: no other bodies have it without this one, nor has this one alone.
bool takes_kind_and_others(const v1::Authority& authority, const std::string& kind);

// Whether every way to have the authority waits as long in public as this notice at least, and
// whoever could stop this notice could stop it.
bool waits_as_long(const v1::Authority& authority, const v1::Authority::Notice& least);

// Whether anybody could fill a part of the authority by standing there as this backer.
bool fits_a_part(const v1::Authority& authority, const Backer& backer);

// Whether this one is among those whom a notice of the authority names to stop it.
bool could_stop(const v1::Authority& authority, const Backer& backer);

}  // namespace linlian::codec
