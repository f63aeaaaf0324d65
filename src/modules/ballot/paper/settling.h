// What becomes of a paper that two clerks read alike: it counts, or stands back where another vote
// comes first, or is nobody's; and what counts in its place once it is struck. Called where papers
// are shown and reopened; it never decides who reads them.
#pragma once

#include "contract/context.h"
#include "modules/ballot/papers.pb.h"
#include "modules/ballot/stage.h"

namespace linlian::ballot {

struct Paper {
    Id16 ballot;
    Id16 serial;
    v1::PaperRow row;
    v1::PaperRound round;
};

// The two readings that are alike.
struct Alike {
    const v1::Reading& one;
    const v1::Reading& other;
};

// Writes what the paper is from now on and, where it counts, the vote. Its clerks are not told
// whether it does.
void settle(machine::Context& context, const v1::Poll& poll, Paper& paper, const Alike& alike);

// Where what the city's list has of the line stood aside for a sale that never was, it comes in, if
// nothing else counts.
void list_comes_back(machine::Context& context, const Found& found,
                     const registry::v1::RollLine& line);

// Strikes what counts of a paper that is entered anew, if it does; it stays readable. What it had
// displaced counts again, and what stood back behind it comes in as if it had just been settled:
// the papers of the line in the order in which they were, then what the city's list has of it.
void strike(machine::Context& context, const Found& found, const registry::v1::RollLine& line,
            const Id16& serial);

}  // namespace linlian::ballot
