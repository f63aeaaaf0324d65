#include "modules/all_modules.h"

#include "modules/charter/charter.h"

namespace linlian {

std::vector<machine::Module> all_modules() {
    return {
        charter::module(),
    };
}

}  // namespace linlian
