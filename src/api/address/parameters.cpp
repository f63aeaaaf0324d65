// From parameters of a URL to the fields of a query. Values go through the JSON reader, so that
// HTTP and JSON know the same forms.

#include "api/address/parameters.h"

#include "api/api.pb.h"
#include "codec/json.h"
#include "codec/refusal.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

namespace linlian::api {
namespace {

using google::protobuf::FieldDescriptor;
using Json = nlohmann::json;

// What the value of a field looks like, for the refusal of another.
std::string wanted(const FieldDescriptor& field) {
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            return "true / false";
        case FieldDescriptor::CPPTYPE_STRING:
            return field.type() == FieldDescriptor::TYPE_BYTES ? "hex (0-9 a-f)" : "UTF-8";
        case FieldDescriptor::CPPTYPE_ENUM: {
            std::string names;
            for (int i = 0; i < field.enum_type()->value_count(); ++i)
                names += (i == 0 ? "" : " / ") + field.enum_type()->value(i)->name();
            return names;
        }
        default:
            return field.type_name();
    }
}

// Numbers stay texts, which the JSON reader takes as well: nothing is lost on the way.
Json json_value(const FieldDescriptor& field, const std::string& text) {
    if (field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL) {
        if (text == "true") return true;
        if (text == "false") return false;
    }
    return text;
}

// {"name": value} as text; nothing when a value is not UTF-8.
std::optional<std::string> json_member(const FieldDescriptor& field,
                                       const std::vector<std::string>& texts) {
    Json values = Json::array();
    for (const auto& text : texts) values.push_back(json_value(field, text));
    const Json object{{field.name(), field.is_repeated() ? values : values.at(0)}};
    try {
        return object.dump();
    } catch (const Json::exception&) {
        return std::nullopt;
    }
}

// A field that is not repeated may be given once.
Result<> set_parameter(const FieldDescriptor& field, const std::vector<std::string>& texts,
                       Message& query) {
    if (!field.is_repeated() && texts.size() > 1)
        return refuse(v1::PARAMETER_TWICE, {{"name", field.name()}});
    const auto json = json_member(field, texts);
    const std::unique_ptr<Message> read{query.New()};
    if (!json || !codec::from_json(*json, *read))
        return refuse(v1::PARAMETER_WRONG, {{"name", field.name()}, {"wanted", wanted(field)}});
    query.MergeFrom(*read);
    return {};
}

}  // namespace

// Messages within a query cannot be given in a URL.
bool is_parameter(const Descriptor& query, const std::string& name) {
    const auto* field = query.FindFieldByName(name);
    return field != nullptr && field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE;
}

Result<> set_parameters(const Parameters& parameters, Message& query) {
    for (const auto& [name, texts] : parameters) {
        if (!is_parameter(*query.GetDescriptor(), name))
            return refuse(v1::PARAMETER_UNKNOWN, {{"name", name}});
        TRY(set_parameter(*query.GetDescriptor()->FindFieldByName(name), texts, query));
    }
    return {};
}

}  // namespace linlian::api
