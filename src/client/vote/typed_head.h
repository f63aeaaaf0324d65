// A voter's line as people type it after --head: the whole head, or as much of its beginning as is
// of one line alone, for tables print that much.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <functional>
#include <string>
#include <vector>

namespace linlian::client {

// Of other people's lines a slip of the finger may be a neighbour's: as many digits as tables
// print.
inline constexpr std::size_t digits_of_others = 8;

// Which of these heads was typed. Refusal client.COMMAND_WRONG where none of them begins so,
// several do, or fewer digits were typed than are asked for.
Result<std::size_t> head_typed(const std::vector<Bytes>& heads, const std::string& typed,
                               std::size_t digits_min = 1);

// The heads of lines, by what gives the head of one.
template <class Lines, class HeadOf>
std::vector<Bytes> heads_of(const Lines& lines, const HeadOf& head_of) {
    std::vector<Bytes> heads;
    for (const auto& line : lines) heads.emplace_back(std::invoke(head_of, line));
    return heads;
}

}  // namespace linlian::client
