// The sentences behind every code of this room, in Chinese and English: what is wrong, and what to
// do. The command line and the desk show them; figures stand in braces. The code decides, the
// sentence only tells.
#pragma once

#include "base/result.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace linlian::roster {

struct RosterText {
    std::string_view code;
    std::string_view zh_what;
    std::string_view zh_do;
    std::string_view en_what;
    std::string_view en_do;
};

// Texts of what the dry run finds in rows, and of what is refused as a whole.
std::span<const RosterText> fault_texts();
std::span<const RosterText> refusal_texts();

// The text of a code; null for a code that this room never gives.
const RosterText* find_text(std::string_view code);

// The sentence with each {name} replaced by its figure; a figure that is not there stays as it is.
// What is no plain word or number stands in brackets: files are written by strangers, and nothing
// in a cell, a heading or the name of a sheet speaks as this program.
std::string told(std::string_view sentence, const std::vector<Figure>& figures);

}  // namespace linlian::roster
