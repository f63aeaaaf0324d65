// The last catch around a command: what a library or the file system throws is a refusal that names
// its cause, never an abort. Every command runs through it (on_run).
#pragma once

#include "base/result.h"

#include <functional>

namespace linlian::apps {

// What the body gives; refusal apps.COMMAND_BROKE where it throws.
Result<> without_exceptions(const std::function<Result<>()>& body);

}  // namespace linlian::apps
