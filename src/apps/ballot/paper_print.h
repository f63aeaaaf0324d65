// `linlian ballot paper print`: serials, sheets and the clerks' list, then the acts that bind them.
#pragma once

#include "apps/options.h"

namespace linlian::apps {

void add_paper_print(CLI::App& paper, Options& options);

}  // namespace linlian::apps
