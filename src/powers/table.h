// The table of powers: for every act who can cause it, computed from authorities, and its page.
#pragma once

#include "powers/closure.h"
#include "powers/coalitions.h"

#include <string>
#include <vector>

namespace linlian::powers {

struct Line {
    const google::protobuf::Descriptor* act = nullptr;
    bool is_own_matter = false;  // of its author alone
    Smallest smallest;
    std::vector<Bodies> added;  // what steps add: nothing, or the charter has a hole
    codec::v1::Authority authority = {};
};
struct Table {
    std::vector<Line> lines;
    std::vector<Bodies> writers;  // the smallest that set authorities, and by that do everything
};
Table table_of(const Acts& acts);
// The same where offices of these kinds alone stand.
Table table_of(const Acts& acts, const Bodies& standing);

// "7 days of notice, stopped by 2 of ...; the office counts 15 days later".
std::string time_text(const Line& line);
// Who causes it, each coalition by itself; for an act of everybody's own, one line that says so.
std::vector<std::string> who_text(const Line& line);
// Each set of bodies that steps add.
std::vector<std::string> added_text(const Line& line);

// docs/reference/powers.md: a table for each module, in the order of the acts.
std::string page_of(const Table& table);

}  // namespace linlian::powers
