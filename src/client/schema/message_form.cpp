// Everything that a form knows comes from the schema: labels and sizes from the notes of a field,
// what a value looks like from its type.
#include "client/schema/message_form.h"

#include "client/proof/typed.h"
#include "codec/json.h"
#include "codec/options.pb.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <ctime>

namespace linlian::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;

bool is_time(const FieldDescriptor& field) { return field.name().ends_with("_ms"); }

std::string kind_text(const FieldDescriptor& field) {
    const auto& note = field.options().GetExtension(codec::v1::note);
    const std::string many = field.is_repeated() ? "JSON list of " : "";
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return many + "JSON object";
        case FieldDescriptor::CPPTYPE_ENUM: {
            std::string names;
            for (int i = 1; i < field.enum_type()->value_count(); ++i)
                names += (i == 1 ? "" : "|") + field.enum_type()->value(i)->name();
            return many + names;
        }
        case FieldDescriptor::CPPTYPE_STRING:
            if (field.type() == FieldDescriptor::TYPE_STRING) return many + "text";
            return many + (note.bytes() == 0 ? "hex"
                                             : "hex of " + std::to_string(note.bytes()) + " bytes");
        case FieldDescriptor::CPPTYPE_BOOL:
            return many + "true|false";
        default:
            return many +
                   (is_time(field) ? "time: 2027-03-01 or \"2027-03-01 18:00\", local" : "number");
    }
}

// Milliseconds of a local date, or date and time; the text as it is when it is neither.
std::string time_text(const std::string& text) {
    for (const char* format : {"%Y-%m-%d %H:%M", "%Y-%m-%d"}) {
        std::tm local{};
        local.tm_isdst = -1;
        const char* end = ::strptime(text.c_str(), format, &local);
        if (end != nullptr && *end == '\0') return std::to_string(std::mktime(&local) * 1000);
    }
    return text;
}

// One field's text as a JSON value: lists and objects are JSON already, the rest is quoted, which
// the reader of JSON takes for numbers, enums and hex alike. Bare words stand for true and false.
nlohmann::json json_value(const FieldDescriptor& field, const std::string& text) {
    const bool structured = field.is_repeated() ||
                            field.cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE ||
                            field.cpp_type() == FieldDescriptor::CPPTYPE_BOOL;
    if (!structured && field.type() == FieldDescriptor::TYPE_BYTES) return typed_hex(text);
    if (!structured) return is_time(field) ? time_text(text) : text;
    auto parsed = nlohmann::json::parse(text, nullptr, false);
    return parsed.is_discarded() ? nlohmann::json(text) : parsed;
}

}  // namespace

std::string module_name(const Descriptor& type) {
    const auto& package = type.file()->package();
    const auto first = package.find('.') + 1;
    return package.substr(first, package.rfind('.') - first);
}

std::string command_name(const Descriptor& type) {
    std::string words;
    for (const char c : type.name()) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper && !words.empty()) words.push_back('-');
        words.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
    }
    constexpr std::string_view suffix = "-query";
    if (words.ends_with(suffix)) words.resize(words.size() - suffix.size());
    return module_name(type) + "." + words;
}

std::unique_ptr<google::protobuf::Message> new_message(const Descriptor& type) {
    return std::unique_ptr<google::protobuf::Message>{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
}

std::vector<FormField> form_fields(const Descriptor& type) {
    std::vector<FormField> fields;
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const auto& label = field.options().GetExtension(codec::v1::note).label();
        auto written = field.name();
        std::ranges::replace(written, '_', '-');
        fields.push_back(
            {field.name(), std::move(written),
             label.en() + (label.en().empty() ? "" : " " + label.zh() + ": ") + kind_text(field)});
    }
    return fields;
}

Result<> fill_message(const FormTexts& texts, google::protobuf::Message& message) {
    auto content = nlohmann::json::object();
    if (texts.whole) {
        TRY(codec::from_json(*texts.whole, message));
        content = nlohmann::json::parse(*texts.whole);
    }
    for (const auto& [name, text] : texts.fields)
        if (const auto* field = message.GetDescriptor()->FindFieldByName(name))
            content[name] = json_value(*field, text);
    return codec::from_json(content.dump(), message);
}

}  // namespace linlian::client
