// What is said around an act that two offices do by the same command; the flow is in
// shared_motion.h.
#include "client/motion/shared_motion.h"

#include "base/hex.h"
#include "client/motion/motion_show.h"
#include "client/shown/receipt_text.h"

#include <fmt/format.h>

#include <set>

namespace linlian::client {

Result<> say_step(const Screen& screen, Ledger& ledger, const Result<AskedStep>& done) {
    if (!done) return tl::unexpected(done.error());
    print_receipt(screen, done->step.receipt);
    if (!done->step.completed)
        screen.say(styled(
            "等待另一组织，由其工作人员运行同一命令 Its clerk runs the same command, or\n  linlian "
            "motion support {} --as NAME\n{}",
            to_hex(done->step.motion), waits_for(ledger, done->asks)));
    return {};
}

Styled waits_for(Ledger& ledger, const std::vector<Bytes>& asks) {
    // What was sent is sent: a node that says no names now is no reason to end in a refusal.
    const auto names = LedgerNames::gather(ledger).value_or(LedgerNames{});
    std::string offices;
    for (const auto& office : asks) offices += (offices.empty() ? "" : "、") + names.of(office);
    return styled("请附议的组织 It waits for another office: {}", offices);
}

Result<> say_proposers(const Review& review, Ledger& ledger,
                       const std::vector<const motion::v1::MotionReply*>& motions,
                       const NamesAtHand& names) {
    const auto& screen = review.screen();
    std::set<std::string> told;
    std::size_t own = 0;
    for (const auto* seen : motions) {
        if (seen == nullptr) {
            ++own;
            continue;
        }
        const auto& motion = seen->motion();
        // Those of one clerk with one reason are read once.
        if (!told.insert(motion.as_office() + motion.proposer() + motion.reason()).second) continue;
        screen.say(
            "已有人提请，您将附议，连同其理由 Proposed already: you stand behind it, and "
            "behind its reason");
        TRY(show_proposal(review, ledger, *seen, names));
    }
    if (own > 0)
        screen.say(
            styled("尚无人提请，由您提请：{} 项 Nobody proposed it yet, you do: {}", own, own));
    return {};
}

}  // namespace linlian::client
