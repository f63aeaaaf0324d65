// What the operator of a stopped node does to its ledger after a question: taking the last block
// back, dropping what is old, saying which head was witnessed; and what they tell one that runs.
// `linlian rollback`, `prune` and `confirm` call it. `data` is the folder of the node. Faults are
// refusals desk.STORE_FAILED.
#pragma once

#include "api/client/client.h"
#include "client/shown/review.h"
#include "engine/seal/confirm_head.h"

#include <nlohmann/json_fwd.hpp>

namespace linlian::node {

// Where a ledger stands, for programs: height, log_size, app_hash.
nlohmann::json tip_json(const machine::Tip& tip);

// A decision stays for three years after its verdict, and a vote may take most of one.
inline constexpr std::uint32_t least_days_kept = 1'461;
inline constexpr std::uint32_t most_days_kept = 36'525;

// Takes the last block back; where the ledger then stands.
Result<machine::Tip> roll_back(const client::Review& review, const std::filesystem::path& data);

// Drops blocks and receipts older than so many days; the lowest height that is kept.
Result<Height> prune(const client::Review& review, const std::filesystem::path& data,
                     std::uint32_t days);

// Writes the record of what the node's key has signed anew, by the newest head that anybody saw;
// the record, with what is lost.
Result<engine::LastSeal> confirm_witnessed(const client::Review& review,
                                           const std::filesystem::path& data,
                                           const engine::WitnessedHead& witnessed);
void show(const client::Screen& screen, const engine::LastSeal& last);

// A request that the node answers to its operator alone, signed with the node's own key. Refusals:
// those of operator_key, of the node.
Result<std::string> signed_by_operator(api::Client& client, const std::filesystem::path& data,
                                       const std::string& target, Timestamp now);
// Tells a node that runs that this time is right, by which it goes on; its reply, as JSON.
Result<std::string> confirm_clock(api::Client& client, const std::filesystem::path& data,
                                  Timestamp now);

}  // namespace linlian::node
