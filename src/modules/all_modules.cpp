#include "modules/all_modules.h"

#include "modules/charter/charter.h"
#include "modules/registry/registry.h"

namespace linlian {

std::vector<machine::Module> all_modules() {
    return {
        charter::module(),
        registry::module(),
    };
}

}  // namespace linlian
