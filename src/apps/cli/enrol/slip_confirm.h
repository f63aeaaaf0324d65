// `linlian slips confirm`: the second office looks at a batch of slips and stands behind it.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

void add_slip_confirm(Command slips, Options& options);

}  // namespace linlian::apps
