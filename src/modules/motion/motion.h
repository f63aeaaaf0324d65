// The public header of motions: acts that wait until those whose authority the charter asks stand
// behind them, and then run in the same block. Later modules need nothing of it but the module
// itself: a motion carries their acts without knowing them.
#pragma once

#include "base/bytes.h"
#include "contract/module.h"
#include "modules/motion/motion.pb.h"

namespace linlian::motion {

machine::Module module();

// What an act about this motion carries as `shown`: the tagged hash ("linlian/shown/motion") of
// the canonical bytes of v1::Shown.
Hash32 shown_hash(const Id16& id, const v1::Motion& motion);

}  // namespace linlian::motion
