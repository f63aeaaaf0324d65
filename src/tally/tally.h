// The public header of the tally: what the law asks of a vote, and whether figures meet it. Pure
// values in and out; ballots on the ledger, elections and a clerk's recount all ask here. It never
// rounds, never guesses an unknown figure and never breaks a tie.
#pragma once

#include "base/result.h"
#include "tally/tally.pb.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace linlian::tally {

// Figures up to here are counted; with thresholds of at most this many parts no product overflows.
inline constexpr std::uint64_t figure_max = 1'000'000'000'000'000;
inline constexpr std::uint64_t threshold_den_max = 1'000'000'000;
inline constexpr std::size_t checks_max = 64;

// The rule for a matter. "278.1" to "278.9": Civil Code art. 278(2), participation of at least 2/3
// of heads and area, agreement of more than half, or for 6, 7, 8 at least 3/4, of both as cast.
// "assembly": the residents' assembly, Organic Law of Urban Residents' Committees art. 9, by heads.
// Refusal tally.MATTER_UNKNOWN.
Result<v1::Rule> rule_of_matter(std::string_view matter);

// Whether a rule can be asked at all. Refusals tally.RULE_EMPTY, CHECK_MALFORMED, CHECK_TWICE,
// THRESHOLD_WRONG {check}: its number, from 1.
Result<> check_rule(const v1::Rule& rule);

// Whether one threshold asks for as much as another: a larger share, or the same at least as
// strictly.
bool asks_as_much(const v1::Threshold& threshold, const v1::Threshold& least);

// The name of the first check of `least` that this rule does not ask for; empty: it asks for all of
// it. Who must agree of all takes part, and agrees of those who vote; who must all agree does so by
// either measure. Needs rules that check_rule takes.
std::string lacks_of(const v1::Rule& rule, const v1::Rule& least);

// The verdict over every completion of the unknown figures: participating = agree + disagree +
// abstain (+ invalid where it participates), total = participating + silent + absent (+ invalid
// where it does not). Each measure is completed by itself. A check on a base of nothing fails:
// nobody agreed. Figures that no completion fits are listed as contradictions.
// Refusals: those of check_rule, FIGURE_TOO_LARGE {part, limit}, SILENT_UNKNOWN,
// DISPUTE_MALFORMED {ballot}.
Result<v1::Verdict> decide(const v1::Rule& rule, const v1::Input& input);

// Seats for candidates who meet the rule, most agreeing heads first, then most area. A tie at the
// last seat is reported; seats without a candidate are vacancies. Refusals: SEATS_WRONG, those of
// decide.
Result<v1::Election> elect(std::uint32_t seats, std::span<const v1::Candidate> candidates,
                           const v1::Rule& rule);

}  // namespace linlian::tally
