// The parts of `linlian enrol` and `linlian slips`, and what they share.
#pragma once

#include "apps/cli/options.h"

#include <string>

namespace linlian::apps {

inline constexpr const char* key_help = "Public key in hex, or name 公钥（十六进制）或密钥名称";

// The key of this name; made when there is none yet.
Result<KeyPair> own_key(const Options& options, const std::string& name);

// Commands of a person about keys of their own: enrol veto, add-key, consent, retire, whoami.
void add_own_key_commands(Command enrol, Options& options);

// slips issue, confirm, cancel, status.
void add_slip_commands(Command app, Options& options);

}  // namespace linlian::apps
