#include "apps/open_motions.h"

#include "apps/motion_work.h"
#include "apps/pages.h"
#include "apps/proven_rows.h"
#include "codec/enough.h"
#include "modules/registry/state.h"

#include <set>

namespace linlian::apps {
namespace {

// Kinds of office that an authority names; "" for the office that the act names.
void add_kinds(const codec::v1::Authority& authority, std::set<std::string>& kinds) {
    if (authority.has_role()) kinds.insert(authority.role().office_kind());
    if (authority.has_cosign())
        kinds.insert(authority.cosign().office_kinds().begin(),
                     authority.cosign().office_kinds().end());
    for (const auto& part : authority.all_of().of()) add_kinds(part, kinds);
    for (const auto& part : authority.any_of().of()) add_kinds(part, kinds);
}

// The kind of an office that stands; "" of any other.
Result<std::string> kind_of(LedgerDoor& door, const Bytes& id) {
    Id16 office;
    if (!Id16::parse(id, office)) return "";
    const auto row = find_proven(door, registry::offices, nullptr, office);
    if (!row) return tl::unexpected(row.error());
    return *row && (*row)->until_height() == 0 ? (*row)->kind() : "";
}

// Whether its proposer stands behind it, as the node says, and counts for the act by their office,
// and whether that and those whom it asks could have the authority together.
Result<bool> may_run(LedgerDoor& door, const motion::v1::MotionReply& seen) {
    if (seen.proposer_gone()) return false;
    std::set<std::string> kinds;
    add_kinds(seen.authority(), kinds);
    if (kinds.empty() || kinds.contains("")) return true;
    const auto own = kind_of(door, seen.motion().as_office());
    if (!own) return tl::unexpected(own.error());
    if (!kinds.contains(*own)) return false;
    if (seen.motion().asks().empty()) return true;
    std::set<std::string> there{*own};
    for (const auto& asked : seen.motion().asks()) {
        const auto kind = kind_of(door, asked);
        if (!kind) return tl::unexpected(kind.error());
        there.insert(*kind);
    }
    return codec::could_be_met_by(seen.authority(), there);
}

}  // namespace

Result<> visit_open_motions(LedgerDoor& door, const std::string& act_type,
                            const std::function<bool(const motion::v1::MotionReply&)>& visit) {
    motion::v1::MotionsQuery query;
    query.set_state(motion::v1::OPEN);
    const auto take = [&](const motion::v1::MotionsReply& page) -> Result<bool> {
        for (const auto& summary : page.motions()) {
            if (summary.act_type() != act_type) continue;
            const auto motion = look_at_motion(door, nullptr, summary.id());
            // One that is for others is not what this reader looks for, and stops nobody's work.
            if (!motion && is_not_for_reader(motion.error())) continue;
            if (!motion) return tl::unexpected(motion.error());
            if (motion->motion().act_type() != act_type) continue;
            const auto runs = may_run(door, *motion);
            if (!runs) return tl::unexpected(runs.error());
            if (*runs && !visit(*motion)) return false;
        }
        return true;
    };
    return each_page<motion::v1::MotionsReply>(door, query, {"motions", max_listed}, take);
}

}  // namespace linlian::apps
