// A time as operators read it, for faults and logs that have no language of their own.
#pragma once

#include "base/timestamp.h"

#include <string>

namespace linlian {

// "2026-11-28 23:05 UTC"; years before 0 and after 9999 are no dates of ours: "1234567 ms".
std::string utc_text(Timestamp time);

}  // namespace linlian
