#include "apps/ballot/shared_motion.h"

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

}  // namespace linlian::apps
