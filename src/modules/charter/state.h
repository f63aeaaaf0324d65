// The tables of the charter. Only this module writes them; nothing in them is about a person.
#pragma once

#include "modules/charter/charter.pb.h"
#include "state/table.h"

namespace linlian::charter {

// By act type. An act without a row has the default of the schema.
inline const state::Table<v1::AuthorityRow, std::string> authorities{"charter/authority/"};
// By name and version.
inline const state::Table<v1::PresetRow, std::string, std::string> presets{"charter/preset/"};
// By estate and purpose.
inline const state::Table<v1::InUseRow, Id16, std::string> in_use{"charter/in_use/"};

}  // namespace linlian::charter
