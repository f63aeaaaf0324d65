// From JSON to a message, as strictly as the binary form is read: unknown names, names given twice,
// numbers out of range and bytes in any other form than lower-case hex are refused with their path.
// read_message() goes down through the fields; Watch looks at the text while it is parsed.
#include "base/hex.h"
#include "codec/json.h"
#include "codec/refusal.h"
#include "codec/refusals.pb.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <limits>
#include <set>

namespace linlian::codec {
namespace {

using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using Json = nlohmann::json;

// Values nest at most this deep, as in the binary form.
constexpr std::size_t max_depth = 32;

auto malformed(std::string reason) {
    return refuse(v1::JSON_MALFORMED, {{"reason", std::move(reason)}});
}

auto wrong(const std::string& path, const std::string& wanted) {
    return malformed(path + ": " + wanted + " is expected");
}

// A whole number as JSON number or as decimal text; both are read in both widths.
template <class Number>
std::optional<Number> read_number(const Json& json) {
    Number number{};
    if (json.is_number_unsigned()) {
        const auto value = json.get<std::uint64_t>();
        if (value > static_cast<std::uint64_t>(std::numeric_limits<Number>::max())) return {};
        return static_cast<Number>(value);
    }
    if (json.is_number_integer()) {
        const auto value = json.get<std::int64_t>();
        if (value > 0 || std::is_unsigned_v<Number>) return {};
        if (value < static_cast<std::int64_t>(std::numeric_limits<Number>::min())) return {};
        return static_cast<Number>(value);
    }
    if (!json.is_string()) return {};
    const auto& text = json.get_ref<const std::string&>();
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return {};
    return number;
}

// Sets or adds one value through the pair of reflection methods that fits.
template <class Value>
void store(Message& into, const FieldDescriptor& field, Value value,
           void (Reflection::*set)(Message*, const FieldDescriptor*, Value) const,
           void (Reflection::*add)(Message*, const FieldDescriptor*, Value) const) {
    const Reflection& access = *into.GetReflection();
    (access.*(field.is_repeated() ? add : set))(&into, &field, std::move(value));
}

template <class Number>
Result<> read_whole(const Json& json, Message& into, const FieldDescriptor& field,
                    const std::string& path,
                    void (Reflection::*set)(Message*, const FieldDescriptor*, Number) const,
                    void (Reflection::*add)(Message*, const FieldDescriptor*, Number) const) {
    const auto number = read_number<Number>(json);
    if (!number) return wrong(path, "a whole number of " + std::string{field.type_name()});
    store(into, field, *number, set, add);
    return {};
}

// All but the first, which stands for none of them.
std::string names_in(const EnumDescriptor& type) {
    std::string names;
    for (int i = 1; i < type.value_count(); ++i)
        names += (i == 1 ? "" : ", ") + type.value(i)->name();
    return names;
}

// By its name alone: a number would pass for values that no schema has.
Result<> read_enum(const Json& json, Message& into, const FieldDescriptor& field,
                   const std::string& path) {
    const auto* value = json.is_string()
                            ? field.enum_type()->FindValueByName(json.get_ref<const std::string&>())
                            : nullptr;
    if (value == nullptr) return wrong(path, "one of " + names_in(*field.enum_type()));
    store(into, field, value, &Reflection::SetEnum, &Reflection::AddEnum);
    return {};
}

Result<> read_text(const Json& json, Message& into, const FieldDescriptor& field,
                   const std::string& path) {
    if (!json.is_string()) return wrong(path, "a text");
    std::string text = json.get<std::string>();
    if (field.type() == FieldDescriptor::TYPE_BYTES) {
        auto bytes = from_hex(text);
        if (!bytes || to_hex(*bytes) != text) return wrong(path, "lower-case hex");
        text = std::move(*bytes);
    }
    store<std::string>(into, field, std::move(text), &Reflection::SetString,
                       &Reflection::AddString);
    return {};
}

Result<> read_message(const Json& json, Message& into, const std::string& path);

Result<> read_value(const Json& json, Message& into, const FieldDescriptor& field,
                    const std::string& path) {
    const Reflection& access = *into.GetReflection();
    using R = Reflection;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            if (!json.is_boolean()) return wrong(path, "true or false");
            store(into, field, json.get<bool>(), &R::SetBool, &R::AddBool);
            return {};
        case FieldDescriptor::CPPTYPE_INT32:
            return read_whole<std::int32_t>(json, into, field, path, &R::SetInt32, &R::AddInt32);
        case FieldDescriptor::CPPTYPE_UINT32:
            return read_whole<std::uint32_t>(json, into, field, path, &R::SetUInt32, &R::AddUInt32);
        case FieldDescriptor::CPPTYPE_INT64:
            return read_whole<std::int64_t>(json, into, field, path, &R::SetInt64, &R::AddInt64);
        case FieldDescriptor::CPPTYPE_UINT64:
            return read_whole<std::uint64_t>(json, into, field, path, &R::SetUInt64, &R::AddUInt64);
        case FieldDescriptor::CPPTYPE_ENUM:
            return read_enum(json, into, field, path);
        case FieldDescriptor::CPPTYPE_STRING:
            return read_text(json, into, field, path);
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return read_message(json,
                                field.is_repeated() ? *access.AddMessage(&into, &field)
                                                    : *access.MutableMessage(&into, &field),
                                path);
        default:
            return wrong(path, "no fraction");
    }
}

// A list for a repeated field, else one value; of a oneof only one member may be given.
Result<> read_member(const Json& json, Message& into, const FieldDescriptor& field,
                     const std::string& path) {
    const auto* choice = field.real_containing_oneof();
    if (choice != nullptr && into.GetReflection()->HasOneof(into, choice))
        return wrong(path, "one member of " + choice->name());
    if (!field.is_repeated()) return read_value(json, into, field, path);
    if (!json.is_array()) return wrong(path, "a list");
    std::size_t at = 0;
    for (const auto& element : json)
        TRY(read_value(element, into, field, path + "[" + std::to_string(at++) + "]"));
    return {};
}

// Its depth is bounded by Watch, which has seen the whole text before.
Result<> read_message(const Json& json, Message& into, const std::string& path) {
    if (!json.is_object()) return wrong(path.empty() ? "the whole" : path, "an object");
    for (const auto& [name, value] : json.items()) {
        const auto* field = into.GetDescriptor()->FindFieldByName(name);
        const std::string inner = path.empty() ? name : path + "." + name;
        if (field == nullptr) return malformed(inner + " is not known");
        TRY(read_member(value, into, *field, inner));
    }
    return {};
}

// Watches the parser: a name given twice in one object, or nesting that goes too deep.
struct Watch {
    std::vector<std::set<std::string>> names;
    std::string fault;

    bool operator()(int, Json::parse_event_t event, Json& parsed) {
        using Event = Json::parse_event_t;
        // The parser goes on through what was dropped, and tells of some of it only.
        if (!fault.empty()) return false;
        if (event == Event::object_start || event == Event::array_start) {
            if (names.size() == max_depth) fault = "it nests too deep";
            names.emplace_back();
        } else if (event == Event::object_end || event == Event::array_end) {
            names.pop_back();
        } else if (event == Event::key) {
            const auto& name = parsed.get_ref<const std::string&>();
            if (!names.back().insert(name).second) fault = name + " is given twice";
        }
        return fault.empty();
    }
};

}  // namespace

Result<> from_json(std::string_view text, Message& into) {
    // The parser takes such a byte for the end.
    if (text.find('\0') != std::string_view::npos) return malformed("it holds a byte of zero");
    Watch watch;
    Json json;
    try {
        json = Json::parse(text.begin(), text.end(), std::ref(watch));
    } catch (const Json::exception& broken) {
        return malformed(broken.what());
    }
    // The parser drops what Watch does not want instead of failing, so the fault is told here.
    if (!watch.fault.empty()) return malformed(watch.fault);
    into.Clear();
    return read_message(json, into, "");
}

}  // namespace linlian::codec
