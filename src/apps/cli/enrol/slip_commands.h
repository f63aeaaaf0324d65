// `linlian slips`: printing the sheets with which people enrol their keys.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

void add_slip_commands(Command app, Options& options);

}  // namespace linlian::apps
