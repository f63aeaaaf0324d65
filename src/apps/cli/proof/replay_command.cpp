#include "apps/cli/proof/replay_command.h"

#include "apps/apps.pb.h"
#include "base/hex.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"
#include "modules/all_modules.h"
#include "node/node.h"
#include "ops/worker_pool.h"
#include "storage/replay/replay.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <thread>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

auto wrong_ledger(const Fault& fault) { return refuse(v1::LEDGER_WRONG, {{"reason", fault.what}}); }

void report(const Terminal& terminal, const storage::LedgerStore& store,
            const storage::ReplayReport& replayed, bool anchored) {
    const auto app_hash = to_hex(replayed.tip.app_hash().view());
    const auto community = to_hex(store.community().view());
    terminal.json_value(nlohmann::json{{"holds", true},
                                       {"anchored", anchored},
                                       {"community", community},
                                       {"height", replayed.tip.height},
                                       {"transactions", replayed.transactions},
                                       {"rows", replayed.rows},
                                       {"app_hash", app_hash}});
    warn_unanchored(terminal, anchored);
    terminal.say(styled(
        "{} 全部重放一致 Everything was carried out again and reached the same roots: height {}, "
        "{} transactions, {} rows.",
        terminal.good("✓"), replayed.tip.height, replayed.transactions, replayed.rows));
    terminal.say(styled("社区编号 community  {}", community));
    terminal.say(styled("状态指纹 app hash   {}", app_hash));
    if (!anchored)
        terminal.say(
            terminal.bad("！未锚定 UNANCHORED: compare the community id with the one on a "
                         "slip or notice, or give --community ID."));
}

}  // namespace

Result<Verified> replay_ledger(const Options& options, const std::string& data,
                               const std::string& community) {
    const auto terminal = options.terminal();
    const auto store = open_ledger(data, storage::OpenMode::read_only);
    if (!store) return wrong_ledger(store.error());
    if (!community.empty()) {
        const auto trusted = TRY(read_hash(community, "--community"));
        if (trusted != (*store)->community())
            return refuse(v1::LEDGER_ELSEWHERE,
                          {{"community", to_hex((*store)->community().view())}});
    }
    // What was dropped on purpose is no fault of the ledger.
    if (const auto oldest = (*store)->oldest_height(); oldest > 1)
        return refuse(v1::LEDGER_PRUNED, {{"height", std::to_string(oldest)}});
    const auto program = whole_program();
    ops::WorkerPool workers{storage::replay_workers()};
    storage::ReplayOptions replay_options;
    replay_options.progress = [&](const machine::Tip& at, Height of, std::uint64_t) {
        terminal.progress("replaying 重放", at.height, of);
    };
    const auto replayed = storage::replay(program, **store, workers, replay_options);
    if (!replayed) return wrong_ledger(replayed.error());
    report(terminal, **store, *replayed, !community.empty());
    return community.empty() ? Verified::unanchored : Verified::anchored;
}

}  // namespace linlian::apps
