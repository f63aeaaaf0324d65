#include "client/node/going_on.h"

#include "base/hex.h"
#include "client/ballot/ballot_figures.h"
#include "client/client.pb.h"
#include "client/shown/value_text.h"
#include "codec/refusal.h"

#include <nlohmann/json.hpp>

namespace linlian::client {

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

void show(const Screen& screen, const ProvenRead::Loss& loss) {
    screen.table({"", "高度 height", "日志根 log root", "封存时间 sealed", "轮次 round"},
                 {told("您见过的 what you saw", loss.seen),
                  told("节点现在的 what the node has now", loss.now)},
                 "");
    screen.say(
        screen.bad("！ "
                   "节点的账本丢失过区块，其后封存的轮次注明了这一点。您见过的内容，包括您自己签"
                   "名的操作，可能已"
                   "不在账本中。 Blocks of this ledger were lost, which the round of its seals "
                   "says since. What "
                   "you saw, your own acts too, may not be in it any more."));
    screen.say(
        "只有社区已公告这次丢失，并且“节点现在的”账本指纹与公告栏或其他组织手中的一致，才可继续。 "
        "Go on "
        "only where the community was told of this loss, and the head that the node has now is "
        "that "
        "of the notice board or in the hands of another office.");
}

}  // namespace

Result<std::optional<GoneOn>> go_on_after_loss(const Review& review, ProvenRead& proofs) {
    const auto head = proofs.head();
    if (head) return std::nullopt;
    if (head.error().code != codec::make_refusal(v1::LOSS_DECLARED).code)
        return tl::unexpected(head.error());
    const auto loss = TRY(proofs.loss());
    show(review.screen(), loss);
    TRY(review.confirm("以节点现在的账本为准？ Go on with the ledger that the node has now?"));
    const auto kept = TRY(proofs.go_on_after(loss));
    return GoneOn{loss, kept};
}

void show(const Screen& screen, const std::optional<GoneOn>& done) {
    if (!done) {
        screen.json_value({{"lost", false}});
        return screen.say(screen.good("✓") +
                          " 您见过的都在节点的账本中，无需确认 All that this client saw is in the "
                          "node's ledger: there is nothing to confirm.");
    }
    screen.json_value({{"lost", true},
                       {"seen", in_json(done->loss.seen)},
                       {"now", in_json(done->loss.now)},
                       {"kept", done->kept}});
    screen.say(
        styled("{} 今后以此为准。此前见过的账本指纹存于 {}，任何人都能用 linlian verify 核验。 "
               "From now on "
               "that is it. The head that you saw is kept there; anybody can check it with linlian "
               "verify.",
               screen.good("✓"), done->kept));
    screen.say(
        "  您的操作是否还在：linlian bundle --tx 编号 Whether your acts are still there: linlian "
        "bundle --tx ID");
}

}  // namespace linlian::client
