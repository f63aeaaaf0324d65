// `linlian roster adopt`: two offices look at a draft and make it the roster.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

void add_roster_adopt(Command roster, Options& options);

}  // namespace linlian::apps
