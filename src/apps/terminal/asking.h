// Questions on the terminal, for whoever sits before it.
#pragma once

#include "base/result.h"
#include "client/shown/styled.h"

#include <string>

namespace linlian::apps {

// Asks on the terminal; holds after `yes` or an answer that begins with y or 是. Refusal
// client.NOT_CONFIRMED after another answer, or where nobody can be asked.
Result<> confirm(bool yes, const client::Styled& question);

// Asks for a secret without showing what is typed; empty where nobody can be asked.
std::string ask_secret(const client::Styled& question);

}  // namespace linlian::apps
