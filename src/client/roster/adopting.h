// Making a draft the roster, from the review to the motion: `roster adopt` calls it once what the
// clerk has at hand is read.
#pragma once

#include "client/roster/roster_adopt_review.h"

namespace linlian::client {

struct Adoption {
    Bytes office;          // for which the clerk acts
    NamesAtHand previous;  // of the roster in force, as the files below have them
    AdoptionFiles files;
    bool is_uncompared = false;  // they stand behind it though they compare it with nothing
};

struct Adopted {
    Compared compared;
    MotionStep step;
};

// Shows the draft and what it is held against, asks, and proposes its adoption or supports the
// motion that is open. Refusals: those of review_adoption, of the review and of adopt_draft;
// client.NOT_COMPARED where somebody else made the draft and it is compared with nothing.
Result<Adopted> review_and_adopt(const Review& review, Ledger& ledger, const Author& clerk,
                                 const DraftView& view, const Adoption& adoption);

// What came of it, and what the other office does next.
void show(const Screen& screen, const DraftView& view, const Adopted& done);

// A draft that was filled: what it is, and how two offices adopt it.
void show(const Screen& screen, const ImportedRoster& imported);

}  // namespace linlian::client
