// Commands of a person about keys of their own, and what they share with those of clerks.
#pragma once

#include "apps/cli/options.h"

#include <string>

namespace linlian::apps {

// The key of this name; made when there is none yet.
Result<KeyPair> own_key(const Options& options, const std::string& name);

// A public key in hex, or that of a key on this computer.
Result<Bytes> public_key_of(const Options& options, const std::string& name_or_hex);

// Prints the receipt, or passes the refusal on; `next` says what comes then.
Result<> shown(const Options& options, const Result<client::Receipt>& receipt,
               const client::Styled& next);

// enrol veto, add-key, consent, retire, whoami.
void add_own_key_commands(Command enrol, Options& options);

}  // namespace linlian::apps
