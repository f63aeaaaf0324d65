// `linlian confirm clock` and `linlian confirm head`: what only the operator of a node can know;
// `confirm loss`, in a file of its own, is for whoever saw what was lost.
#include "api/routes/ask.h"
#include "api/server/http.h"
#include "base/hex.h"
#include "client/node/said_by_node.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"
#include "desk/desk.pb.h"
#include "engine/seal/confirm_head.h"
#include "node/node.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;
using namespace node;

namespace {

using nlohmann::json;

struct Given {
    std::string log_root;
    Height height = 0;
};

auto not_done(const Fault& fault) {
    return refuse(desk::v1::STORE_FAILED, {{"reason", fault.what}});
}

// Signed with the node's own key, which only its operator can read.
Result<> confirm_clock(const Options& options) {
    const auto terminal = options.terminal();
    const auto now = wall_clock();
    TRY(options.confirm(styled("现在是 {}，对吗？ It is {} now: is that right?", local_time(now),
                               local_time(now))));
    const auto key = TRY(operator_key(options.data));
    auto client = TRY(options.node_client());
    const auto community = TRY(fetch_community(client));
    const auto target = fmt::format("/operator/clock?wall_ms={}", now.ms);
    const Timestamp expires{now.ms + api::ask_lifetime_ms};
    const auto asker = TRY(api::sign_ask(key, community, target, expires));
    const auto reply = TRY(client.post(target, api::bytes_type, {}, "application/json", asker));
    if (!reply.ok()) return tl::unexpected(said_by_node(reply.refusal()));
    terminal.json_line(reply.body);
    terminal.say(terminal.good("✓") +
                 " 时钟已确认，节点继续 The clock is confirmed; the node goes on.");
    return {};
}

void say_gap(const Terminal& terminal, const engine::LastSeal& last) {
    const auto& gap = last.gap;
    if (gap.is_none()) {
        terminal.say(styled("{} 没有缺失的区块 No block is lost: sealing goes on after block {}.",
                            terminal.good("✓"), last.block.height));
        return;
    }
    if (gap.to < gap.from)
        terminal.say(
            styled("{} 没有已知缺失的区块 No block is known to be lost.", terminal.good("✓")));
    else
        terminal.say(
            styled("{} 区块 {} 至 {} 已丢失，请告知社区。 Blocks {} to {} are lost. Tell the "
                   "community.",
                   terminal.bad("!"), gap.from, gap.to, gap.from, gap.to));
    terminal.say(
        styled("  从区块 {} 起以第 {} 轮封存，每个签名都会注明。 From block {} on everything is "
               "sealed in round {}, which every commit says.",
               gap.from, gap.round, gap.from, gap.round));
}

Result<> confirm_head(const Options& options, const Given& given) {
    const auto terminal = options.terminal();
    engine::WitnessedHead witnessed{given.height, std::nullopt};
    if (!given.log_root.empty()) {
        const auto root = TRY(read_hash(given.log_root, "--log-root"));
        witnessed.log_root = root;
    }
    const auto store =
        storage::LedgerStore::open(ledger_folder(options.data), storage::OpenMode::read_only);
    if (!store) return not_done(store.error());
    // Held meanwhile, where it reads: a node that runs is not talked over.
    const auto held = engine::SealRecord::open(seal_file(options.data));
    if (!held && held.error().what.find("IN_USE") != std::string::npos)
        return not_done(held.error());
    const auto tip = (*store)->tip();
    TRY(options.confirm(
        styled("本账本止于区块 {}；公告、回执或其他组织手中最新的是区块 {}，并且没有其他节点使用此"
               "密钥，对吗？ This ledger ends at block {}; the newest head on any notice, "
               "receipt or in another's hands is block {}, and no other node uses this "
               "key: is that right?",
               tip.height, given.height, tip.height, given.height)));
    const auto last =
        engine::confirm_head(**store, seal_file(options.data), witnessed, wall_clock());
    if (!last) return not_done(last.error());
    terminal.json_value(json{{"height", last->block.height},
                             {"lost_from", last->gap.from},
                             {"lost_to", last->gap.to},
                             {"round", last->gap.round}});
    say_gap(terminal, *last);
    return {};
}

}  // namespace

void add_confirm_commands(Command app, Options& options) {
    const auto confirm =
        app.add_command("confirm", "What only people can know, not a program 人工确认");
    confirm.needs_command();
    const auto given = std::make_shared<Given>();
    const auto clock = confirm.add_command(
        "clock", "The clock of this computer is right; a running node goes on 确认时钟");
    on_run(clock, options, [&options] { return confirm_clock(options); });
    const auto head = confirm.add_command(
        "head",
        "The newest ledger head that anybody has seen, after a restore; the node is stopped "
        "确认已见证的最新账本头");
    head.add_option("--height", given->height, "Its height; 0: nobody ever saw one 高度")
        .required();
    head.add_option("--log-root", given->log_root,
                    "Its log root, as printed; needed when this ledger reaches it 日志根");
    on_run(head, options, [&options, given] { return confirm_head(options, *given); });
    add_confirm_loss(confirm, options);
}

}  // namespace linlian::apps
