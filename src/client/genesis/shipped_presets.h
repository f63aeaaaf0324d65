// The presets that come with the program: Chinese laws, local rules and holidays, as in
// src/modules/charter/presets. New communities adopt them at genesis; none is in use until the
// offices put it in use. Called by init and the demo.
#pragma once

#include "modules/charter/charter.pb.h"

#include <vector>

namespace linlian::client {

// In the order of their names.
std::vector<charter::v1::Preset> shipped_presets();

}  // namespace linlian::client
