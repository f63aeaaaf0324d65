// A key as two people compare it by eye or by voice: the clerk of the second office on their
// screen, the holder on their own device.
#pragma once

#include "base/bytes.h"

#include <string>

namespace linlian::client {

// Sixteen bytes of the hash of an encoded public key, in groups of four.
std::string key_fingerprint(BytesView public_key);

}  // namespace linlian::client
