// Every amendment that the schema of an act names: on the act, its fields and enum values. The
// registry of the machine demands that each is listed, so that none is misspelt.
#pragma once

#include <google/protobuf/descriptor.h>

#include <set>
#include <string>

namespace linlian::codec {

std::set<std::string> named_amendments(const google::protobuf::Descriptor& act);

}  // namespace linlian::codec
