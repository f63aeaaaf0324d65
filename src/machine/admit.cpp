// It promises nothing: the block decides anew.
#include "machine/apply.h"
#include "machine/receivable.h"

namespace linlian::machine {

Result<Author> admit(const Program& program, const LedgerView& view, const OpenedTransaction& tx,
                     Timestamp now) {
    const bool is_repeated = view.recent.has(tx.id(), tx.expires());
    auto author = TRY(receivable(program, view.rows, tx, {view.tip.height + 1, now}, is_repeated));
    const auto& options = tx.act_entry().type->options().GetExtension(codec::v1::act);
    if (author.standing < least_standing(options)) return refuse(v1::STANDING_MISSING);
    return author;
}

}  // namespace linlian::machine
