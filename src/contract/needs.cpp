// Of each entry of Needs one is enough: several amendments may widen the same limit.
#include "contract/needs.h"

#include "codec/field.h"
#include "contract/amendments.h"
#include "contract/program.h"

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

}  // namespace

void add_field_needs(const Message& message, const FieldDescriptor& field, Needs& needs) {
    add_need(needs, field.options().GetExtension(codec::v1::note).amendment());
    add_limit_needs(message, field, needs);
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_ENUM) add_enum_needs(message, field, needs);
}

std::optional<Needs> needs_of_key(const Program& program, BytesView key) {
    const auto* suite = key.empty() ? nullptr : program.find_suite(key[0]);
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
