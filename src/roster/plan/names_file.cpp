// The names file as JSON: who stands behind the ids of the ledger. It is written with sorted keys
// and without blanks, so that the same names are the same bytes; reading refuses every other form.

#include "roster/plan/names_file.h"

#include "base/hex.h"
#include "roster/refuse.h"

#include <nlohmann/json.hpp>

namespace linlian::roster {

namespace {

using Json = nlohmann::json;

// No building has more, so that a number beyond is not one of ours.
constexpr std::uint32_t stair_number_max = 10'000;

std::string hex_of(const auto& id) { return to_hex(id.view()); }

Json json_of(const NamedMember& member) {
    Json premises = Json::array();
    for (const auto& id : member.premises) premises.push_back(hex_of(id));
    return {{"name", member.name},
            {"id_type", name_of(member.id_type)},
            {"id_number", member.id_number},
            {"phone", member.phone},
            {"kind", name_of(member.kind)},
            {"guardian", member.guardian},
            {"through", hex_of(member.through)},
            {"document", member.document},
            {"document_salt", hex_of(member.document_salt)},
            {"premises", premises}};
}

Json json_of(const UnitLabel& label) {
    return {{"estate", label.estate},
            {"building", label.building},
            {"stair", label.stair},
            {"door", label.door}};
}

Json json_of(const std::map<std::string, std::uint32_t>& stairs) {
    Json json = Json::object();
    for (const auto& [key, number] : stairs) json[key] = number;
    return json;
}

Json json_of(const std::map<std::string, Id16>& places) {
    Json json = Json::object();
    for (const auto& [key, id] : places) json[key] = hex_of(id);
    return json;
}

// Reads members of JSON objects; remembers when one was missing or of another type.
class Reader {
  public:
    bool is_whole() const { return is_whole_; }

    const Json& object(const Json& parent, const char* name) {
        return typed(parent, name, Json::value_t::object);
    }
    const Json& array(const Json& parent, const char* name) {
        return typed(parent, name, Json::value_t::array);
    }
    std::string text(const Json& parent, const char* name) {
        const auto& json = typed(parent, name, Json::value_t::string);
        return json.is_string() ? json.get<std::string>() : std::string{};
    }

    template <class Fixed>
    Fixed fixed(const std::string& hex) {
        auto value = fixed_from_hex<Fixed>(hex);
        is_whole_ = is_whole_ && value.has_value();
        return value.value_or(Fixed{});
    }

    template <class Value, std::size_t N>
    // A word of ours back to its value.
    Value word(const std::string& text, const Value (&values)[N]) {
        for (auto value : values) {
            if (name_of(value) == text) return value;
        }
        is_whole_ = false;
        return values[0];
    }

  private:
    // What is missing is read as nothing, and said at the end by is_whole: so one reading finds
    // all.
    const Json& typed(const Json& parent, const char* name, Json::value_t type) {
        static const Json nothing;
        const auto found = parent.find(name);
        if (found != parent.end() && found->type() == type) return *found;
        is_whole_ = false;
        return nothing;
    }

    bool is_whole_ = true;
};

NamedMember member_of(const Json& json, Reader& reader) {
    static constexpr IdType id_types[] = {
        IdType::resident_card, IdType::credit_code,      IdType::passport, IdType::home_return_card,
        IdType::taiwan_card,   IdType::residence_permit, IdType::other};
    static constexpr OwnerKind kinds[] = {OwnerKind::person, OwnerKind::company, OwnerKind::heirs,
                                          OwnerKind::ward, OwnerKind::developer};
    NamedMember member;
    member.name = reader.text(json, "name");
    member.id_type = reader.word(reader.text(json, "id_type"), id_types);
    member.id_number = reader.text(json, "id_number");
    member.phone = reader.text(json, "phone");
    member.kind = reader.word(reader.text(json, "kind"), kinds);
    member.guardian = reader.text(json, "guardian");
    member.through = reader.fixed<Id16>(reader.text(json, "through"));
    member.document = reader.text(json, "document");
    member.document_salt = reader.fixed<Id16>(reader.text(json, "document_salt"));
    for (const auto& id : reader.array(json, "premises")) {
        if (id.is_string()) member.premises.insert(reader.fixed<Id16>(id.get<std::string>()));
    }
    return member;
}

std::map<std::string, Id16> places_of(const Json& parent, const char* name, Reader& reader) {
    std::map<std::string, Id16> places;
    for (const auto& [key, id] : reader.object(parent, name).items())
        places[key] = reader.fixed<Id16>(id.is_string() ? id.get<std::string>() : "");
    return places;
}

}  // namespace

std::string names_to_json(const NamesFile& names) {
    Json members = Json::object();
    for (const auto& [id, member] : names.members) members[hex_of(id)] = json_of(member);
    Json premises = Json::object();
    for (const auto& [id, label] : names.premises) premises[hex_of(id)] = json_of(label);
    const Json json{{"version", names_file_version},
                    {"community", hex_of(names.community)},
                    {"members", members},
                    {"premises", premises},
                    {"estates", json_of(names.estates)},
                    {"buildings", json_of(names.buildings)},
                    {"stairs", json_of(names.stairs)}};
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<NamesFile> names_from_json(std::string_view text) {
    const auto json = Json::parse(text, nullptr, false);
    if (!json.is_object()) return refuse("NAMES_MALFORMED");
    const auto version = json.find("version");
    if (version == json.end() || *version != names_file_version) return refuse("NAMES_MALFORMED");
    Reader reader;
    NamesFile names;
    names.community = reader.fixed<Hash32>(reader.text(json, "community"));
    for (const auto& [id, member] : reader.object(json, "members").items())
        names.members[reader.fixed<Id16>(id)] = member_of(member, reader);
    for (const auto& [id, label] : reader.object(json, "premises").items()) {
        names.premises[reader.fixed<Id16>(id)] = {
            reader.text(label, "estate"), reader.text(label, "building"),
            reader.text(label, "stair"), reader.text(label, "door")};
    }
    names.estates = places_of(json, "estates", reader);
    names.buildings = places_of(json, "buildings", reader);
    for (const auto& [key, number] : reader.object(json, "stairs").items()) {
        if (number.is_number_unsigned() && number <= stair_number_max)
            names.stairs[key] = number.get<std::uint32_t>();
    }
    // Writing it again finds doubled and unknown entries, which parsing alone lets pass.
    if (!reader.is_whole() || names_to_json(names) != text) return refuse("NAMES_MALFORMED");
    return names;
}

}  // namespace linlian::roster
