#include "kit/golden.h"

#include "base/hex.h"
#include "codec/json.h"
#include "codec/key.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "machine/veil.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

namespace linlian::kit {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::Message;

std::unique_ptr<Message> decode(const google::protobuf::Descriptor& type, BytesView bytes) {
    std::unique_ptr<Message> message{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
    CHECK(codec::decode_strict(bytes, *message));
    return message;
}

std::unique_ptr<Message> message_of(const google::protobuf::Descriptor& type, const Json& json) {
    std::unique_ptr<Message> message{
        google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New()};
    CHECK(codec::from_json(json.dump(), *message));
    return message;
}

Json figures_json(const std::vector<Figure>& figures) {
    Json json = Json::object();
    for (const auto& figure : figures) json[figure.name] = figure.value;
    return json;
}

std::string read_file(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

// The shared file of a folder, read once.
const Json& shared_of(const std::string& folder) {
    static std::map<std::string, Json> files;
    auto& shared = files[folder];
    if (shared.is_null()) shared = Json::parse(read_file(folder + "/shared.json"));
    return shared;
}

// In the lists of a vector a name stands for an element of the shared file.
void fill_in(Json& list, const Json& shared) {
    for (auto& element : list)
        if (element.is_string()) element = shared.at(element.get<std::string>());
}

// Leaves out what a field holds when nothing was said; so a new field of a schema changes no vector
// that does not use it.
void drop_defaults(Json& json) {
    if (json.is_array()) {
        for (auto& item : json) drop_defaults(item);
        return;
    }
    if (!json.is_object()) return;
    for (auto member = json.begin(); member != json.end();) {
        drop_defaults(*member);
        const bool is_default = *member == "" || *member == "0" || *member == 0 ||
                                *member == false || *member == Json::array();
        member = is_default ? json.erase(member) : std::next(member);
    }
}

// An act that a motion carried out: the type was said when it was proposed.
void collect_event(const Json& event, std::map<Json, Json>& proposed, std::set<std::string>& seen) {
    const auto& type = event.at("type");
    const auto& content = event.at("content");
    seen.insert(type);
    if (type == "linlian.motion.v1.Proposed")
        proposed[content.at("motion")] = content.at("act_type");
    if (type == "linlian.motion.v1.Completed" && proposed.contains(content.at("motion")))
        seen.insert(proposed.at(content.at("motion")));
}

// Codes and event types that one vector holds, and acts that were carried out in it.
void collect(const Json& vector, std::set<std::string>& seen) {
    std::map<Json, Json> proposed;
    for (const auto& step : vector.at("steps")) {
        if (step.contains("refusal")) seen.insert(step.at("refusal").at("code"));
        if (!step.contains("receipts")) continue;
        for (const auto& receipt : step.at("receipts")) {
            seen.insert(receipt.contains("refusal") ? receipt.at("refusal")
                                                    : receipt.at("act_type"));
            if (!receipt.contains("events")) continue;
            for (const auto& event : receipt.at("events")) collect_event(event, proposed, seen);
        }
    }
}

// What the schema of a module declares.
std::set<std::string> declared(const machine::Module& module) {
    std::set<std::string> names;
    for (const auto& act : module.acts) names.insert(act.type->full_name());
    CHECK(!module.acts.empty());
    const auto& file = *module.acts.front().type->file();
    for (int i = 0; i < file.message_type_count(); ++i) {
        const auto& type = *file.message_type(i);
        if (type.options().HasExtension(codec::v1::event)) names.insert(type.full_name());
    }
    const auto* codes = file.FindEnumTypeByName("RefusalCode");
    CHECK(codes != nullptr);
    for (int i = 1; i < codes->value_count(); ++i)
        names.insert(codec::refusal_code(*codes->value(i)));
    return names;
}

}  // namespace

std::string source_folder() { return LINLIAN_SOURCE_DIR; }

std::string golden_folder(const std::string& module) {
    return source_folder() + "/src/modules/" + module + "/golden";
}

std::vector<std::string> kept_vectors(const std::string& folder) {
    std::vector<std::string> names;
    if (!std::filesystem::exists(folder)) return names;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        const auto name = entry.path().stem().string();
        if (entry.path().extension() == ".json" && name != "shared") names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

Json read_vector(const std::string& folder, const std::string& test) {
    Json vector = Json::parse(read_file(folder + "/" + test + ".json"));
    fill_in(vector.at("given"), shared_of(folder));
    for (auto& step : vector.at("steps")) {
        for (const auto* list : {"transactions", "receipts", "changes"})
            if (step.contains(list)) fill_in(step.at(list), shared_of(folder));
    }
    return vector;
}

void keep_golden(const std::string& folder, const std::string& module, const std::string& test,
                 const Json& vector) {
    if (const char* written = std::getenv("LINLIAN_VECTORS")) {
        const auto into = std::filesystem::path{written} / module;
        std::filesystem::create_directories(into);
        std::ofstream{into / (test + ".json"), std::ios::binary} << vector.dump(1) << "\n";
        return;
    }
    if (!std::filesystem::exists(folder + "/" + test + ".json")) return;
    const auto kept = read_vector(folder, test);
    if (kept == vector) return;
    ADD_FAILURE() << folder << "/" << test << ".json differs; see tools/keep_vectors.py, and read "
                  << "what changes: " << Json::diff(vector, kept).at(0).dump();
}

Json message_json(const Message& message) {
    Json json = Json::parse(codec::to_json(message));
    drop_defaults(json);
    return json;
}

Json refusal_json(const Refusal& refusal) {
    return {{"code", refusal.code}, {"figures", figures_json(refusal.figures)}};
}

Json row_json(const machine::Program& program, BytesView key, const std::optional<Bytes>& value) {
    const auto* table = program.find_table(key);
    CHECK(table != nullptr);
    const auto parts = codec::key_to_text(table->parts, key.substr(table->path.size()));
    CHECK(parts.has_value());
    Json json{{"table", table->path}, {"parts", *parts}};
    json["row"] = value ? message_json(*decode(*table->row, table->row_bytes(*value))) : Json{};
    return json;
}

Json given_json(const machine::Program& program, BytesView key, const Bytes& value) {
    Json json = row_json(program, key, value);
    json["key"] = to_hex(key);
    if (given_value(program, json) != value) json["value"] = to_hex(value);
    return json;
}

Bytes given_value(const machine::Program& program, const Json& given) {
    if (given.contains("value")) return *from_hex(given.at("value").get<std::string>());
    const auto* table = program.find_table(given.at("table").get_ref<const std::string&>());
    CHECK(table != nullptr);
    const auto row = message_of(*table->row, given.at("row"));
    return codec::encode(*row);
}

Json receipt_json(const machine::v1::Receipt& receipt) {
    Json json{{"act_type", machine::act_type_of(receipt)}};
    if (const auto& refusal = machine::refusal_of(receipt); !refusal.empty())
        json["refusal"] = refusal;
    for (const auto& event : receipt.effects().events()) {
        const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(event.type());
        CHECK(type != nullptr);
        json["events"].push_back(
            {{"type", event.type()}, {"content", message_json(*decode(*type, event.content()))}});
    }
    for (const auto& figure : receipt.effects().figures())
        json["figures"][figure.name()] = figure.value();
    return json;
}

Json transaction_json(const machine::OpenedTransaction& transaction, const Hash32& community) {
    machine::v1::Transaction envelope;
    CHECK(codec::decode_strict(transaction.bytes(), envelope));
    Json json{{"author_key", to_hex(transaction.author_key())},
              {"nonce", to_hex(transaction.nonce())},
              {"expires_ms", transaction.expires().ms},
              {"signature", to_hex(envelope.signature())},
              {"act_type", transaction.act_entry().type->full_name()},
              {"act", message_json(transaction.act())}};
    // A text "0" is no default, though it looks like one.
    if (transaction_bytes(json, community) != transaction.bytes())
        json["act"] = Json::parse(codec::to_json(transaction.act()));
    CHECK(transaction_bytes(json, community) == transaction.bytes());
    return json;
}

Bytes transaction_bytes(const Json& transaction, const Hash32& community) {
    const auto bytes_of = [&transaction](const char* name) {
        return *from_hex(transaction.at(name).get<std::string>());
    };
    const auto& act_type = transaction.at("act_type").get_ref<const std::string&>();
    const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(act_type);
    CHECK(type != nullptr);
    const auto act = message_of(*type, transaction.at("act"));
    machine::v1::Body body;
    body.set_community(community.bytes());
    body.set_author_key(bytes_of("author_key"));
    body.set_nonce(bytes_of("nonce"));
    body.set_expires_ms(transaction.at("expires_ms"));
    body.set_act_type(act_type);
    body.set_act(codec::encode(*act));
    machine::v1::Transaction envelope;
    envelope.set_body(codec::encode(body));
    envelope.set_signature(bytes_of("signature"));
    return codec::encode(envelope);
}

std::vector<std::string> missing_from_golden(const machine::Module& module) {
    std::set<std::string> seen;
    const auto folder = golden_folder(module.name);
    if (std::filesystem::exists(folder)) {
        for (const auto& test : kept_vectors(folder)) collect(read_vector(folder, test), seen);
    }
    std::vector<std::string> missing;
    for (const auto& name : declared(module)) {
        if (!seen.contains(name)) missing.push_back(name);
    }
    return missing;
}

}  // namespace linlian::kit
