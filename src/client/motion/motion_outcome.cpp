// Tells from the events of a transaction what became of a motion. One event at most is told.
#include "client/motion/motion_outcome.h"

#include "client/ballot/ballot_figures.h"
#include "client/shown/receipt_text.h"
#include "modules/motion/motion.pb.h"

#include <fmt/format.h>

namespace linlian::client {
namespace {

// The event of this type, with its act and its motion; nothing for an event of another type.
template <class Event>
std::optional<MotionOutcome> read(const machine::v1::Event& event, const Bilingual& told,
                                  bool is_carried_out) {
    Event content;
    if (event.type() != Event::descriptor()->full_name() ||
        !content.ParseFromString(event.content()))
        return std::nullopt;
    const auto title = act_title(content.act_type());
    const auto id = in_fours(content.motion());
    return MotionOutcome{{fmt::format("提请事项 {}（{}）：{}", id, title.zh(), told.zh),
                          fmt::format("motion {} ({}): {}", id, title.en(), told.en)},
                         is_carried_out};
}

// Only Completed means that the act was carried out; after all others nothing of it was done, or
// not yet.
std::optional<MotionOutcome> read_any(const machine::v1::Event& event) {
    using namespace motion::v1;
    auto found = read<Completed>(event, {"已通过并执行", "carried out"}, true);
    if (!found)
        found =
            read<Failed>(event,
                         {"公示期满，但其操作不予受理，没有执行",
                          "its act was REFUSED at the end of its notice; nothing of it was done"},
                         false);
    if (!found)
        found = read<NoticeStopped>(
            event, {"公示中止，没有执行", "its notice was STOPPED; it was not carried out"}, false);
    if (!found)
        found =
            read<Expired>(event, {"已过期，没有执行", "it EXPIRED and was not carried out"}, false);
    if (!found)
        found = read<NoticeGivenBack>(
            event, {"公示顺延，尚未执行", "its notice runs on; it is not carried out yet"}, false);
    if (!found)
        found = read<NoticeBegun>(
            event, {"进入公示期，尚未执行", "its notice began; it is not carried out yet"}, false);
    return found;
}

}  // namespace

std::optional<MotionOutcome> motion_outcome(const machine::v1::Effects& effects) {
    for (const auto& event : effects.events())
        if (auto found = read_any(event)) return found;
    return std::nullopt;
}

}  // namespace linlian::client
