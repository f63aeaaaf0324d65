// The acts of a ledger with the authority that each asks: of the schema, or of a charter.
#pragma once

#include "codec/options.pb.h"
#include "contract/module.h"

#include <map>
#include <string>
#include <vector>

namespace linlian::powers {

struct Act {
    const google::protobuf::Descriptor* type = nullptr;
    codec::v1::Authority authority;
};
using Acts = std::vector<Act>;

// By the full names of act types: what a charter asks where it differs from the schema.
using Replaced = std::map<std::string, codec::v1::Authority>;

// The acts of these modules with the authorities that the schema gives them, or with what replaces
// them.
Acts acts_of(const std::vector<machine::Module>& modules, const Replaced& replaced = {});

// Whether a field of the act itself names an office, whose people alone its own roles are then.
bool names_an_office(const google::protobuf::Descriptor& act);

}  // namespace linlian::powers
