// The demo community: a generated estate of 1,880 heads with its offices, clerks and a few
// residents, all made by the same signed transactions that a real community sends. `linlian demo`
// makes it once and then runs it.
#pragma once

#include "apps/key_store.h"
#include "apps/node.h"
#include "apps/terminal.h"

namespace linlian::apps {

// The genesis document of the demo, with these public keys as its founders: in TOML, as a street
// office would write its own. Each key of the store named here must exist.
Result<std::string> demo_genesis(KeyStore& keys);

// Fills a fresh ledger: roster, slips, residents with keys, a motion that waits for the street.
// Leaves the roster's files in `folder`. Returns the id of the motion.
Result<Bytes> fill_demo(LedgerDoor& door, KeyStore& keys, const std::filesystem::path& folder,
                        const Terminal& terminal);

}  // namespace linlian::apps
