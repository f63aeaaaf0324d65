// The names of a draft for whoever adopts it. Its lines bear ids alone, so who owns them is what
// this file says: it counts only where this computer opened it of the sealed file whose hash the
// draft has. Any other one was made by whoever gave it. Called by the review of an adoption.
#pragma once

#include "apps/roster_adopt_review.h"
#include "roster/names_file.h"

namespace linlian::apps {

struct DraftNames {
    roster::NamesFile names;
    bool is_opened_here = false;
};
// Nothing where none is given. Refusals: apps.COMMAND_WRONG for one custodian alone,
// OTHER_COMMUNITY_NAMES; those of the files, of roster::open_names and of read_opened_names.
Result<DraftNames> names_of_draft(const Options& options, const LedgerDoor& door,
                                  const AdoptionFiles& files, const DraftView& view);

// That the names which were given are none of the draft's as far as this computer knows.
void warn_of_other_names(const Terminal& terminal);

}  // namespace linlian::apps
