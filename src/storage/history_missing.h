// A part of the history that this ledger never had, because it began with a snapshot. That is no
// damage: another node has it.
#pragma once

#include "state/state_view.h"

namespace linlian::storage {

class HistoryMissing final : public state::ReadFault {
  public:
    using ReadFault::ReadFault;
};

}  // namespace linlian::storage
