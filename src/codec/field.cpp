// Goes through the fields of a message by reflection: limits of the schema, marks that opening an
// act looks for, and each_field(), which the machine uses to visit what is set.
#include "codec/field.h"

#include "codec/options.pb.h"
#include "codec/text.h"

#include <google/protobuf/descriptor.h>

#include <algorithm>
#include <set>

namespace linlian::codec {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;

// 0: no limit.
struct Limits {
    std::uint32_t max_bytes;
    std::uint32_t max_count;
};

Limits limits_of(const v1::FieldNote& note) {
    Limits limits{note.max_bytes(), note.max_count()};
    for (const auto& wider : note.wider()) {
        limits.max_bytes = std::max(limits.max_bytes, wider.max_bytes());
        limits.max_count = std::max(limits.max_count, wider.max_count());
    }
    return limits;
}

// Nothing when the field holds; else what is wrong with it, without its path.
std::optional<FieldFault> own_fault(const Message& message, const FieldDescriptor& field) {
    const auto& note = field.options().GetExtension(v1::note);
    const Limits limits = limits_of(note);
    const Reflection& access = *message.GetReflection();
    if (field.is_repeated() && limits.max_count != 0 &&
        static_cast<unsigned>(access.FieldSize(message, &field)) > limits.max_count)
        return FieldFault{};
    if (field.cpp_type() != FieldDescriptor::CPPTYPE_STRING) return std::nullopt;
    const bool is_text = field.type() == FieldDescriptor::TYPE_STRING;
    std::optional<FieldFault> found;
    each_value(message, field, [&](const std::string& value) {
        if (note.bytes() != 0 && value.size() != note.bytes()) found.emplace();
        if (limits.max_bytes != 0 && value.size() > limits.max_bytes) found.emplace();
        if (found || !is_text) return !found;
        if (auto unfit = unfit_character(value, note.lines()))
            found.emplace().character = std::move(*unfit);
        return !found;
    });
    return found;
}

// Calls `visit` for each message inside a field, until one says false.
template <class Visit>
bool each_inner(const Message& message, const FieldDescriptor& field, const Visit& visit) {
    const Reflection& access = *message.GetReflection();
    if (!field.is_repeated())
        return !access.HasField(message, &field) || visit(access.GetMessage(message, &field));
    for (int i = 0; i < access.FieldSize(message, &field); ++i) {
        if (!visit(access.GetRepeatedMessage(message, &field, i))) return false;
    }
    return true;
}

bool is_set(const Message& message, const FieldDescriptor& field) {
    const Reflection& access = *message.GetReflection();
    return field.is_repeated() ? access.FieldSize(message, &field) > 0
                               : access.HasField(message, &field);
}

// An act without content has no bytes, but its type is named beside the field that carries it.
bool carries_empty_act(const Message& message, const FieldDescriptor& field) {
    const auto& name = field.options().GetExtension(v1::note).act_named_by();
    if (name.empty()) return false;
    const auto* named = message.GetDescriptor()->FindFieldByName(name);
    return named != nullptr && is_set(message, *named);
}

bool is_message(const FieldDescriptor& field) {
    return field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
}

// What Act::has_marks tells beforehand, so that most acts are opened without this walk.
bool is_marked(const FieldDescriptor& field) {
    const auto& note = field.options().GetExtension(v1::note);
    if (note.public_key() || !note.act_named_by().empty() || !note.amendment().empty() ||
        !note.wider().empty() || note.cost_percent() != 0)
        return true;
    const auto* values = field.enum_type();
    for (int i = 0; values != nullptr && i < values->value_count(); ++i) {
        if (!values->value(i)->options().GetExtension(v1::amendment).empty()) return true;
    }
    return false;
}

// `seen` holds the types looked at: a message may hold others of its own type.
// NOLINTNEXTLINE(misc-no-recursion): each type is entered once.
bool has_marks(const Descriptor& type, std::set<std::string>& seen) {
    if (!seen.insert(type.full_name()).second) return false;
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (is_marked(field)) return true;
        if (is_message(field) && has_marks(*field.message_type(), seen)) return true;
    }
    return false;
}

}  // namespace

// The first fault in the order of the schema, with its path from the outside in.
// NOLINTNEXTLINE(misc-no-recursion): the depth that decode_strict takes bounds it.
std::optional<FieldFault> field_fault(const Message& message) {
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        auto found = own_fault(message, field);
        std::string inside;
        if (!found && is_message(field)) {
            each_inner(message, field, [&](const Message& inner) {
                found = field_fault(inner);
                return !found;
            });
            if (found) inside = "." + found->path;
        }
        if (!found) continue;
        found->path = field.name() + inside;
        return found;
    }
    return std::nullopt;
}

bool has_marks(const Descriptor& type) {
    std::set<std::string> seen;
    return has_marks(type, seen);
}

bool carries_act(const Descriptor& type) {
    for (int i = 0; i < type.field_count(); ++i) {
        if (!type.field(i)->options().GetExtension(v1::note).act_named_by().empty()) return true;
    }
    return false;
}

// NOLINTNEXTLINE(misc-no-recursion): the depth that decode_strict takes bounds it.
bool each_field(const Message& message, const FieldVisit& visit) {
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (!is_set(message, field) && !carries_empty_act(message, field)) continue;
        if (!visit(message, field)) return false;
        if (!is_message(field)) continue;
        const auto go_on = [&visit](const Message& inner) { return each_field(inner, visit); };
        if (!each_inner(message, field, go_on)) return false;
    }
    return true;
}

bool each_value(const Message& message, const FieldDescriptor& field,
                const std::function<bool(const std::string&)>& visit) {
    const Reflection& access = *message.GetReflection();
    std::string scratch;
    if (!field.is_repeated()) return visit(access.GetStringReference(message, &field, &scratch));
    for (int i = 0; i < access.FieldSize(message, &field); ++i) {
        if (!visit(access.GetRepeatedStringReference(message, &field, i, &scratch))) return false;
    }
    return true;
}

}  // namespace linlian::codec
