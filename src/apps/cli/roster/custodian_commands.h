// `linlian roster custodian` and `linlian roster open`: the keys that guard a names file, and
// opening it with two of them.
#pragma once

#include "apps/cli/options.h"
#include "roster/custody/custody.h"

namespace linlian::apps {

// The secret of a custodian: from their file; for "-", as typed from paper on the terminal, never
// from an argument. Refusals: those of desk::read_custodian and roster::parse_custodian_key.
Result<roster::CustodianKey> custodian_given(const std::string& file_or_dash);

void add_custodian_commands(Command roster, Options& options);

}  // namespace linlian::apps
