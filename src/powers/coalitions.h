// The smallest coalitions that have an authority: holders of roles in offices, and plain members.
// They are found by asking the rule that runs the ledger (codec/enough.h) about sets of people, not
// by reading the authority a second time.
#pragma once

#include "codec/options.pb.h"

#include <cstdint>
#include <string>
#include <vector>

namespace linlian::powers {

// Kind of a holder in the office that the act itself names; in any office where it names none.
inline constexpr const char* own_office = "*";

// One whom a coalition needs. Both empty: any member. Empty role: any role there.
struct Holder {
    std::string kind;
    std::string role;
    auto operator<=>(const Holder&) const = default;
};

struct Coalition {
    std::vector<Holder> holders;  // different people, in order; the same one twice: two of them
    std::uint32_t notice_days = 0;
};

// No larger coalitions are looked for than of this many people, nor longer than so many questions.
inline constexpr std::size_t max_coalition = 6;
inline constexpr std::size_t max_questions = 50'000;

struct Smallest {
    std::vector<Coalition> coalitions;
    bool complete = true;  // false: the search came to its limit
};

// Every coalition that has the authority and of which nobody can be left out. People of different
// holdings are taken to be independent of each other: what steps before it change, closure.h asks.
Smallest smallest_coalitions(const codec::v1::Authority& authority);

// The roles that an authority names, each in each kind of office.
std::vector<Holder> named_holders(const codec::v1::Authority& authority);

}  // namespace linlian::powers
