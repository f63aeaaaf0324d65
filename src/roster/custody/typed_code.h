// 128 secret bits as 28 letters and digits that people can read out, type and get right: Crockford
// base32 (no I, L, O, U) with a checksum that catches every single wrong character and every swap
// of neighbours. Used for the seeds of slips and for custodians' keys on paper.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <string>
#include <string_view>

namespace linlian::roster {

inline constexpr std::size_t code_length = 28;
inline constexpr std::size_t code_group = 4;

// 28 characters without separators.
std::string code_of(const Id16& secret);

// The characters in groups of four: 0123-4567-…
std::string grouped_code(std::string_view code);

// What a person typed without spaces, dashes and dots, in capitals, O read as 0, I and L as 1,
// full-width forms as their narrow ones. Refusal: SLIP_LETTER {letter}.
Result<std::string> bare_code(std::string_view typed);

// The secret behind what a person typed. Refusals: SLIP_LETTER {letter},
// SLIP_LENGTH {wanted, typed}, SLIP_TYPO.
Result<Id16> parse_code(std::string_view typed);

}  // namespace linlian::roster
