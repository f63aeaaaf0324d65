// What became of a motion in one transaction: in the support that completed it, or in the work that
// was due at its end. That such a transaction was carried out says nothing of the act of the
// motion.
#pragma once

#include "client/proof/verdict_text.h"
#include "contract/transaction.pb.h"

#include <optional>

namespace linlian::client {

struct MotionOutcome {
    Bilingual told;               // with its act and its id
    bool is_carried_out = false;  // its act, in this transaction
};
std::optional<MotionOutcome> motion_outcome(const machine::v1::Effects& effects);

}  // namespace linlian::client
