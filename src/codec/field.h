// What the schema says of single fields, held against a message: limits of length and number, and
// that every string is text (text.h). The machine calls it for each act, genesis and query that
// comes from outside; it knows no act.
#pragma once

#include <google/protobuf/message.h>

#include <functional>
#include <optional>
#include <string>

namespace linlian::codec {

struct FieldFault {
    std::string path;       // "preset.settings.name"
    std::string character;  // what makes it no text: "U+202E"; empty: a limit is broken
};

// The first field at fault, in the message or those inside it. Where amendments widen a limit, the
// widest counts; the machine asks which are in force.
std::optional<FieldFault> field_fault(const google::protobuf::Message& message);

// Calls `visit` for each field that is set (or carries an act without content), in the message or
// those inside it, until one says false.
using FieldVisit =
    std::function<bool(const google::protobuf::Message&, const google::protobuf::FieldDescriptor&)>;
bool each_field(const google::protobuf::Message& message, const FieldVisit& visit);

// Whether any field of such a message, or of messages inside it, carries an act, a public key, what
// is in force only with an amendment, or elements that cost. Of others each_field need not look for
// any.
bool has_marks(const google::protobuf::Descriptor& type);

// Whether a field of such a message itself carries an act.
bool carries_act(const google::protobuf::Descriptor& type);

// Calls `visit` for each value of a string or bytes field, until one says false.
bool each_value(const google::protobuf::Message& message,
                const google::protobuf::FieldDescriptor& field,
                const std::function<bool(const std::string&)>& visit);

}  // namespace linlian::codec
