// The time as this computer has it, for choosing when a transaction expires.
#pragma once

#include "base/timestamp.h"

#include <chrono>

namespace linlian::client {

inline Timestamp wall_clock() {
    using namespace std::chrono;
    return Timestamp{duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

}  // namespace linlian::client
