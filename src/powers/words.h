// The words of the powers table in plain English: bodies, coalitions, and what acts ask beyond
// the charter, which a table computed from the charter alone would leave out.
#pragma once

#include "powers/table.h"

#include <string>

namespace linlian::powers {

// "Party organisation" for "party"; a kind that is not known stands as it is.
std::string kind_text(const std::string& kind);
// "chair of Party organisation + any role in street office".
std::string coalition_text(const Coalition& coalition, bool names_office);
// "Party organisation + shop"; none: "plain members".
std::string bodies_text(const Bodies& bodies);

// "2 of: chair of Party organisation, chair of street office".
std::string stop_text(const codec::v1::Authority::Cosign& stop);

// What passes before an act has its effect, beside a notice of the charter: by its short name.
std::string wait_text(const std::string& act);
// What the act itself asks beyond the charter: by its short name; empty for most.
std::string demand_text(const std::string& act);
// The acts that one of the two texts is about.
ActNames acts_with_words();

}  // namespace linlian::powers
