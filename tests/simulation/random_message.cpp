#include "simulation/random_message.h"

#include "codec/options.pb.h"
#include "kit/put_field.h"

namespace linlian::simulation {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

constexpr int max_depth = 6;

struct Filling {
    Draws& draws;
    const Pool& pool;
    bool wild;
};

Bytes any_bytes(Draws& draws, std::size_t longest) {
    Bytes bytes(draws.below(longest + 1), '\0');
    const auto first = draws.below(256);
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<char>((first + i * 7) & 0xffU);
    return bytes;
}

// By its length in the schema an id, a hash, a key or something else.
Bytes some_bytes(const Filling& filling, const FieldDescriptor& field) {
    auto& draws = filling.draws;
    const auto& note = field.options().GetExtension(codec::v1::note);
    const auto length = note.bytes() != 0 ? note.bytes() : note.max_bytes();
    if (filling.wild && draws.chance(10)) return any_bytes(draws, length + 1U);
    if (note.bytes() == 0 && draws.chance(25)) return {};
    if (length == 16) return draws.one_of(filling.pool.ids);
    if (length == 32) return draws.one_of(filling.pool.hashes);
    if (length == 65) return draws.one_of(filling.pool.keys);
    return any_bytes(draws, length == 0 ? 40 : length);
}

std::string some_text(const Filling& filling, const FieldDescriptor& field) {
    auto& draws = filling.draws;
    const auto limit = field.options().GetExtension(codec::v1::note).max_bytes();
    if (filling.wild && draws.chance(10)) {
        const std::vector<std::string> odd{std::string(1, '\0'), "邻链",
                                           std::string(limit + 1U, 'x'), "a/b"};
        return draws.one_of(odd);
    }
    return draws.chance(10) ? std::string{} : draws.one_of(filling.pool.words);
}

std::uint64_t some_number(const Filling& filling) {
    auto& draws = filling.draws;
    if (filling.wild && draws.chance(10)) return ~draws.below(3);
    if (draws.chance(30)) return static_cast<std::uint64_t>(draws.one_of(filling.pool.numbers));
    return draws.below(draws.chance(50) ? 4 : 20'000);
}

int some_enum(const Filling& filling, const FieldDescriptor& field) {
    const auto& type = *field.enum_type();
    if (filling.wild && filling.draws.chance(5)) return 99;
    return type
        .value(
            static_cast<int>(filling.draws.below(static_cast<std::uint64_t>(type.value_count()))))
        ->number();
}

void fill(const Filling& filling, Message& message, int depth);

void fill_text(const Filling& filling, Message& message, const FieldDescriptor& field) {
    const std::string value = field.type() == FieldDescriptor::TYPE_BYTES
                                  ? some_bytes(filling, field)
                                  : some_text(filling, field);
    using google::protobuf::Reflection;
    kit::put_field(message, field, &Reflection::SetString, &Reflection::AddString, value);
}

void fill_field(const Filling& filling, Message& message, const FieldDescriptor& field, int depth) {
    using google::protobuf::Reflection;
    const auto& access = *message.GetReflection();
    const auto number = [&] { return some_number(filling); };
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return fill_text(filling, message, field);
        case FieldDescriptor::CPPTYPE_MESSAGE:
            if (depth < max_depth)
                fill(filling,
                     field.is_repeated() ? *access.AddMessage(&message, &field)
                                         : *access.MutableMessage(&message, &field),
                     depth + 1);
            return;
        case FieldDescriptor::CPPTYPE_ENUM:
            return kit::put_field(message, field, &Reflection::SetEnumValue,
                                  &Reflection::AddEnumValue, some_enum(filling, field));
        case FieldDescriptor::CPPTYPE_BOOL:
            return kit::put_field(message, field, &Reflection::SetBool, &Reflection::AddBool,
                                  filling.draws.chance(50));
        case FieldDescriptor::CPPTYPE_INT32:
            return kit::put_field(message, field, &Reflection::SetInt32, &Reflection::AddInt32,
                                  static_cast<std::int32_t>(number()));
        case FieldDescriptor::CPPTYPE_UINT32:
            return kit::put_field(message, field, &Reflection::SetUInt32, &Reflection::AddUInt32,
                                  static_cast<std::uint32_t>(number()));
        case FieldDescriptor::CPPTYPE_INT64:
            return kit::put_field(message, field, &Reflection::SetInt64, &Reflection::AddInt64,
                                  static_cast<std::int64_t>(number()));
        case FieldDescriptor::CPPTYPE_UINT64:
            return kit::put_field(message, field, &Reflection::SetUInt64, &Reflection::AddUInt64,
                                  number());
        default:
            return;  // the schemas have no floats
    }
}

// NOLINTNEXTLINE(misc-no-recursion): max_depth bounds it.
void fill(const Filling& filling, Message& message, int depth) {
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        const auto* choice = field.real_containing_oneof();
        if (choice != nullptr) {
            // The first field of a choice decides for all of it.
            if (field.index_in_oneof() != 0) continue;
            const auto picked =
                filling.draws.below(static_cast<std::uint64_t>(choice->field_count()));
            fill_field(filling, message, *choice->field(static_cast<int>(picked)), depth);
            continue;
        }
        const auto count = field.is_repeated() ? filling.draws.below(4) : 1;
        for (std::uint64_t n = 0; n < count; ++n) fill_field(filling, message, field, depth);
    }
}

}  // namespace

void fill_message(Draws& draws, const Pool& pool, bool wild, Message& message) {
    message.Clear();
    fill({draws, pool, wild}, message, 0);
}

void mutate_message(Draws& draws, const Pool& pool, Message& message) {
    Message* target = &message;
    for (int depth = 0; depth < max_depth; ++depth) {
        const auto& type = *target->GetDescriptor();
        const auto& access = *target->GetReflection();
        if (type.field_count() == 0) return;
        const FieldDescriptor& field = *type.field(
            static_cast<int>(draws.below(static_cast<std::uint64_t>(type.field_count()))));
        const bool inner = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        const int size = field.is_repeated() ? access.FieldSize(*target, &field) : 1;
        if (inner && size > 0 && draws.chance(70)) {
            target = field.is_repeated()
                         ? access.MutableRepeatedMessage(
                               target, &field,
                               static_cast<int>(draws.below(static_cast<std::uint64_t>(size))))
                         : access.MutableMessage(target, &field);
            continue;
        }
        if (!field.is_repeated() || draws.chance(30)) access.ClearField(target, &field);
        fill_field({draws, pool, true}, *target, field, depth);
        return;
    }
}

}  // namespace linlian::simulation
