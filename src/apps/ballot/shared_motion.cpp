#include "apps/ballot/shared_motion.h"

#include "apps/ledger_names.h"
#include "apps/receipt_text.h"
#include "base/hex.h"

#include <fmt/format.h>

namespace linlian::apps {

Result<> say_step(const Options& options, const Result<MotionStep>& step) {
    if (!step) return tl::unexpected(step.error());
    print_receipt(options.terminal(), step->receipt);
    if (!step->completed)
        options.terminal().say(
            styled("等待另一组织：由其工作人员运行同一命令，或 It waits for another office: "
                   "its clerk runs the "
                   "same command, or\n  linlian motion support {} --as NAME",
                   to_hex(step->motion)));
    return {};
}

Result<> say_proposer(const Options& options, LedgerDoor& door, const motion::v1::Motion* motion,
                      const std::string& names_file) {
    const auto terminal = options.terminal().for_asking();
    if (motion == nullptr) {
        terminal.say("尚无人提请，由您提请 Nobody proposed it yet: you do.");
        return {};
    }
    const auto names = LedgerNames::gather(door, names_file);
    if (!names) return tl::unexpected(names.error());
    terminal.say(styled("已由 {} 的 {} 提请，您将附议 Proposed by them; you stand behind it.",
                        names->of(motion->as_office()), names->of(motion->proposer())));
    return {};
}

}  // namespace linlian::apps
