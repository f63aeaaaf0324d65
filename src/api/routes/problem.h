// A refusal as HTTP says it: problem details (RFC 9457) with the code, both texts and the figures.
// The routes and the server build every answer of 400 and above here.
#pragma once

#include "api/server/http.h"
#include "base/result.h"

namespace linlian::api {

// The status that belongs to a refusal: 400 for a request that is not well formed, 404 for what is
// unknown, 429 and 503 for a node that cannot take it now, 422 for what the rules do not allow.
unsigned status_of(const Refusal& refusal);

Response problem(const Refusal& refusal, unsigned status);
inline Response problem(const Refusal& refusal) { return problem(refusal, status_of(refusal)); }

}  // namespace linlian::api
