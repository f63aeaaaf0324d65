// The act that a motion carries, opened for whoever proposes it or stands behind it: what is signed
// is these bytes, so they are what is shown.
#pragma once

#include "base/bytes.h"
#include "base/result.h"

#include <google/protobuf/message.h>

#include <memory>
#include <string>

namespace linlian::client {

// Refusal client.ACT_UNKNOWN where this program cannot tell what it would do: an act of no type
// that it knows, or bytes that are none.
Result<std::unique_ptr<google::protobuf::Message>> carried_act(const std::string& act_type,
                                                               const Bytes& act);

}  // namespace linlian::client
