#include "apps/cli/motion/motion_question.h"

#include "client/act/motion_work.h"
#include "client/proof/typed.h"
#include "codec/refusal.h"

namespace linlian::apps {

using namespace client;

Result<MotionToSign> ask_about_motion(const Options& options, const MotionQuestion& asked) {
    const auto id = TRY(read_id(asked.motion, "MOTION"));
    auto author = TRY(options.acting_key());
    auto ledger = TRY(options.connect());
    auto seen = TRY(look_at_motion(*ledger, &author, id.bytes()));
    const auto names = TRY(options.names(asked.names));
    TRY(show_motion(options, *ledger, seen, names));
    say_outlook(options.screen(), seen);
    if (seen.motion().state() != motion::v1::OPEN)
        return refuse(motion::v1::MOTION_CLOSED,
                      {{"state", motion::v1::MotionState_Name(seen.motion().state())}});
    if (asked.check) TRY(asked.check(seen));
    Bytes office;
    if (asked.office) {
        auto as_office = TRY(acting_office(options, *ledger, author, *asked.office));
        office = std::move(as_office);
    }
    TRY(warn_of_names(options.screen(), *ledger, names));
    TRY(options.confirm(asked.question));
    return MotionToSign{std::move(ledger), std::move(author), std::move(office), std::move(seen)};
}

}  // namespace linlian::apps
