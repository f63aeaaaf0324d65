// What the machine itself has of what modules have: its tables, the act by which seats say that
// they know an amendment, and the due work that decides one. The registry adds it to the modules.
#pragma once

#include "contract/module.h"

namespace linlian::machine {

Module own_module();

}  // namespace linlian::machine
