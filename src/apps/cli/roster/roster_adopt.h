// `linlian roster adopt`: two offices look at a draft and make it the roster.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

// What the second office types: with its own files, for it is the one who compares.
client::Styled second_office_command(const Id16& draft);

void add_roster_adopt(Command roster, Options& options);

}  // namespace linlian::apps
