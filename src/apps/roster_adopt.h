// `linlian roster adopt`: two offices look at a draft and make it the roster.
#pragma once

#include "apps/options.h"

namespace linlian::apps {

void add_roster_adopt(CLI::App& roster, Options& options);

}  // namespace linlian::apps
