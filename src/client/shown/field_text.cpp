// One value by the type of its field and, for numbers, by the end of its name.
#include "client/shown/field_text.h"

#include "client/shown/screen.h"
#include "client/shown/value_text.h"
#include "client/words/enum_words.h"

#include <google/protobuf/descriptor.h>

namespace linlian::client {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The unit of a number is the end of its field's name.
std::string number_text(const FieldDescriptor& field, std::int64_t number) {
    const auto& name = field.name();
    // A time of 0 was never set; until_height of 0 means that it still holds.
    if (name.ends_with("_ms")) return number == 0 ? "–" : local_time(Timestamp{number});
    if (name.ends_with("area_centi")) return square_metres(static_cast<std::uint64_t>(number));
    if (name == "until_height" && number == 0) return "–";
    return std::to_string(number);
}

}  // namespace

std::string field_text(const Message& message, const FieldDescriptor& field, int index,
                       const ShowBytes& show_bytes) {
    const auto& access = *message.GetReflection();
    const auto* at = &field;
    const bool one = index < 0;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            return (one ? access.GetBool(message, at) : access.GetRepeatedBool(message, at, index))
                       ? "是 yes"
                       : "否 no";
        case FieldDescriptor::CPPTYPE_ENUM:
            return enum_text(one ? *access.GetEnum(message, at)
                                 : *access.GetRepeatedEnum(message, at, index));
        case FieldDescriptor::CPPTYPE_STRING: {
            auto text =
                one ? access.GetString(message, at) : access.GetRepeatedString(message, at, index);
            return field.type() == FieldDescriptor::TYPE_BYTES ? show_bytes(text) : text;
        }
        case FieldDescriptor::CPPTYPE_UINT32:
            return number_text(field, one ? access.GetUInt32(message, at)
                                          : access.GetRepeatedUInt32(message, at, index));
        case FieldDescriptor::CPPTYPE_INT32:
            return number_text(field, one ? access.GetInt32(message, at)
                                          : access.GetRepeatedInt32(message, at, index));
        case FieldDescriptor::CPPTYPE_UINT64:
            return number_text(field, static_cast<std::int64_t>(
                                          one ? access.GetUInt64(message, at)
                                              : access.GetRepeatedUInt64(message, at, index)));
        case FieldDescriptor::CPPTYPE_INT64:
            return number_text(field, one ? access.GetInt64(message, at)
                                          : access.GetRepeatedInt64(message, at, index));
        default:
            return "";
    }
}

}  // namespace linlian::client
