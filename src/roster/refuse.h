// The one way in which this room says no: a code with its figures. The sentence for people stands
// in roster_texts under the same code.
#pragma once

#include "base/result.h"

#include <string>
#include <utility>
#include <vector>

namespace linlian::roster {

// A refusal "roster.<NAME>" with its figures.
inline auto refuse(const char* name, std::vector<Figure> figures = {}) {
    return tl::unexpected(Refusal{std::string{"roster."} + name, std::move(figures)});
}

}  // namespace linlian::roster
