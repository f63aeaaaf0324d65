#include "node/ledger_replay.h"

#include "base/hex.h"
#include "modules/all_modules.h"
#include "node/node.h"
#include "node/node.pb.h"
#include "node/or_refuse.h"

#include <nlohmann/json.hpp>

namespace linlian::node {

using namespace client;

Result<Replayed> replay_ledger(const std::filesystem::path& data,
                               const std::optional<Hash32>& trusted,
                               const std::function<void(std::uint64_t, std::uint64_t)>& progress) {
    const auto store =
        TRY(or_refuse(open_ledger(data, storage::OpenMode::read_only), v1::LEDGER_WRONG));
    if (trusted && *trusted != store->community())
        return refuse(v1::LEDGER_ELSEWHERE, {{"community", to_hex(store->community().view())}});
    if (const auto oldest = store->oldest_height(); oldest > 1)
        return refuse(v1::LEDGER_PRUNED, {{"height", std::to_string(oldest)}});
    ops::WorkerPool workers{storage::replay_workers()};
    storage::ReplayOptions options;
    options.progress = [&](const machine::Tip& at, Height of, std::uint64_t) {
        progress(at.height, of);
    };
    const auto report = TRY(
        or_refuse(storage::replay(whole_program(), *store, workers, options), v1::LEDGER_WRONG));
    return Replayed{report, store->community(), trusted.has_value()};
}

Verified show(const Screen& screen, const Replayed& done) {
    const auto& [tip, transactions, rows] = done.report;
    const auto app_hash = to_hex(tip.app_hash().view());
    const auto community = to_hex(done.community.view());
    screen.json_value(nlohmann::json{{"holds", true},
                                     {"anchored", done.is_anchored},
                                     {"community", community},
                                     {"height", tip.height},
                                     {"transactions", transactions},
                                     {"rows", rows},
                                     {"app_hash", app_hash}});
    warn_unanchored(screen, done.is_anchored);
    screen.say(styled(
        "{} 全部重放一致 Everything was carried out again and reached the same roots: height {}, "
        "{} transactions, {} rows.",
        screen.good("✓"), tip.height, transactions, rows));
    screen.say(styled("社区编号 community  {}", community));
    screen.say(styled("状态指纹 app hash   {}", app_hash));
    if (done.is_anchored) return Verified::anchored;
    screen.say(
        screen.bad("！未锚定 UNANCHORED: compare the community id with the one on a "
                   "slip or notice, or give --community ID."));
    return Verified::unanchored;
}

}  // namespace linlian::node
