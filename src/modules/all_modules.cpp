#include "modules/all_modules.h"

#include "base/check.h"
#include "modules/ballot/ballot.h"
#include "modules/charter/charter.h"
#include "modules/motion/motion.h"
#include "modules/registry/registry.h"

namespace linlian {

std::vector<machine::Module> all_modules() {
    return {
        charter::module(),
        registry::module(),
        motion::module(),
        ballot::module(),
    };
}

machine::Registry all_modules_registry() {
    auto registry = machine::Registry::make(all_modules());
    CHECK(registry);
    return std::move(*registry);
}

}  // namespace linlian
