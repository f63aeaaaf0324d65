// The door of motions: acts that wait until those whose authority the charter asks stand behind
// them, and then run in the same block. Later modules need nothing of it but the module itself:
// a motion carries their acts without knowing them.
#pragma once

#include "machine/module.h"
#include "modules/motion/motion.pb.h"

namespace linlian::motion {

machine::Module module();

}  // namespace linlian::motion
