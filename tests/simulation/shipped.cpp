#include "simulation/shipped.h"

#include "base/check.h"

#include <google/protobuf/text_format.h>

namespace linlian::simulation {

std::vector<charter::v1::Preset> all_presets() {
    // Written by cmake/presets.cmake from the files of the charter.
    static constexpr const char* texts[] = {
#include "client/preset_texts.inc"
    };
    std::vector<charter::v1::Preset> presets;
    for (const char* text : texts)
        CHECK(google::protobuf::TextFormat::ParseFromString(text, &presets.emplace_back()));
    return presets;
}

}  // namespace linlian::simulation
