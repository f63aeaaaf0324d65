// Whether a transaction may have a receipt at all, which the way in (admit) and the block ask
// alike.
#pragma once

#include "machine/machine.h"

namespace linlian::machine {

// Its author. Refusals: EXPIRED, EXPIRES_TOO_LATE, REPEATED (the caller says whether it is),
// ACT_NOT_IN_FORCE, KEY_UNKNOWN. Of an act that asks for a seat the author is a seat.
Result<Author> receivable(const Program& program, const state::StateView& rows,
                          const OpenedTransaction& tx, BlockTime block, bool is_repeated);

}  // namespace linlian::machine
