// What an operator must install, and until when, so that their node goes on: for `linlian doctor`.
#pragma once

#include "apps/node/doctor.h"
#include "machine/machine.h"

namespace linlian::apps {

// `rows` are the ledger's newest, `height` theirs.
Finding amendment_finding(const machine::Program& program, const state::StateView& rows,
                          Height height);

}  // namespace linlian::apps
