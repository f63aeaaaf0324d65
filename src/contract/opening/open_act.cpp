// Opens the bytes of an act without any state. An act within an act is opened in the same way, and
// what it needs counts for the outer one.
#include "contract/opening/open_act.h"

#include "codec/field.h"
#include "codec/wire.h"
#include "contract/opening/check_fields.h"
#include "contract/opening/limits.h"

namespace linlian::machine {
namespace {

using google::protobuf::FieldDescriptor;

Result<OpenedAct> open_at_depth(const Program& program, const std::string& type, BytesView bytes,
                                int depth);

// The keys of a field are of suites that the program knows.
Result<> look_at_keys(const Program& program, const Message& message, const FieldDescriptor& field,
                      OpenedAct& act) {
    bool known = true;
    codec::each_value(message, field, [&](const std::string& key) {
        if (key.empty()) return true;
        const auto needs = needs_of_key(program, key);
        known = needs.has_value();
        if (known) act.needs.insert(act.needs.end(), needs->begin(), needs->end());
        return known;
    });
    if (known) return {};
    return refuse(v1::KEY_SUITE_UNKNOWN, {{"field", field.name()}});
}

// The act that a field holds can be opened too; its type is the value of the field beside it.
// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds it.
Result<> look_at_carried(const Program& program, const Message& message,
                         const FieldDescriptor& field, int depth, OpenedAct& act) {
    const auto& name = field.options().GetExtension(codec::v1::note).act_named_by();
    const auto* type = message.GetDescriptor()->FindFieldByName(name);
    const auto& access = *message.GetReflection();
    const auto carried = TRY(open_at_depth(program, access.GetString(message, type),
                                           access.GetString(message, &field), depth + 1));
    act.needs.insert(act.needs.end(), carried.needs.begin(), carried.needs.end());
    return {};
}

// In hundredths of a plain act.
std::uint64_t cost_of_elements(const Message& message, const FieldDescriptor& field) {
    const auto each = field.options().GetExtension(codec::v1::note).cost_percent();
    if (each == 0) return 0;
    const auto count = message.GetReflection()->FieldSize(message, &field);
    return std::uint64_t{each} * static_cast<std::uint64_t>(count);
}

// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds it.
Result<> look_at_fields(const Program& program, int depth, OpenedAct& act) {
    Result<> outcome;
    std::uint64_t percent = 0;
    codec::each_field(*act.content, [&](const Message& message, const FieldDescriptor& field) {
        const auto& note = field.options().GetExtension(codec::v1::note);
        percent += cost_of_elements(message, field);
        add_field_needs(message, field, act.needs);
        if (note.public_key()) outcome = look_at_keys(program, message, field, act);
        if (outcome && !note.act_named_by().empty())
            outcome = look_at_carried(program, message, field, depth, act);
        return outcome.has_value();
    });
    act.cost += (percent + 99) / 100;
    return outcome;
}

// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds it.
Result<OpenedAct> open_at_depth(const Program& program, const std::string& type, BytesView bytes,
                                int depth) {
    if (depth > max_act_depth) return refuse(v1::NESTED_TOO_DEEP);
    const Act* entry = program.find_act(type);
    if (entry == nullptr) return refuse(v1::ACT_UNKNOWN, {{"type", type}});
    const auto& options = entry->type->options().GetExtension(codec::v1::act);
    OpenedAct act{
        entry, std::unique_ptr<Message>{entry->prototype->New()}, {}, std::max(1u, options.cost())};
    if (!codec::decode_strict(bytes, *act.content)) return refuse(v1::MALFORMED, {{"part", "act"}});
    TRY(check_fields(*act.content));
    TRY(entry->well_formed(*act.content));
    for (const auto* name : {&entry->module->amendment, &options.amendment()})
        if (!name->empty()) act.needs.push_back({*name});
    if (entry->has_marks) TRY(look_at_fields(program, depth, act));
    return act;
}

}  // namespace

Result<OpenedAct> open_act(const Program& program, const std::string& type, BytesView bytes) {
    return open_at_depth(program, type, bytes, 0);
}

}  // namespace linlian::machine
