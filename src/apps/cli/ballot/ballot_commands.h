// `linlian ballot …`, by what one does with it; each adds its commands to the parent.
#pragma once

#include "apps/cli/options.h"

namespace linlian::apps {

void add_call_commands(Command ballot, Options& options);       // template, open, withdraw
void add_look_commands(Command ballot, Options& options);       // list, status, turnout, result
void add_cast_commands(Command ballot, Options& options);       // cast
void add_mine_command(Command ballot, Options& options);        // mine
void add_objection_commands(Command ballot, Options& options);  // object, objections
void add_rule_command(Command ballot, Options& options);        // rule
void add_mark_command(Command ballot, Options& options);        // mark
void add_paper_commands(Command ballot, Options& options);      // paper …
void add_paper_print(Command paper, Options& options);          // paper print
void add_mandate_commands(Command ballot, Options& options);    // mandate …
void add_delivery_commands(Command ballot, Options& options);   // deliver, city-list
void add_sale_commands(Command ballot, Options& options);       // replace-voter
void add_recount_commands(Command ballot, Options& options);    // recount, certificate
void add_certificate_command(Command parent, Options& options);

// A document of an act: a file, of which the hash is taken and which is kept in the vault, or the
// 64 digits of a hash. Empty text gives an empty hash.
Result<Bytes> keep_document(const Options& options, const std::string& file_or_hash,
                            const std::string& what);

}  // namespace linlian::apps
