// `linlian confirm loss`: whoever saw a ledger head that a restored ledger does not have any more
// looks at both, and goes on with what is left.
#include "apps/cli/options.h"
#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/node/remote_ledger.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace linlian::apps {

using namespace client;

namespace {

using nlohmann::json;

Row told(const Styled& which, const SeenHead& head) {
    const auto seal = seal_of(head);
    return {which, styled("{}", head.height), styled("{}", in_fours(head.log_root.view())),
            styled("{}", local_time(seal.time)), styled("{}", seal.round)};
}

json in_json(const SeenHead& head) {
    return {{"height", head.height},
            {"log_size", head.log_size},
            {"log_root", to_hex(head.log_root.view())},
            {"round", seal_of(head).round}};
}

void show(const Terminal& terminal, const ProvenRead::Loss& loss) {
    terminal.table({"", "高度 height", "日志根 log root", "封存时间 sealed", "轮次 round"},
                   {told("您见过的 what you saw", loss.seen),
                    told("节点现在的 what the node has now", loss.now)},
                   "");
    terminal.say(
        terminal.bad("！ "
                     "节点的账本丢失过区块，其后封存的轮次注明了这一点。您见过的内容，包括您自己签"
                     "名的操作，可能已"
                     "不在账本中。 Blocks of this ledger were lost, which the round of its seals "
                     "says since. What "
                     "you saw, your own acts too, may not be in it any more."));
    terminal.say(
        "只有社区已公告这次丢失，并且“节点现在的”账本指纹与公告栏或其他组织手中的一致，才可继续。 "
        "Go on "
        "only where the community was told of this loss, and the head that the node has now is "
        "that "
        "of the notice board or in the hands of another office.");
}

Result<> confirm_loss(const Options& options) {
    const auto terminal = options.terminal();
    const auto ledger = TRY(options.connect_far());
    const auto head = ledger->head();
    if (head) {
        terminal.json_value({{"lost", false}});
        terminal.say(terminal.good("✓") +
                     " 您见过的都在节点的账本中，无需确认 All that this client saw is in the "
                     "node's ledger: there is nothing to confirm.");
        return {};
    }
    if (head.error().code != codec::make_refusal(client::v1::LOSS_DECLARED).code)
        return tl::unexpected(head.error());
    const auto loss = TRY(ledger->proofs().loss());
    show(terminal.for_asking(), loss);
    TRY(options.confirm("以节点现在的账本为准？ Go on with the ledger that the node has now?"));
    const auto kept = TRY(ledger->proofs().go_on_after(loss));
    terminal.json_value(
        {{"lost", true}, {"seen", in_json(loss.seen)}, {"now", in_json(loss.now)}, {"kept", kept}});
    terminal.say(
        styled("{} 今后以此为准。此前见过的账本指纹存于 {}，任何人都能用 linlian verify 核验。 "
               "From now on "
               "that is it. The head that you saw is kept there; anybody can check it with linlian "
               "verify.",
               terminal.good("✓"), kept));
    terminal.say(
        "  您的操作是否还在：linlian bundle --tx 编号 Whether your acts are still there: linlian "
        "bundle --tx ID");
    return {};
}

}  // namespace

void add_confirm_loss(Command confirm, Options& options) {
    const auto command = confirm.add_command(
        "loss",
        "Go on after a loss of blocks that the community was told of, for whoever saw them "
        "社区公告的账本丢失");
    on_run(command, options, [&options] { return confirm_loss(options); });
}

}  // namespace linlian::apps
