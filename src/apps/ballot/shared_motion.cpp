#include "apps/ballot/shared_motion.h"

#include "apps/motion_show.h"
#include "apps/receipt_text.h"
#include "base/hex.h"

#include <fmt/format.h>

#include <set>

namespace linlian::apps {

Result<> say_step(const Options& options, LedgerDoor& door, const Result<MotionStep>& step,
                  const std::vector<Bytes>& asks) {
    if (!step) return tl::unexpected(step.error());
    print_receipt(options.terminal(), step->receipt);
    if (!step->completed)
        options.terminal().say(styled(
            "等待另一组织，由其工作人员运行同一命令 Its clerk runs the same command, or\n  linlian "
            "motion support {} --as NAME\n{}",
            to_hex(step->motion), waits_for(door, asks)));
    return {};
}

Styled waits_for(LedgerDoor& door, const std::vector<Bytes>& asks) {
    // What was sent is sent: a node that says no names now is no reason to end in a refusal.
    const auto names = LedgerNames::gather(door, "").value_or(LedgerNames{});
    std::string offices;
    for (const auto& office : asks) offices += (offices.empty() ? "" : "、") + names.of(office);
    return styled("请附议的组织 It waits for another office: {}", offices);
}

Result<> say_proposers(const Options& options, LedgerDoor& door,
                       const std::vector<const motion::v1::MotionReply*>& motions,
                       const std::string& names_file) {
    const auto terminal = options.terminal().for_asking();
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
        terminal.say(
            "已有人提请，您将附议，连同其理由 Proposed already: you stand behind it, and "
            "behind its reason");
        TRY(show_proposal(options, door, *seen, names_file));
    }
    if (own > 0)
        terminal.say(
            styled("尚无人提请，由您提请：{} 项 Nobody proposed it yet, you do: {}", own, own));
    return {};
}

}  // namespace linlian::apps
