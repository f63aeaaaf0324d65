// A TOML section is read through JSON: names are checked against the schema first, so that an
// unknown one is told with its line; then the codec reads the values.
#include "client/genesis/genesis_fields.h"

#include "client/client.pb.h"
#include "codec/json.h"
#include "codec/refusal.h"

#include <google/protobuf/descriptor.h>

#include <sstream>

namespace linlian::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// The strict reader of messages reads JSON, and TOML has the same kinds of values.
std::string as_json(const toml::table& table) {
    std::ostringstream text;
    text << toml::json_formatter{table};
    return text.str();
}

// The fields that a message has, for whoever misspelt one.
std::string names_in(const Descriptor& type) {
    std::string names;
    for (int i = 0; i < type.field_count(); ++i)
        names += (i == 0 ? "" : ", ") + type.field(i)->name();
    return names;
}

std::string line_of(const toml::node& node) { return std::to_string(node.source().begin.line); }

std::optional<Refusal> unknown_field(const std::string& path, const toml::node& node,
                                     const Descriptor& type);

// The same for each member of one table, and for the tables within.
std::optional<Refusal> unknown_in(const std::string& path, const toml::table& table,
                                  const Descriptor& type) {
    for (const auto& [key, value] : table) {
        const auto name = path + "." + std::string{key.str()};
        const auto* field = type.FindFieldByName(std::string{key.str()});
        if (field == nullptr)
            return codec::make_refusal(
                v1::GENESIS_FIELD_UNKNOWN,
                {{"line", line_of(value)}, {"field", name}, {"known", names_in(type)}});
        if (field->message_type() == nullptr) continue;
        if (auto fault = unknown_field(name, value, *field->message_type())) return fault;
    }
    return std::nullopt;
}

// The first name below `node` that the schema does not have. What is no table or list of tables is
// found where the values are read.
std::optional<Refusal> unknown_field(const std::string& path, const toml::node& node,
                                     const Descriptor& type) {
    if (const auto* table = node.as_table()) return unknown_in(path, *table, type);
    const auto* list = node.as_array();
    for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
        const auto at = path + "[" + std::to_string(i) + "]";
        if (auto fault = unknown_field(at, *list->get(i), type)) return fault;
    }
    return std::nullopt;
}

}  // namespace

// The codec's refusal names a path and what is expected; the path is looked up in the document for
// its line. Without one the line of the section is given.
std::optional<Refusal> read_fields(const std::string& section, const toml::table& table,
                                   Message& into) {
    if (auto fault = unknown_in(section, table, *into.GetDescriptor())) return fault;
    const auto read = codec::from_json(as_json(table), into);
    if (read) return std::nullopt;
    // "founders[1].key: lower-case hex is expected"
    const auto& figures = read.error().figures;
    const auto reason = figures.empty() ? std::string{} : figures[0].value;
    const auto path = reason.substr(0, reason.find(':'));
    const auto at = toml::at_path(table, path);
    const auto wanted = at ? reason.substr(std::min(reason.size(), path.size() + 2)) : reason;
    return codec::make_refusal(v1::GENESIS_VALUE_WRONG,
                               {{"line", at ? line_of(*at.node()) : line_of(table)},
                                {"field", at ? section + "." + path : section},
                                {"wanted", wanted.substr(0, wanted.rfind(" is expected"))}});
}

}  // namespace linlian::client
