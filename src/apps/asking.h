// Questions on the terminal, for whoever sits before it.
#pragma once

#include "apps/styled.h"
#include "base/result.h"

#include <string>

namespace linlian::apps {

// Asks on the terminal; holds after `yes` or an answer that begins with y or 是. Refusal
// apps.NOT_CONFIRMED after another answer, or where nobody can be asked.
Result<> confirm(bool yes, const Styled& question);

// Asks for a secret without showing what is typed; empty where nobody can be asked.
std::string ask_secret(const Styled& question);

}  // namespace linlian::apps
