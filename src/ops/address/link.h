// Links as they are printed and asked for: percent-encoding, and parameters behind a question mark.
// Slips, results and requests of the client are written by this; what stands in them their owners
// know.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace linlian::ops {

// A text as one part of a URL: percent-encoded but for letters, digits and -._~ (RFC 3986 §2.3).
std::string percent_encoded(std::string_view text);

// Names and values in their order, not encoded.
using LinkParameters = std::vector<std::pair<std::string, std::string>>;

// "front?name=value&name=value", or the front alone where there are none.
std::string link(std::string_view front, const LinkParameters& parameters);

// The reverse, strict: what link() gives for this front, and no other spelling of it.
std::optional<LinkParameters> read_link(std::string_view text, std::string_view front);

}  // namespace linlian::ops
