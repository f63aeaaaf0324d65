// `linlian confirm clock`, `head` and `loss`: what only people can know, the operator of a node or
// whoever saw what was lost.
#include "api/client/client.h"
#include "apps/cli/options.h"
#include "client/node/going_on.h"
#include "client/node/remote_ledger.h"
#include "client/node/wall_clock.h"
#include "client/proof/typed.h"
#include "client/shown/value_text.h"
#include "node/upkeep.h"

namespace linlian::apps {

using namespace client;

namespace {

struct Given {
    std::string log_root;
    Height height = 0;
};

Result<> clock_is_right(const Options& options) {
    const auto terminal = options.terminal();
    const auto now = wall_clock();
    TRY(options.confirm(styled("现在是 {}，对吗？ It is {} now: is that right?", local_time(now),
                               local_time(now))));
    auto client = TRY(options.node_client());
    terminal.json_line(TRY(node::confirm_clock(client, options.data, now)));
    terminal.say(terminal.good("✓") +
                 " 时钟已确认，节点继续 The clock is confirmed; the node goes on.");
    return {};
}

Result<> head_is_newest(const Options& options, const Given& given) {
    const auto root = TRY(read_hash_given(given.log_root, "--log-root"));
    const auto last = TRY(node::confirm_witnessed(options, options.data, {given.height, root}));
    node::show(options.terminal(), last);
    return {};
}

Result<> loss_is_known(const Options& options) {
    const auto ledger = TRY(options.connect_far());
    const auto done = TRY(go_on_after_loss(options, ledger->proofs()));
    show(options.terminal(), done);
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
    on_run(clock, options, [&options] { return clock_is_right(options); });
    const auto head = confirm.add_command(
        "head",
        "The newest ledger head that anybody has seen, after a restore; the node is stopped "
        "确认已见证的最新账本头");
    head.add_option("--height", given->height, "Its height; 0: nobody ever saw one 高度")
        .required();
    head.add_option("--log-root", given->log_root,
                    "Its log root, as printed; needed when this ledger reaches it 日志根");
    on_run(head, options, [&options, given] { return head_is_newest(options, *given); });
    const auto loss = confirm.add_command(
        "loss",
        "Go on after a loss of blocks that the community was told of, for whoever saw them "
        "社区公告的账本丢失");
    on_run(loss, options, [&options] { return loss_is_known(options); });
}

}  // namespace linlian::apps
