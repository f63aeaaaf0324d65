#include "machine/receivable.h"

#include "machine/amendments.h"
#include "machine/limits.h"

namespace linlian::machine {
namespace {

std::optional<Author> author_of(const Registry& registry, const state::StateView& rows,
                                const OpenedTransaction& tx, Timestamp now) {
    const auto& options = tx.act_entry().type->options().GetExtension(codec::v1::act);
    if (least_standing(options) != Standing::seat)
        return registry.resolve_author(rows, tx.author_key(), now);
    if (!seats.has(rows, seat_key(tx.author_key()))) return std::nullopt;
    return Author{tx.author_key(), {}, Standing::seat};
}

}  // namespace

Result<Author> receivable(const Registry& registry, const state::StateView& rows,
                          const OpenedTransaction& tx, BlockTime block, bool is_repeated) {
    if (tx.expires() <= block.time) return refuse(v1::EXPIRED);
    if (tx.expires().ms > block.time.ms + max_lifetime_ms)
        return refuse(v1::EXPIRES_TOO_LATE,
                      {{"days", std::to_string(max_lifetime_ms / ms_per_day)}});
    if (is_repeated) return refuse(v1::REPEATED);
    TRY(check_in_force(rows, tx.needs(), block.height));
    auto author = author_of(registry, rows, tx, block.time);
    if (!author) return refuse(v1::KEY_UNKNOWN);
    return std::move(*author);
}

}  // namespace linlian::machine
