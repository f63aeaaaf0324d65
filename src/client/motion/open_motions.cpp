// Looks through the open motions of one act type, and passes over those that can never run.
#include "client/motion/open_motions.h"

#include "client/motion/motion_work.h"
#include "client/read/charter_rows.h"
#include "client/read/pages.h"
#include "client/read/proven_rows.h"

#include <algorithm>
#include <set>

namespace linlian::client {
namespace {

// Whether people of these kinds of office could have the authority.
// By kinds alone: who really holds a role there is not looked at. An authority of several parts is
// met where all, or one, of them are.
bool could_be_met(const codec::v1::Authority& authority, const std::set<std::string>& kinds) {
    const auto stands = [&kinds](const std::string& kind) { return kinds.contains(kind); };
    const auto part = [&kinds](const auto& one) { return could_be_met(one, kinds); };
    if (authority.has_role()) return stands(authority.role().office_kind());
    const auto& cosign = authority.cosign();
    if (authority.has_cosign())
        return std::ranges::count_if(cosign.office_kinds(), stands) >= cosign.offices();
    if (authority.has_any_of()) return std::ranges::any_of(authority.any_of().of(), part);
    return std::ranges::all_of(authority.all_of().of(), part);  // of a notice, too
}

// Whether its proposer stands behind it, as the node says, and counts for the act by their office,
// and whether that and those whom it asks could have the authority together.
Result<bool> may_run(Ledger& ledger, const motion::v1::MotionReply& seen) {
    if (seen.proposer_gone()) return false;
    const auto kinds = kinds_in(seen.authority());
    if (kinds.empty() || kinds.contains("")) return true;
    const auto own = TRY(kind_of_office(ledger, seen.motion().as_office()));
    if (!kinds.contains(own)) return false;
    if (seen.motion().asks().empty()) return true;
    std::set<std::string> there{own};
    for (const auto& asked : seen.motion().asks()) {
        const auto kind = TRY(kind_of_office(ledger, asked));
        there.insert(kind);
    }
    return could_be_met(seen.authority(), there);
}

}  // namespace

// The list is filtered by its own word first, then each motion is read with its proofs and its
// proven act type is compared again.
Result<> visit_open_motions(Ledger& ledger, const std::string& act_type,
                            const std::function<bool(const motion::v1::MotionReply&)>& visit) {
    motion::v1::MotionsQuery query;
    query.set_state(motion::v1::OPEN);
    const auto take = [&](const motion::v1::MotionsReply& page) -> Result<bool> {
        for (const auto& summary : page.motions()) {
            if (summary.act_type() != act_type) continue;
            const auto motion = look_at_motion(ledger, nullptr, summary.id());
            // One that is for others is not what this reader looks for, and stops nobody's work.
            if (!motion && is_not_for_reader(motion.error())) continue;
            if (!motion) return tl::unexpected(motion.error());
            if (motion->motion().act_type() != act_type) continue;
            const auto runs = TRY(may_run(ledger, *motion));
            if (runs && !visit(*motion)) return false;
        }
        return true;
    };
    return each_page<motion::v1::MotionsReply>(ledger, query, {"motions", max_listed}, take);
}

}  // namespace linlian::client
