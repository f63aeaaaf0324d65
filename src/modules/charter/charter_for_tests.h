// The charter with a stand-in for the registry, in which ana may do everything.
#pragma once

#include "base/hex.h"
#include "kit/people.h"
#include "kit/scenario.h"
#include "modules/charter/charter.h"

#include <gtest/gtest.h>

namespace linlian::charter {

struct CharterScenario : kit::Scenario {
    CharterScenario() : Scenario("charter", {charter::module(), kit::people_module()}) {
        const auto key = kit::key_of("ana").public_key().encoded();
        given(kit::people, "value: 2", to_hex(key));
    }
};

}  // namespace linlian::charter
