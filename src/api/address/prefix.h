// The route by which a node proves that its ledger still begins as an older, printed head says.
#pragma once

#include "api/routes/routes.h"

namespace linlian::api {

// GET /proof/head/{size}: the bundle.
// Refusals: api.PARAMETER_WRONG, BUNDLE_NOT_MADE, those of BundleMaker::prove_prefix.
Response prove_prefix(const Node& node, const Captures& captures);

}  // namespace linlian::api
