// The texts are part of the program, so a preset that does not parse is a bug of ours (CHECK).
#include "client/genesis/shipped_presets.h"

#include "base/check.h"

#include <google/protobuf/text_format.h>

namespace linlian::client {
namespace {

// Written by cmake/presets.cmake from the files of the charter.
constexpr const char* texts[] = {
#include "client/preset_texts.inc"
};

}  // namespace

std::vector<charter::v1::Preset> shipped_presets() {
    std::vector<charter::v1::Preset> presets;
    for (const char* text : texts)
        CHECK(google::protobuf::TextFormat::ParseFromString(text, &presets.emplace_back()));
    return presets;
}

}  // namespace linlian::client
