// A message of the schema as JSON (codec/json.h), to be put into what a program is shown.
#pragma once

#include "codec/json.h"

#include <nlohmann/json.hpp>

namespace linlian::client {

inline nlohmann::json json_of(const google::protobuf::Message& message) {
    return nlohmann::json::parse(codec::to_json(message));
}

}  // namespace linlian::client
