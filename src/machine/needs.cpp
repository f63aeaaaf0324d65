#include "machine/needs.h"

#include "codec/field.h"
#include "machine/amendments.h"
#include "machine/transaction.h"

namespace linlian::machine {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;

void add_need(Needs& needs, const std::string& amendment) {
    if (!amendment.empty()) needs.push_back({amendment});
}

void add_enum_needs(const Message& message, const FieldDescriptor& field, Needs& needs) {
    const auto& access = *message.GetReflection();
    const auto add = [&needs](const EnumValueDescriptor& value) {
        add_need(needs, value.options().GetExtension(codec::v1::amendment));
    };
    if (!field.is_repeated()) return add(*access.GetEnum(message, &field));
    for (int i = 0; i < access.FieldSize(message, &field); ++i)
        add(*access.GetRepeatedEnum(message, &field, i));
}

// The amendments that widen a limit far enough for what the field holds, when its own does not.
void add_limit_needs(const Message& message, const FieldDescriptor& field, Needs& needs) {
    const auto& note = field.options().GetExtension(codec::v1::note);
    if (note.wider().empty()) return;
    std::size_t longest = 0;
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_STRING)
        codec::each_value(message, field, [&longest](const std::string& value) {
            longest = std::max(longest, value.size());
            return true;
        });
    const int size = field.is_repeated() ? message.GetReflection()->FieldSize(message, &field) : 1;
    const auto count = static_cast<std::size_t>(size);
    const auto need_one_of = [&](std::size_t have, std::size_t own, auto limit_of) {
        if (own == 0 || have <= own) return;
        auto& enough = needs.emplace_back();
        for (const auto& wider : note.wider()) {
            if (limit_of(wider) >= have) enough.push_back(wider.amendment());
        }
    };
    need_one_of(longest, note.max_bytes(), [](const auto& wider) { return wider.max_bytes(); });
    need_one_of(count, note.max_count(), [](const auto& wider) { return wider.max_count(); });
}

void add_field_needs(const Registry& registry, const Message& message, const FieldDescriptor& field,
                     Needs& needs) {
    const auto& note = field.options().GetExtension(codec::v1::note);
    add_need(needs, note.amendment());
    add_limit_needs(message, field, needs);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) add_enum_needs(message, field, needs);
    const auto add_all = [&needs](Needs more) {
        for (auto& need : more) needs.push_back(std::move(need));
    };
    if (const auto carried = carried_act(registry, message, field))
        add_all(needs_of(registry, *carried));
    if (!note.public_key()) return;
    codec::each_value(message, field, [&](const std::string& key) {
        add_all(needs_of_key(registry, key).value_or(Needs{}));
        return true;
    });
}

}  // namespace

Needs needs_of(const Registry& registry, const Message& act) {
    Needs needs;
    add_need(needs, act.GetDescriptor()->options().GetExtension(codec::v1::act).amendment());
    codec::each_field(act, [&](const Message& message, const FieldDescriptor& field) {
        add_field_needs(registry, message, field, needs);
        return true;
    });
    return needs;
}

std::optional<Needs> needs_of_key(const Registry& registry, BytesView key) {
    const auto* suite = key.empty() ? nullptr : registry.find_suite(key[0]);
    if (suite == nullptr) return std::nullopt;
    Needs needs;
    add_need(needs, std::string{suite->amendment});
    return needs;
}

Result<> check_in_force(const state::StateView& view, const Needs& needs, Height height) {
    for (const auto& alternatives : needs) {
        const bool met = std::ranges::any_of(
            alternatives, [&](const std::string& name) { return is_amended(view, name, height); });
        if (!met) return refuse(v1::ACT_NOT_IN_FORCE, {{"amendment", alternatives.front()}});
    }
    return {};
}

}  // namespace linlian::machine
