#include "kit/golden.h"

#include "base/hex.h"
#include "codec/json.h"
#include "codec/key.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"

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

std::string line_at(const std::string& text, std::size_t at) {
    const auto begin = text.rfind('\n', at) + 1;
    return text.substr(begin, text.find('\n', at) - begin);
}

// Leaves out what a field holds when nothing was said. The bytes beside it are what counts; so a
// new field of a schema changes no vector that does not use it.
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
            const auto& leaf = receipt.at("leaf");
            const bool veiled = receipt.contains("opening");
            if (leaf.contains("refusal"))
                seen.insert(veiled ? receipt.at("refusal") : leaf.at("refusal"));
            else
                seen.insert((veiled ? receipt.at("opening") : leaf).at("act_type"));
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

std::string golden_path(const std::string& module, const std::string& test) {
    return source_folder() + "/src/modules/" + module + "/golden/" + test + ".json";
}

void keep_golden(const std::string& path, const Json& vector) {
    const std::string now = vector.dump(1) + "\n";
    const char* update = std::getenv("UPDATE_GOLDEN");
    if (update != nullptr && std::string{update} == "1") {
        std::filesystem::create_directories(std::filesystem::path{path}.parent_path());
        std::ofstream{path, std::ios::binary} << now;
        return;
    }
    const std::string before = read_file(path);
    if (before == now) return;
    const auto at = static_cast<std::size_t>(
        std::mismatch(before.begin(), before.end(), now.begin(), now.end()).first - before.begin());
    ADD_FAILURE() << path << " differs; run with UPDATE_GOLDEN=1 and read the change.\n  was: "
                  << line_at(before, at) << "\n  now: " << line_at(now, at);
}

Json message_json(const Message& message) {
    Json json = Json::parse(codec::to_json(message));
    drop_defaults(json);
    return json;
}

Json refusal_json(const Refusal& refusal) {
    return {{"code", refusal.code}, {"figures", figures_json(refusal.figures)}};
}

Json row_json(const machine::Registry& registry, BytesView key, const std::optional<Bytes>& value) {
    const auto* table = registry.find_table(key);
    CHECK(table != nullptr);
    const auto parts = codec::key_to_text(table->parts, key.substr(table->path.size()));
    CHECK(parts.has_value());
    Json json{{"table", table->path}, {"parts", *parts}, {"key", to_hex(key)}};
    json["row"] = value ? message_json(*decode(*table->row, table->row_bytes(*value))) : Json{};
    json["value"] = value ? Json(to_hex(*value)) : Json{};
    return json;
}

Json receipt_json(const machine::v1::Receipt& receipt) {
    Json json{{"leaf", message_json(receipt.leaf())}, {"events", Json::array()}};
    for (const auto& event : receipt.effects().events()) {
        const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(event.type());
        CHECK(type != nullptr);
        json["events"].push_back(
            {{"type", event.type()}, {"content", message_json(*decode(*type, event.content()))}});
    }
    Json figures = Json::object();
    for (const auto& figure : receipt.effects().figures()) figures[figure.name()] = figure.value();
    json["figures"] = std::move(figures);
    if (!receipt.has_opening()) return json;
    json["opening"] = message_json(receipt.opening());
    if (!receipt.effects().refusal().empty()) json["refusal"] = receipt.effects().refusal();
    return json;
}

std::vector<std::string> missing_from_golden(const machine::Module& module) {
    std::set<std::string> seen;
    const auto folder = std::filesystem::path{golden_path(module.name, "x")}.parent_path();
    if (std::filesystem::exists(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator{folder})
            collect(Json::parse(read_file(entry.path())), seen);
    }
    std::vector<std::string> missing;
    for (const auto& name : declared(module)) {
        if (!seen.contains(name)) missing.push_back(name);
    }
    return missing;
}

}  // namespace linlian::kit
