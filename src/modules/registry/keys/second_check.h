// Who stands where in the second check of keys that come of printed slips: the office kinds that
// proposed a batch on one side, clerks who had no part in it on the other. Called by the acts that
// issue slips, activate such a key and cancel a slip.
#pragma once

#include "contract/context.h"
#include "contract/module.h"
#include "modules/registry/registry.pb.h"

namespace linlian::registry {

// Whether the author, and all whom the act's authority needs, stand apart from the batch: of
// another kind of office than its proposer's, not among those who stood behind it, owing no role to
// those whom it needed and having given them none. Refusal: CHECKER_NOT_INDEPENDENT.
Result<> check_second_clerk(const machine::Context& context, const Id16& id,
                            const v1::SlipBatch& batch, const machine::Message& act);

// Whether anybody who holds a role, or could be given one, could make that check. Asked as the
// batch is issued: else nobody activates or ends the keys that come of it. Refusal:
// NOBODY_CHECKS_SLIPS.
Result<> check_somebody_is_left(const machine::Context& context, const Id16& id,
                                const v1::SlipBatch& batch);

// Whether they act for a kind of office that proposed the batch. Refusal: SLIP_OF_OTHERS.
Result<> check_issuing_clerk(const machine::Context& context, const v1::SlipBatch& batch,
                             const machine::Message& act);

}  // namespace linlian::registry
