// The route by which a node proves that its ledger still begins as an older, printed head says.
#pragma once

#include "api/http.h"
#include "api/pattern.h"
#include "engine/bundle_maker.h"

namespace linlian::api {

// GET /proof/head/{size}: the bundle; of whoever makes them (may be null: then it says so).
// Refusals: api.PARAMETER_WRONG, BUNDLE_NOT_MADE, those of BundleMaker::prove_prefix.
Response prove_prefix(const engine::BundleMaker* bundles, const Captures& captures);

}  // namespace linlian::api
