// For tests that fill messages of any type.
#pragma once

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

namespace linlian::kit {

// Sets a field, or adds to a list: `set` and `add` are the methods of Reflection for its type.
template <class Set, class Add, class Value>
void put_field(google::protobuf::Message& message, const google::protobuf::FieldDescriptor& field,
               Set set, Add add, const Value& value) {
    const auto& access = *message.GetReflection();
    if (field.is_repeated())
        (access.*add)(&message, &field, value);
    else
        (access.*set)(&message, &field, value);
}

}  // namespace linlian::kit
