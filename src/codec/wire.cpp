// The one encoding of a message, and the strict reading of it. Protobuf allows many encodings of
// one message; whatever is hashed or signed must have exactly one.
#include "codec/wire.h"

#include <google/protobuf/descriptor.h>

namespace linlian::codec {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// Messages nest at most this deep.
constexpr int max_depth = 32;

bool enum_is_known(const Message& message, const Reflection& access, const FieldDescriptor& field) {
    const auto& type = *field.enum_type();
    if (!field.is_repeated())
        return type.FindValueByNumber(access.GetEnumValue(message, &field)) != nullptr;
    for (int i = 0; i < access.FieldSize(message, &field); ++i) {
        if (type.FindValueByNumber(access.GetRepeatedEnumValue(message, &field, i)) == nullptr)
            return false;
    }
    return true;
}

// Calls `check` for each message inside a field, until one says false. Depth is bounded by the
// parser's own limit, so the walk down is too.
template <class Check>
bool each_inner(const Message& message, const FieldDescriptor& field, const Check& check) {
    const Reflection& access = *message.GetReflection();
    if (!field.is_repeated())
        return !access.HasField(message, &field) || check(access.GetMessage(message, &field));
    for (int i = 0; i < access.FieldSize(message, &field); ++i) {
        if (!check(access.GetRepeatedMessage(message, &field, i))) return false;
    }
    return true;
}

// Every field and every enum value is one of the schema, and nothing nests deeper than `depth`.
bool is_known(const Message& message, int depth) {
    const auto& type = *message.GetDescriptor();
    const Reflection& access = *message.GetReflection();
    if (depth < 0 || !access.GetUnknownFields(message).empty()) return false;
    const auto inner_is_known = [depth](const Message& inner) {
        return is_known(inner, depth - 1);
    };
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
            if (!enum_is_known(message, access, field)) return false;
        } else if (field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
            if (!each_inner(message, field, inner_is_known)) return false;
        }
    }
    return true;
}

}  // namespace

Bytes encode(const Message& message) {
    Bytes bytes(message.ByteSizeLong(), '\0');
    message.SerializeWithCachedSizesToArray(reinterpret_cast<std::uint8_t*>(bytes.data()));
    return bytes;
}

// Encoding again and comparing refuses all other orders, lengths and defaults that the parser
// takes.
bool decode_strict(BytesView bytes, Message& into) {
    return into.ParsePartialFromArray(bytes.data(), static_cast<int>(bytes.size())) &&
           is_known(into, max_depth) && encode(into) == bytes;
}

}  // namespace linlian::codec
