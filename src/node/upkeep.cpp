#include "node/upkeep.h"

#include "api/routes/ask.h"
#include "api/server/http.h"
#include "base/hex.h"
#include "client/node/node_head.h"
#include "client/node/said_by_node.h"
#include "client/node/wall_clock.h"
#include "node/node.h"
#include "node/node.pb.h"
#include "node/or_refuse.h"

#include <nlohmann/json.hpp>

namespace linlian::node {

using namespace client;
using nlohmann::json;
using storage::OpenMode;

json tip_json(const machine::Tip& tip) {
    return {{"height", tip.height},
            {"log_size", tip.log.size()},
            {"app_hash", to_hex(tip.app_hash().view())}};
}

Result<machine::Tip> roll_back(const Review& review, const std::filesystem::path& data) {
    const auto store = TRY(or_refuse(open_ledger(data, OpenMode::read_write)));
    const auto height = store->tip().height;
    TRY(
        review.confirm(styled("撤回区块 {}？ Take back block {}? Receipts in it that left "
                              "this machine become wrong.",
                              height, height)));
    TRY(or_refuse(store->roll_back()));
    return store->tip();
}

Result<Height> prune(const Review& review, const std::filesystem::path& data, std::uint32_t days) {
    if (days < least_days_kept)
        return refuse(v1::DAYS_TOO_FEW, {{"days", std::to_string(least_days_kept)}});
    const auto store = TRY(or_refuse(open_ledger(data, OpenMode::read_write)));
    TRY(
        review.confirm(styled("删除 {} 天前的区块和回执？ Drop blocks and receipts older "
                              "than {} days? Leaf hashes stay; keep an export.",
                              days, days)));
    return or_refuse(store->prune(static_cast<std::int64_t>(days) * ms_per_day));
}

Result<engine::LastSeal> confirm_witnessed(const Review& review, const std::filesystem::path& data,
                                           const engine::WitnessedHead& witnessed) {
    const auto store =
        TRY(or_refuse(storage::LedgerStore::open(ledger_folder(data), OpenMode::read_only)));
    // Held meanwhile, where it reads: a node that runs is not talked over.
    const auto held = engine::SealRecord::open(seal_file(data));
    if (!held && held.error().what.find("IN_USE") != std::string::npos)
        return refuse(desk::v1::STORE_FAILED, {{"reason", held.error().what}});
    const auto height = store->tip().height;
    TRY(review.confirm(
        styled("本账本止于区块 {}；公告、回执或其他组织手中最新的是区块 {}，并且没有其他节点使用此"
               "密钥，对吗？ This ledger ends at block {}; the newest head on any notice, "
               "receipt or in another's hands is block {}, and no other node uses this "
               "key: is that right?",
               height, witnessed.height, height, witnessed.height)));
    return or_refuse(engine::confirm_head(*store, seal_file(data), witnessed, wall_clock()));
}

void show(const Screen& screen, const engine::LastSeal& last) {
    const auto& gap = last.gap;
    screen.json_value(json{{"height", last.block.height},
                           {"lost_from", gap.from},
                           {"lost_to", gap.to},
                           {"round", gap.round}});
    if (gap.is_none())
        return screen.say(
            styled("{} 没有缺失的区块 No block is lost: sealing goes on after block {}.",
                   screen.good("✓"), last.block.height));
    if (gap.to < gap.from)
        screen.say(styled("{} 没有已知缺失的区块 No block is known to be lost.", screen.good("✓")));
    else
        screen.say(
            styled("{} 区块 {} 至 {} 已丢失，请告知社区。 Blocks {} to {} are lost. Tell the "
                   "community.",
                   screen.bad("!"), gap.from, gap.to, gap.from, gap.to));
    screen.say(
        styled("  从区块 {} 起以第 {} 轮封存，每个签名都会注明。 From block {} on everything is "
               "sealed in round {}, which every commit says.",
               gap.from, gap.round, gap.from, gap.round));
}

Result<std::string> signed_by_operator(api::Client& client, const std::filesystem::path& data,
                                       const std::string& target, Timestamp now) {
    const auto key = TRY(operator_key(data));
    const auto community = TRY(fetch_community(client));
    const Timestamp expires{now.ms + api::ask_lifetime_ms};
    return api::sign_ask(key, community, target, expires);
}

Result<std::string> confirm_clock(api::Client& client, const std::filesystem::path& data,
                                  Timestamp now) {
    const auto target = fmt::format("/operator/clock?wall_ms={}", now.ms);
    const auto asker = TRY(signed_by_operator(client, data, target, now));
    const auto reply = TRY(client.post(target, api::bytes_type, {}, "application/json", asker));
    if (!reply.ok()) return tl::unexpected(said_by_node(reply.refusal()));
    return reply.body;
}

}  // namespace linlian::node
