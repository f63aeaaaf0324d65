// The schema as JSON, from which clients and the web learn acts, queries, tables, messages and
// texts without knowing the program. It is written from the same annotations as the routes, once at
// the start.

#include "api/routes/schema.h"

#include "api/api.pb.h"
#include "codec/json.h"
#include "codec/refusal.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

#include <set>

namespace linlian::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::FileDescriptor;
using Json = nlohmann::ordered_json;

// A text in both languages.
Json text_json(const codec::v1::Text& text) { return {{"zh", text.zh()}, {"en", text.en()}}; }

Json note_json(const google::protobuf::Message& note) { return Json::parse(codec::to_json(note)); }

// The full name of a message or enum, or a plain type of protobuf.
std::string kind_of(const FieldDescriptor& field) {
    if (field.message_type() != nullptr) return field.message_type()->full_name();
    if (field.enum_type() != nullptr) return field.enum_type()->full_name();
    return field.type_name();
}

// The fields of a message in the order of the schema.
Json fields_json(const Descriptor& type) {
    Json fields = Json::array();
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        Json json{{"name", field.name()},
                  {"number", field.number()},
                  {"type", kind_of(field)},
                  {"repeated", field.is_repeated()}};
        // Optional fields are in a oneof of their own for protobuf, which says nothing to a reader.
        if (field.real_containing_oneof() != nullptr)
            json["oneof"] = field.real_containing_oneof()->name();
        if (field.options().HasExtension(codec::v1::note))
            json["note"] = note_json(field.options().GetExtension(codec::v1::note));
        fields.push_back(std::move(json));
    }
    return fields;
}

// In the order of the list of modules; `amendment` is empty for those of the first release.
Json modules_json(const machine::Program& program) {
    Json modules = Json::array();
    for (const auto& module : program.modules())
        modules.push_back({{"name", module.name}, {"amendment", module.amendment}});
    return modules;
}

// What it takes to cause an act stands with each: the authority, and the least standing of the key.
Json acts_json(const machine::Program& program) {
    Json acts = Json::array();
    for (const auto& module : program.modules()) {
        for (const auto& act : module.acts) {
            const auto& options = act.type->options().GetExtension(codec::v1::act);
            acts.push_back({{"type", act.type->full_name()},
                            {"module", module.name},
                            {"title", text_json(options.title())},
                            {"authority", note_json(options.authority())},
                            {"least_standing", KeyStanding_Name(options.least_standing())},
                            {"amendment", options.amendment()},
                            {"personal", options.personal()}});
        }
    }
    return acts;
}

// The route is the one that routes.cpp makes of the same annotation.
Json queries_json(const machine::Program& program) {
    Json queries = Json::array();
    for (const auto& module : program.modules()) {
        for (const auto& query : module.queries) {
            const auto& options = query.type->options().GetExtension(codec::v1::query);
            queries.push_back({{"type", query.type->full_name()},
                               {"module", module.name},
                               {"title", text_json(options.title())},
                               {"route", options.route()},
                               {"reply", query.reply->full_name()},
                               {"readers", text_json(options.readers())}});
        }
    }
    return queries;
}

// These names are part of the interface.
const char* part_name(codec::KeyPart part) {
    switch (part) {
        case codec::KeyPart::number:
            return "number";
        case codec::KeyPart::time:
            return "time_ms";
        case codec::KeyPart::id16:
            return "id16";
        case codec::KeyPart::hash32:
            return "hash32";
        case codec::KeyPart::text:
            return "text";
    }
    return "";
}

// Of each table the row and the parts of its key. `personal`: rows are about persons and do not
// stand at places that can be guessed.
Json tables_json(const machine::Program& program) {
    Json tables = Json::array();
    for (const auto& [path, table] : program.tables()) {
        Json key = Json::array();
        for (const auto part : table.parts) key.push_back(part_name(part));
        tables.push_back({{"path", path},
                          {"row", table.row->full_name()},
                          {"personal", table.privacy != state::Privacy::open},
                          {"key", std::move(key)}});
    }
    return tables;
}

// The schema files of all modules, of the API and of the rooms below, in the order of their names.
std::map<std::string, const FileDescriptor*> files_of(const machine::Program& program) {
    std::vector<const FileDescriptor*> next{v1::TransactionReply::descriptor()->file()};
    for (const auto& module : program.modules()) {
        for (const auto& act : module.acts) next.push_back(act.type->file());
        for (const auto& query : module.queries) next.push_back(query.type->file());
    }
    // Refusals of the rooms below come up through the API, so that their texts are needed too.
    for (const char* code : {"codec", "machine", "crypto", "light", "storage", "engine"}) {
        const auto* known = DescriptorPool::generated_pool()->FindEnumTypeByName(
            "linlian." + std::string{code} + ".v1.RefusalCode");
        if (known != nullptr) next.push_back(known->file());
    }
    std::map<std::string, const FileDescriptor*> files;
    while (!next.empty()) {
        const auto* file = next.back();
        next.pop_back();
        // Files of protobuf itself are known to everybody.
        if (!file->package().starts_with("linlian.")) continue;
        if (!files.emplace(file->name(), file).second) continue;
        for (int i = 0; i < file->dependency_count(); ++i) next.push_back(file->dependency(i));
    }
    return files;
}

// Enums of refusals become the list of codes with their texts; others are listed as they are.
void add_enum(const EnumDescriptor& type, Json& schema) {
    if (type.name() != "RefusalCode") {
        Json names = Json::array();
        for (int i = 0; i < type.value_count(); ++i)
            names.push_back(
                {{"name", type.value(i)->name()},
                 {"text", text_json(type.value(i)->options().GetExtension(codec::v1::text))}});
        schema["enums"][type.full_name()] = std::move(names);
        return;
    }
    // The first value is that of no refusal.
    for (int i = 1; i < type.value_count(); ++i) {
        const auto& value = *type.value(i);
        schema["refusals"][codec::refusal_code(value)] =
            text_json(value.options().GetExtension(codec::v1::text));
    }
}

// With all that is declared within it.
void add_message(const Descriptor& type, Json& schema) {
    Json json{{"fields", fields_json(type)}};
    if (type.options().HasExtension(codec::v1::event))
        json["event"] = text_json(type.options().GetExtension(codec::v1::event).text());
    schema["messages"][type.full_name()] = std::move(json);
    for (int i = 0; i < type.enum_type_count(); ++i) add_enum(*type.enum_type(i), schema);
    for (int i = 0; i < type.nested_type_count(); ++i) add_message(*type.nested_type(i), schema);
}

}  // namespace

std::string schema_json(const machine::Program& program) {
    Json schema;
    schema["modules"] = modules_json(program);
    schema["acts"] = acts_json(program);
    schema["queries"] = queries_json(program);
    schema["tables"] = tables_json(program);
    for (const char* part : {"messages", "enums", "refusals"}) schema[part] = Json::object();
    for (const auto& [name, file] : files_of(program)) {
        for (int i = 0; i < file->message_type_count(); ++i)
            add_message(*file->message_type(i), schema);
        for (int i = 0; i < file->enum_type_count(); ++i) add_enum(*file->enum_type(i), schema);
    }
    return schema.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace linlian::api
