// The public header of the charter: which authority an act asks in this community, and which rules
// (law and local presets) an estate decides by. The registry and every later module ask here; the
// charter itself decides nothing about who holds an authority; before it changes one it asks the
// registry whether anybody could (registry/reach.h). Legal time (dates in Beijing, where periods
// end, holidays) is part of this header.
#pragma once

#include "contract/module.h"
#include "modules/charter/charter.pb.h"
#include "modules/charter/legal_time.h"
#include "state/overlay.h"

#include <cstdint>
#include <optional>

namespace linlian::charter {

machine::Module module();

// The charter's row for this act, else the default that the schema annotates.
codec::v1::Authority authority_of(const state::StateView& view, const machine::Act& act);
// The same for readers who know the act by its message type only.
codec::v1::Authority authority_of(const state::StateView& view,
                                  const google::protobuf::Descriptor& act_type);

// Writes the authority that the act sets, as the act does: also for whoever looks at what would
// follow before it runs.
void put_authority(state::Overlay& state, const v1::SetAuthority& act, Height height,
                   const Hash32& set_by);

// The preset in use for this purpose ("owners_vote", "repair_fund") in this estate; nothing while
// none was put in use.
std::optional<v1::Preset> preset_in_use(const state::StateView& view, const Id16& estate,
                                        const std::string& purpose);

// The preset of this name that is in use in this estate with the one of this purpose, which builds
// on it, in the version that was named when that one was put in use. A newer version binds nobody
// who did not put it in use. Nothing: it builds on none of this name.
std::optional<v1::Preset> base_in_use(const state::StateView& view, const Id16& estate,
                                      const std::string& purpose, const std::string& name);

// The name of the preset on which this one builds; empty: on none.
std::string base_of(const v1::Preset& preset);
// The preset of this name that was adopted last (at one height: the greater version); nothing while
// none was.
std::optional<v1::Preset> newest_preset(const state::StateView& view, const std::string& name);

// The number that a preset sets under this name; nothing when it sets none.
std::optional<std::int64_t> number_of(const v1::Preset& preset, const std::string& name);

}  // namespace linlian::charter
