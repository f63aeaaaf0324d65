// How many files this process may have open: the system's soft limit, which may be raised up to the
// hard one.

#include "ops/files/open_files.h"

#include <sys/resource.h>

namespace linlian::ops {

// 1024 is the usual limit where the system does not say.
std::size_t open_files_max() {
    rlimit limit{};
    return ::getrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : 1024;
}

void allow_more_open_files() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

}  // namespace linlian::ops
