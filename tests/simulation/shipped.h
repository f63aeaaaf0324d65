// The presets that come with the program, read from the same generated text; genesis adopts them.
#pragma once

#include "modules/charter/charter.pb.h"

#include <vector>

namespace linlian::simulation {

std::vector<charter::v1::Preset> all_presets();

}  // namespace linlian::simulation
