// Answers in the form that a request asks for: protobuf where it says so, JSON otherwise. In JSON
// receipts are spelled out: what events and refusals say, in both languages.

#include "api/client/reply.h"

#include "base/hex.h"
#include "codec/json.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"

#include <google/protobuf/descriptor.h>
#include <nlohmann/json.hpp>

namespace linlian::api {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::DescriptorPool;
using google::protobuf::Message;
using google::protobuf::MessageFactory;
using Json = nlohmann::ordered_json;

// Values that a text can name: the plain members of an object.
std::vector<Figure> figures_of(const Json& object) {
    std::vector<Figure> figures;
    for (const auto& [name, value] : object.items()) {
        if (value.is_string()) figures.push_back({name, value.get<std::string>()});
        if (value.is_number() || value.is_boolean()) figures.push_back({name, value.dump()});
    }
    return figures;
}

// Adds to an event {type, content} its fields and what it says.
void spell_out_event(Json& event) {
    // An event of a newer program is left as it is.
    const auto* type = DescriptorPool::generated_pool()->FindMessageTypeByName(
        event["type"].get_ref<const std::string&>());
    if (type == nullptr) return;
    const std::unique_ptr<Message> content{
        MessageFactory::generated_factory()->GetPrototype(type)->New()};
    const auto bytes = from_hex(event["content"].get_ref<const std::string&>());
    if (!bytes || !codec::decode_strict(*bytes, *content)) return;
    event["fields"] = Json::parse(codec::to_json(*content));
    const auto figures = figures_of(event["fields"]);
    const auto& text = type->options().GetExtension(codec::v1::event).text();
    event["zh"] = codec::fill_figures(text.zh(), figures);
    event["en"] = codec::fill_figures(text.en(), figures);
}

// The figures of a refusal stand among the effects of its receipt.
void spell_out_refusal(Json& receipt) {
    Refusal refusal{receipt["leaf"]["refusal"].get<std::string>(), {}};
    if (refusal.code.empty()) return;
    for (const auto& figure : receipt["effects"]["figures"])
        refusal.figures.push_back(
            {figure["name"].get<std::string>(), figure["value"].get<std::string>()});
    receipt["zh"] = codec::refusal_text(refusal, codec::Language::zh).value_or(refusal.code);
    receipt["en"] = codec::refusal_text(refusal, codec::Language::en).value_or(refusal.code);
}

}  // namespace

bool wants_protobuf(const Request& request) {
    return request.accept.find(protobuf_type) != std::string::npos;
}

Response reply(const Request& request, const Message& message, unsigned status) {
    Response response;
    response.status = status;
    if (wants_protobuf(request)) {
        response.content_type = protobuf_type;
        response.body = codec::encode(message);
    } else if (message.GetDescriptor()->FindFieldByName("receipt") != nullptr) {
        response.body = json_with_receipt(message);
    } else {
        response.body = codec::to_json(message);
    }
    return response;
}

// Fields of the message keep their order.
std::string json_with_receipt(const Message& message) {
    auto json = Json::parse(codec::to_json(message));
    if (json.contains("receipt") && json["receipt"].contains("leaf")) {
        auto& receipt = json["receipt"];
        spell_out_refusal(receipt);
        if (receipt.contains("effects")) {
            for (auto& event : receipt["effects"]["events"]) spell_out_event(event);
        }
    }
    return json.dump();
}

}  // namespace linlian::api
