// How many files this process may open at once. The ledger and the API share them: each takes what
// leaves the other its part.
#pragma once

#include <cstddef>

namespace linlian::ops {

// As the system counts it now: files, folders and connections together.
std::size_t open_files_max();
// Raises it to the most that the system lets this user have; what it was before, where it does not.
void allow_more_open_files();

}  // namespace linlian::ops
