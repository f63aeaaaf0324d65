// `linlian roster custodian` and `linlian roster open`: the keys that guard a names file, and
// opening it with two of them.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

void add_custodian_commands(Command roster, Options& options);

}  // namespace linlian::apps
