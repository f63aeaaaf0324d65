#include "codec/refusal.h"
#include "machine/amendments.h"
#include "machine/apply.h"
#include "machine/limits.h"

namespace linlian::machine {

Result<> admit(const Registry& registry, const LedgerView& view, const OpenedTransaction& tx,
               Timestamp now) {
    if (tx.expires() <= now) return refuse(v1::EXPIRED);
    if (tx.expires().ms > now.ms + max_lifetime_ms)
        return refuse(v1::EXPIRES_TOO_LATE,
                      {{"days", std::to_string(max_lifetime_ms / ms_per_day)}});
    if (view.recent.has(tx.id(), tx.expires())) return refuse(v1::REPEATED);
    const auto author = registry.resolve_author(view.rows, tx.author_key(), now);
    if (!author) return refuse(v1::KEY_UNKNOWN);
    const auto& options = tx.act_entry().type->options().GetExtension(codec::v1::act);
    if (author->standing < least_standing(options)) return refuse(v1::STANDING_MISSING);
    return {};
}

}  // namespace linlian::machine
