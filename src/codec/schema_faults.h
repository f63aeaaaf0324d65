// What of a schema is not complete, in words for whoever writes it; empty: nothing. The registry of
// the machine asks at start, so that nothing is discovered to be missing later.
#pragma once

#include <google/protobuf/descriptor.h>

#include <string>

namespace linlian::codec {

// A refusal without its texts.
std::string refusal_faults(const google::protobuf::FileDescriptor& file);
// A field that carries an act stands beside a text that names the act's type; one whose elements
// cost has elements.
std::string field_faults(const google::protobuf::Descriptor& type);

}  // namespace linlian::codec
