// `linlian bench recount`: how long anybody's computer takes to count a ballot again.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

void add_recount_bench(Command bench, Options& options);

}  // namespace linlian::apps
