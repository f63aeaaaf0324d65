// Carrying out the whole ledger in a node's folder again, for `linlian verify --replay`.
#pragma once

#include "client/proof/statement_text.h"
#include "storage/replay/replay.h"

#include <filesystem>

namespace linlian::node {

struct Replayed {
    storage::ReplayReport report;
    Hash32 community;
    bool is_anchored = false;  // somebody said which community they trust
};

// `trusted`: the community that one trusts; nothing: it stays unanchored. `progress` is called with
// heights. Refusals: node.LEDGER_ELSEWHERE; LEDGER_PRUNED where blocks were dropped on purpose,
// which is no fault of the ledger; LEDGER_WRONG with the first thing that does not hold.
Result<Replayed> replay_ledger(
    const std::filesystem::path& data, const std::optional<Hash32>& trusted,
    const std::function<void(std::uint64_t done, std::uint64_t total)>& progress);

// What was found, and how the verification ended.
client::Verified show(const client::Screen& screen, const Replayed& done);

}  // namespace linlian::node
