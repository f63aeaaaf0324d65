// Any message of the schema as text, by its description alone, so that a new act or reply needs no
// code here. Single fields become cells, lists of messages become tables, and what people wrote
// stands behind a bar.
#include "client/shown/message_text.h"

#include "base/hex.h"
#include "client/shown/field_text.h"
#include "client/shown/quoted.h"
#include "client/shown/value_text.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

#include <map>

namespace linlian::client {
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

// Bytes as hex: here nobody knows whose ids they are.
std::string value_text(const Message& message, const FieldDescriptor& field, int index) {
    return field_text(message, field, index, [](const Bytes& bytes) { return to_hex(bytes); });
}

// A list of single values in one cell.
std::string list_text(const Message& message, const FieldDescriptor& field) {
    std::string text;
    const int size = message.GetReflection()->FieldSize(message, &field);
    for (int i = 0; i < size; ++i) text += (i == 0 ? "" : ", ") + value_text(message, field, i);
    return text;
}

struct Cell {
    std::string name;
    std::string text;
    bool is_quoted = false;  // people wrote it, or part of it

    Styled shown() const { return is_quoted && !text.empty() ? behind_bar(text) : Styled{text}; }
};
using Cells = std::vector<Cell>;

// The fields of a message that are no lists of messages; those of inner messages follow with their
// own names. The schema nests a few levels only.
void collect_cells(const Message& message, Cells& cells) {
    const auto& type = *message.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        const bool inner = field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        if (!inner) {
            cells.push_back(
                {field.name(),
                 field.is_repeated() ? list_text(message, field) : value_text(message, field, -1),
                 field.type() == FieldDescriptor::TYPE_STRING});
        } else if (!field.is_repeated()) {
            collect_cells(message.GetReflection()->GetMessage(message, &field), cells);
        }
    }
}

// The lists of messages in a message and in its inner messages, those by the path of their names.
struct InnerList {
    std::string name;
    const Message& message;
    const FieldDescriptor& field;

    int size() const { return message.GetReflection()->FieldSize(message, &field); }
    const Message& at(int i) const {
        return message.GetReflection()->GetRepeatedMessage(message, &field, i);
    }
};

// They refer to the message, which must outlive them.
std::vector<InnerList> lists_of(const Message& message, const std::string& path = "") {
    std::vector<InnerList> lists;
    const auto& type = *message.GetDescriptor();
    const auto& access = *message.GetReflection();
    for (int i = 0; i < type.field_count(); ++i) {
        const FieldDescriptor& field = *type.field(i);
        if (field.cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
        if (field.is_repeated()) {
            lists.push_back({path + field.name(), message, field});
        } else {
            for (auto& inner :
                 lists_of(access.GetMessage(message, &field), path + field.name() + "."))
                lists.push_back(inner);
        }
    }
    return lists;
}

// A list on one line, as it stands in a cell: "(item 0, mark 赞成 agree) (item 1, mark 反对
// disagree)".
Cell line_of(const InnerList& list) {
    Cell line{list.name, "", false};
    for (int i = 0; i < list.size(); ++i) {
        Cells cells;
        collect_cells(list.at(i), cells);
        for (const auto& inner : lists_of(list.at(i))) cells.push_back(line_of(inner));
        std::string text;
        for (const auto& cell : cells) {
            if (cell.text.empty()) continue;
            text += (text.empty() ? "" : ", ") + shown_name(cell.name) + " " + cell.text;
            line.is_quoted = line.is_quoted || cell.is_quoted;
        }
        line.text += (i == 0 ? "(" : " (") + text + ")";
    }
    return line;
}

// A table with a row for each entry. Its columns are those of the first: all fields are in every
// message, set or not.
void print_list(const Screen& screen, const InnerList& list) {
    Row head;
    Rows rows;
    for (int i = 0; i < list.size(); ++i) {
        Cells cells;
        collect_cells(list.at(i), cells);
        for (const auto& inner : lists_of(list.at(i))) cells.push_back(line_of(inner));
        rows.emplace_back();
        for (const auto& cell : cells) {
            if (i == 0) head.push_back(shown_name(cell.name));
            rows.back().push_back(cell.shown());
        }
    }
    screen.heading(list.name);
    screen.table(head, rows, "(none)");
}

}  // namespace

void print_message(const Screen& screen, const Message& message) {
    Cells cells;
    collect_cells(message, cells);
    // Names are ASCII, so their bytes are their columns.
    std::size_t width = 0;
    for (auto& cell : cells) cell.name = shown_name(cell.name);
    for (const auto& cell : cells) width = std::max(width, cell.name.size());
    for (const auto& cell : cells) {
        if (!cell.text.empty())
            screen.say(styled("{}{}  {}", cell.name, std::string(width - cell.name.size(), ' '),
                              cell.shown()));
    }
    for (const auto& list : lists_of(message)) {
        // An empty list of the message itself is shown as "(none)", which is an answer; one deeper
        // inside is left out.
        const bool is_inner = list.name.find('.') != std::string::npos;
        if (list.size() > 0 || !is_inner) print_list(screen, list);
    }
}

std::vector<Figure> figures_of(const Message& message) {
    Cells cells;
    collect_cells(message, cells);
    std::vector<Figure> figures;
    for (auto& cell : cells) figures.push_back({cell.name, std::move(cell.text)});
    return figures;
}

std::string refusal_json(const Refusal& refusal, const std::string& zh, const std::string& en) {
    std::map<std::string, std::string> figures;
    for (const auto& figure : refusal.figures) figures[figure.name] = figure.value;
    return json_text({{"refusal", refusal.code}, {"zh", zh}, {"en", en}, {"figures", figures}});
}

}  // namespace linlian::client
