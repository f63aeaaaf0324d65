// The list of modules: the one place that names them all. Programs and tests that run the whole
// domain call it; nothing below apps does.
#pragma once

#include "contract/module.h"
#include "contract/program.h"

#include <vector>

namespace linlian {

// The order is that of genesis sections and of permitted includes: a module may include the public
// headers of those before it.
std::vector<machine::Module> all_modules();

// All of them as one machine. That they are complete was tested; a fault here is our own bug.
machine::Program whole_program();

}  // namespace linlian
