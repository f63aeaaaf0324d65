// A receipt as people read it: what was recorded where, and what it caused.
#pragma once

#include "apps/terminal.h"
#include "machine/transaction.pb.h"

namespace linlian::apps {

void print_receipt(const Terminal& terminal, const machine::v1::Receipt& receipt);

}  // namespace linlian::apps
