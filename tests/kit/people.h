// A stand-in for the registry in tests of modules that stand before it in the list: it knows the
// keys of named members and lets everybody do everything. Tests of authority use the registry.
#pragma once

#include "contract/module.h"

#include <google/protobuf/wrappers.pb.h>

#include <string>

namespace linlian::kit {

// The standing of each known key, by the key in hex.
inline const state::Table<google::protobuf::UInt32Value, std::string> people{"people/standing/"};

machine::Module people_module();

// The id of the member called `name`, the same on every run.
Id16 member_of(const std::string& name);

}  // namespace linlian::kit
