#include "apps/message_text.h"

#include "apps/field_text.h"
#include "base/hex.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

#include <map>

namespace linlian::apps {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// A field's name for people: its unit shows in the value.
std::string shown_name(std::string name) {
    for (const std::string_view unit : {"_ms", "_centi"}) {
        if (name.ends_with(unit)) name.resize(name.size() - unit.size());
    }
    return name;
}

std::string value_text(const Message& message, const FieldDescriptor& field, int index) {
    return field_text(message, field, index, [](const Bytes& bytes) { return to_hex(bytes); });
}

std::string list_text(const Message& message, const FieldDescriptor& field) {
    std::string text;
    const int size = message.GetReflection()->FieldSize(message, &field);
    for (int i = 0; i < size; ++i) text += (i == 0 ? "" : ", ") + value_text(message, field, i);
    return text;
}

using Cells = std::vector<std::pair<std::string, std::string>>;

// The fields of a message as cells; fields of inner messages follow with their own names. Lists of
// messages are left to the caller. The schema nests a few levels only.
void collect_cells(const Message& message, Cells& cells) {
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        const bool inner = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        if (!inner) {
            cells.emplace_back(field.name(), field.is_repeated() ? list_text(message, field)
                                                                 : value_text(message, field, -1));
        } else if (!field.is_repeated()) {
            collect_cells(message.GetReflection()->GetMessage(message, &field), cells);
        }
    }
}

void print_list(const Terminal& terminal, const Message& message, const FieldDescriptor& field) {
    const auto& access = *message.GetReflection();
    Row head;
    Rows rows;
    for (int i = 0; i < access.FieldSize(message, &field); ++i) {
        Cells cells;
        collect_cells(access.GetRepeatedMessage(message, &field, i), cells);
        rows.emplace_back();
        for (const auto& [name, value] : cells) {
            if (i == 0) head.push_back(shown_name(name));
            rows.back().push_back(value);
        }
    }
    terminal.heading(field.name());
    terminal.table(head, rows, "(none)");
}

}  // namespace

void print_message(const Terminal& terminal, const Message& message) {
    Cells cells;
    collect_cells(message, cells);
    std::size_t width = 0;
    for (auto& [name, value] : cells) name = shown_name(name);
    for (const auto& [name, value] : cells) width = std::max(width, name.size());
    for (const auto& [name, value] : cells) {
        if (!value.empty())
            terminal.say(styled("{}{}  {}", name, std::string(width - name.size(), ' '), value));
    }
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.is_repeated() && field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE)
            print_list(terminal, message, field);
    }
}

std::vector<Figure> figures_of(const Message& message) {
    Cells cells;
    collect_cells(message, cells);
    std::vector<Figure> figures;
    for (auto& [name, value] : cells) figures.push_back({name, std::move(value)});
    return figures;
}

std::string refusal_json(const Refusal& refusal, const std::string& zh, const std::string& en) {
    std::map<std::string, std::string> figures;
    for (const auto& figure : refusal.figures) figures[figure.name] = figure.value;
    return json_text({{"refusal", refusal.code}, {"zh", zh}, {"en", en}, {"figures", figures}});
}

}  // namespace linlian::apps
