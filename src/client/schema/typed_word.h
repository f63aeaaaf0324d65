// Values of an enum of the schema by the words that people type for them: "facts-differ" for
// FACTS_DIFFER.
#pragma once

#include "base/result.h"

#include <google/protobuf/descriptor.h>

#include <span>
#include <string>

namespace linlian::client {

// The one of `values` whose word is `text`; what all their names begin with (`prefix`) is not
// typed. Refusal client.COMMAND_WRONG names `option` and all words.
Result<int> read_word_of(const google::protobuf::EnumDescriptor& type, std::span<const int> values,
                         const std::string& option, const std::string& text,
                         const std::string& prefix = "");

}  // namespace linlian::client
