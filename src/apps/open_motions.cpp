#include "apps/open_motions.h"

#include "apps/motion_work.h"
#include "apps/pages.h"
#include "apps/proven_rows.h"

namespace linlian::apps {

Result<> visit_open_motions(LedgerDoor& door, const std::string& act_type,
                            const std::function<bool(const motion::v1::MotionReply&)>& visit) {
    motion::v1::MotionsQuery query;
    query.set_state(motion::v1::OPEN);
    const auto take = [&](const motion::v1::MotionsReply& page) -> Result<bool> {
        for (const auto& summary : page.motions()) {
            if (summary.act_type() != act_type) continue;
            const auto motion = look_at_motion(door, nullptr, summary.id());
            if (!motion && is_not_for_reader(motion.error())) continue;  // another ballot's
            if (!motion) return tl::unexpected(motion.error());
            if (motion->motion().act_type() == act_type && !visit(*motion)) return false;
        }
        return true;
    };
    return each_page<motion::v1::MotionsReply>(door, query, {"motions", max_listed}, take);
}

}  // namespace linlian::apps
