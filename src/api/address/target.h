// The target of a request, taken apart: path parts and query parameters, percent-decoded. Used by
// the routes; knows nothing of what they mean.
#pragma once

#include "base/result.h"

namespace linlian::api {

struct Target {
    std::vector<std::string> path;  // "/registry/members/ab" has three parts
    std::vector<std::pair<std::string, std::string>> parameters;  // in their order
};

// Of origin form or absolute form (RFC 9112 §3.2). Refusal api.REQUEST_MALFORMED for any other
// text. The parts are any bytes: who takes one for a text checks it.
Result<Target> read_target(std::string_view text);

}  // namespace linlian::api
