// For tests of reviews only: a message with every field filled, and each of its fields changed
// once.
#pragma once

#include "codec/options.pb.h"
#include "kit/put_field.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <functional>
#include <string>

namespace linlian::client {

namespace every_field {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

inline constexpr int deepest = 6;  // an authority holds authorities
inline constexpr std::int64_t some_day = 1'796'000'000'000;
inline constexpr std::int64_t a_day = 86'400'000;

// Adds one value to a list, or sets a field: `other` gives a second value.
inline void put(Message& message, const FieldDescriptor& field, bool other) {
    const auto one = [&](auto set, auto add, auto value) {
        kit::put_field(message, field, set, add, value);
    };
    using R = google::protobuf::Reflection;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            return one(&R::SetBool, &R::AddBool, !other);
        case FieldDescriptor::CPPTYPE_ENUM: {
            const auto& type = *field.enum_type();
            const int wanted = other ? (type.value_count() > 2 ? 2 : 0) : 1;
            return one(&R::SetEnum, &R::AddEnum, type.value(wanted));
        }
        case FieldDescriptor::CPPTYPE_UINT32:
            return one(&R::SetUInt32, &R::AddUInt32, std::uint32_t{other ? 4U : 3U});
        case FieldDescriptor::CPPTYPE_UINT64:
            return one(&R::SetUInt64, &R::AddUInt64, std::uint64_t{other ? 4U : 3U});
        case FieldDescriptor::CPPTYPE_INT32:
            return one(&R::SetInt32, &R::AddInt32, std::int32_t{other ? 4 : 3});
        case FieldDescriptor::CPPTYPE_INT64:
            return one(&R::SetInt64, &R::AddInt64, some_day + (other ? a_day : 0));
        default:
            return one(&R::SetString, &R::AddString, std::string(16, other ? 'o' : 'w'));
    }
}

inline void fill(Message& message, int depth = 0) {
    const auto& type = *message.GetDescriptor();
    const auto& access = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        if (field.message_type() == nullptr)
            put(message, field, false);
        else if (depth < deepest)
            fill(field.is_repeated() ? *access.AddMessage(&message, &field)
                                     : *access.MutableMessage(&message, &field),
                 depth + 1);
    }
}

// Calls `look` with each field of the message, and of those in it, changed in turn and put back.
// Authorities are told by words of their own, which have their own tests.
inline void change_each(Message& message, const std::string& path,
                        const std::function<void(const std::string& path)>& look) {
    const auto& type = *message.GetDescriptor();
    const auto& access = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const auto name = path.empty() ? field.name() : path + "." + field.name();
        const bool is_there = field.is_repeated() ? access.FieldSize(message, &field) > 0
                                                  : access.HasField(message, &field);
        if (!is_there) continue;  // of a oneof, one is
        if (field.message_type() == nullptr) {
            access.ClearField(&message, &field);
            put(message, field, true);
            look(name);
            access.ClearField(&message, &field);
            put(message, field, false);
        } else if (field.message_type() != codec::v1::Authority::descriptor()) {
            change_each(field.is_repeated() ? *access.MutableRepeatedMessage(&message, &field, 0)
                                            : *access.MutableMessage(&message, &field),
                        name, look);
        }
    }
}

}  // namespace every_field

}  // namespace linlian::client
