// What an operator must install, and until when, so that their node goes on: for `linlian doctor`.
#pragma once

#include "machine/machine.h"
#include "node/doctor.h"

namespace linlian::node {

// `rows` are the ledger's newest, `height` theirs.
Finding amendment_finding(const machine::Program& program, const state::StateView& rows,
                          Height height);

}  // namespace linlian::node
