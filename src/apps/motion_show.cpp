#include "apps/motion_show.h"

#include "apps/act_review.h"
#include "apps/carried_act.h"
#include "apps/inputs.h"
#include "apps/motion_work.h"
#include "apps/words/enum_words.h"
#include "apps/wrap.h"

namespace linlian::apps {
Result<> show_motion(const Options& options, LedgerDoor& door, const motion::v1::MotionReply& seen,
                     const std::string& names_file) {
    const auto act = carried_act(seen.motion().act_type(), seen.motion().act());
    if (!act) return tl::unexpected(act.error());
    const auto names = LedgerNames::gather(door, names_file);
    if (!names) return tl::unexpected(names.error());
    const auto& motion = seen.motion();
    const auto by = motion.as_office().empty() ? motion.proposer() : motion.as_office();
    options.terminal().for_asking().table(
        {"", ""},
        {{"提请事项 motion", names->of(seen.id())},
         {"提请人 proposed by", names->of(by)},
         {"理由 reason", behind_bar(motion.reason())},
         {"有效期至 expires", local_time(Timestamp{motion.expires_ms()})},
         {"状态 state", enum_text_of(motion.state())},
         {"附议 supports", std::to_string(seen.supports_size())}},
        "");
    return show_act(options, door, **act, *names);
}

Result<MotionToSign> ask_about_motion(const Options& options, const std::string& motion,
                                      const std::string& office, const std::string& names_file,
                                      const std::string& question) {
    const auto id = read_id(motion, "MOTION");
    if (!id) return tl::unexpected(id.error());
    auto as_office = read_office(office);
    if (!as_office) return tl::unexpected(as_office.error());
    auto author = options.acting_key();
    if (!author) return tl::unexpected(author.error());
    auto door = options.connect();
    if (!door) return tl::unexpected(door.error());
    auto seen = look_at_motion(**door, &*author, id->bytes());
    if (!seen) return tl::unexpected(seen.error());
    TRY(show_motion(options, **door, *seen, names_file));
    TRY(options.confirm(question));
    return MotionToSign{std::move(*door), std::move(*author), std::move(*as_office),
                        std::move(*seen)};
}

}  // namespace linlian::apps
