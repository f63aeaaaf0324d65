#include "modules/all_modules.h"

#include "base/check.h"
#include "machine/machine.h"
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

machine::Program whole_program() {
    auto program = machine::assemble(all_modules());
    CHECK(program);
    return std::move(*program);
}

}  // namespace linlian
