// The keys of the example documents that come with the program. They are test vectors of RFC 8032,
// whose secret halves everybody has: no community begins with one.
#pragma once

#include <string_view>

namespace linlian::client {

// Whether a public key, as documents write it, is one of those.
bool is_example_key(std::string_view hex);

}  // namespace linlian::client
