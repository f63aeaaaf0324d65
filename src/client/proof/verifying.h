// A bundle, a recount, or several bundles of one result, checked and told; and whether what a
// bundle shows is about persons, so that whoever keeps it knows.
#pragma once

#include "client/proof/statement_text.h"

#include <optional>
#include <vector>

namespace linlian::client {

// Checks one file and tells what it proves; what bundles state is added to `statements`. Refusals:
// those of light::verify_bundle and verify_recount.
Result<Verified> verify_bytes(const Screen& screen, BytesView file,
                              const std::optional<Hash32>& community,
                              std::vector<light::Statement>& statements);

// The hash that stands on the notice, which is over all items together; a warning where it cannot
// be made of these.
void say_printed_result(const Screen& screen, const std::vector<light::Statement>& statements);

// Whether the proof shows an act that is about persons: a choice, a residence.
bool is_about_persons(const light::Statement& statement);

// Whether a row named TABLE/KEY is of a table about persons.
bool is_personal_row(const std::string& name);

}  // namespace linlian::client
