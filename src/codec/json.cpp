// From a message to JSON. 64-bit numbers are texts, for readers that know only fractions; bytes are
// hex. Fields stand in the order of the schema, and defaults are shown.
#include "codec/json.h"

#include "base/hex.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

namespace linlian::codec {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Json = nlohmann::ordered_json;

Json print_message(const Message& message);

// A number without a name is one that this program's schema does not have.
Json print_enum(const FieldDescriptor& field, int number) {
    const auto* value = field.enum_type()->FindValueByNumber(number);
    return value == nullptr ? Json(number) : Json(value->name());
}

Json print_text(const FieldDescriptor& field, const std::string& text) {
    return field.type() == FieldDescriptor::TYPE_BYTES ? to_hex(text) : text;
}

// The single value of a field, or its element `at` when it is repeated.
Json print_value(const Message& message, const FieldDescriptor& field, int at) {
    const Reflection& access = *message.GetReflection();
    const bool many = field.is_repeated();
    const auto* f = &field;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            return many ? access.GetRepeatedBool(message, f, at) : access.GetBool(message, f);
        case FieldDescriptor::CPPTYPE_INT32:
            return many ? access.GetRepeatedInt32(message, f, at) : access.GetInt32(message, f);
        case FieldDescriptor::CPPTYPE_UINT32:
            return many ? access.GetRepeatedUInt32(message, f, at) : access.GetUInt32(message, f);
        case FieldDescriptor::CPPTYPE_INT64:
            return std::to_string(many ? access.GetRepeatedInt64(message, f, at)
                                       : access.GetInt64(message, f));
        case FieldDescriptor::CPPTYPE_UINT64:
            return std::to_string(many ? access.GetRepeatedUInt64(message, f, at)
                                       : access.GetUInt64(message, f));
        case FieldDescriptor::CPPTYPE_ENUM:
            return print_enum(field, many ? access.GetRepeatedEnumValue(message, f, at)
                                          : access.GetEnumValue(message, f));
        case FieldDescriptor::CPPTYPE_STRING:
            return print_text(field, many ? access.GetRepeatedString(message, f, at)
                                          : access.GetString(message, f));
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return print_message(many ? access.GetRepeatedMessage(message, f, at)
                                      : access.GetMessage(message, f));
        default:
            return nullptr;  // the schema has no fractions
    }
}

Json print_message(const Message& message) {
    Json object = Json::object();
    const auto& type = *message.GetDescriptor();
    const Reflection& access = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.is_repeated()) {
            Json list = Json::array();
            for (int at = 0; at < access.FieldSize(message, &field); ++at)
                list.push_back(print_value(message, field, at));
            object[field.name()] = std::move(list);
        } else if (!field.has_presence() || access.HasField(message, &field)) {
            object[field.name()] = print_value(message, field, 0);
        }
    }
    return object;
}

}  // namespace

std::string to_json(const Message& message, bool pretty) {
    return print_message(message).dump(pretty ? 2 : -1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace linlian::codec
