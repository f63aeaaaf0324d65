// A verdict as people read it, in Chinese and English: what was asked, what there was, whether it
// is enough, what is missing, what contradicts itself. For recounts and for results of ballots.
// Percentages are cut off, never rounded, so that none looks like a threshold that it missed.
#pragma once

#include "client/shown/screen.h"
#include "client/words/bilingual.h"
#include "tally/tally.pb.h"

#include <string>
#include <string_view>

namespace linlian::client {

// "passed", "failed", "cannot_decide".
std::string_view word_of(tally::v1::Outcome outcome);

Bilingual headline_of(tally::v1::Outcome outcome);
Bilingual words_of(const tally::v1::Check& check);
Bilingual words_of(const tally::v1::Contradiction& contradiction);
Bilingual words_of(const tally::v1::Missing& missing);

// The comparison that was made: "36·3 ≥ 44·2"; "?" stands for what is not known. Of a base of
// nothing more than nothing is asked: "0·4 > 0·3".
std::string arithmetic_of(const tally::v1::Check& check);
// The same for people, who read long figures by their groups: "1,402·3 ≥ 1,880·2".
std::string arithmetic_words(const tally::v1::Check& check);

// "agree.heads + disagree.heads = 13 > participating.heads = 12".
std::string line_of(const tally::v1::Contradiction& contradiction);
// "participating.area".
std::string line_of(const tally::v1::Missing& missing);

// "1,402 人" and "1,402 heads", or "2,940.00 m²".
Bilingual amount_of(std::uint64_t value, tally::v1::Measure measure);

// "36" or "2940.00": a figure without its unit.
std::string plain_figure(std::uint64_t value, tally::v1::Measure measure);

// "95.91%" of 47 in 49. The base is not 0.
std::string percent_of(std::uint64_t part, std::uint64_t base);

// All of it on the terminal; nothing with --json.
void print_verdict(const Screen& screen, const tally::v1::Verdict& verdict);

}  // namespace linlian::client
