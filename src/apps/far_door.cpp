#include "apps/far_door.h"

#include "api/api.pb.h"
#include "api/ask.h"
#include "apps/apps.pb.h"
#include "apps/node.h"
#include "apps/node_client.h"
#include "apps/wall_clock.h"
#include "base/check.h"
#include "base/hex.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"

#include <algorithm>

namespace linlian::apps {
namespace {

constexpr int wait_ms = 30'000;
constexpr std::size_t parcel_size = 200;

Result<Receipt> receipt_of(const api::v1::ParcelReply::Entry& entry) {
    if (!entry.refusal().empty()) {
        Refusal refusal{entry.refusal(), {}};
        for (const auto& figure : entry.figures())
            refusal.figures.push_back({figure.name(), figure.value()});
        return tl::unexpected(std::move(refusal));
    }
    if (!entry.has_receipt())
        return refuse(v1::NOT_RECORDED, {{"seconds", std::to_string(wait_ms / 1000)}});
    return entry.receipt();
}

// A scalar as URLs write it: bytes in hex, enums by name.
std::string value_text(const Message& message, const google::protobuf::FieldDescriptor& field) {
    using google::protobuf::FieldDescriptor;
    const auto& access = *message.GetReflection();
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING: {
            const auto text = access.GetString(message, &field);
            return field.type() == FieldDescriptor::TYPE_BYTES ? to_hex(text) : text;
        }
        case FieldDescriptor::CPPTYPE_UINT64:
            return std::to_string(access.GetUInt64(message, &field));
        case FieldDescriptor::CPPTYPE_UINT32:
            return std::to_string(access.GetUInt32(message, &field));
        case FieldDescriptor::CPPTYPE_INT64:
            return std::to_string(access.GetInt64(message, &field));
        case FieldDescriptor::CPPTYPE_BOOL:
            return access.GetBool(message, &field) ? "true" : "false";
        case FieldDescriptor::CPPTYPE_ENUM:
            return access.GetEnum(message, &field)->name();
        default:
            UNREACHABLE();  // queries have no other fields: their routes are URLs
    }
}

}  // namespace

std::string target_of(const Message& query) {
    const auto& type = *query.GetDescriptor();
    std::string route = type.options().GetExtension(codec::v1::query).route();
    route.erase(0, route.find(' ') + 1);
    std::string parameters;
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const std::string brace = "{" + field.name() + "}";
        const auto value = api::path_part(value_text(query, field));
        if (const auto at = route.find(brace); at != std::string::npos)
            route.replace(at, brace.size(), value);
        else if (query.GetReflection()->HasField(query, &field))
            parameters += (parameters.empty() ? "?" : "&") + field.name() + "=" + value;
    }
    return route + parameters;
}

Result<std::unique_ptr<FarDoor>> FarDoor::connect(const std::string& host, std::uint16_t port) {
    auto client = api::Client::to(host, port);
    const auto reply = client.get("/head", "application/x-protobuf");
    if (!reply) return tl::unexpected(reply.error());
    if (!reply->ok()) return tl::unexpected(reply->refusal());
    api::v1::HeadReply head;
    Hash32 community;
    if (!head.ParseFromString(reply->body) || !Hash32::parse(head.community(), community))
        return tl::unexpected(reply->refusal());
    return std::unique_ptr<FarDoor>{
        new FarDoor(std::move(client), community, Timestamp{head.time_ms()})};
}

Timestamp FarDoor::now() const { return std::max(tip_, wall_clock()); }

Result<Bytes> FarDoor::post_parcel(std::vector<Bytes> transactions) {
    machine::v1::Batch parcel;
    for (auto& bytes : transactions) parcel.add_transactions(std::move(bytes));
    auto reply = client_.post("/transactions?wait=" + std::to_string(wait_ms),
                              "application/x-protobuf-parcel", codec::encode(parcel),
                              "application/x-protobuf");
    if (!reply) return tl::unexpected(reply.error());
    if (!reply->ok()) return tl::unexpected(reply->refusal());
    return std::move(reply->body);
}

std::vector<Result<Receipt>> FarDoor::send(std::vector<Bytes> transactions) {
    std::vector<Result<Receipt>> results;
    for (std::size_t at = 0; at < transactions.size(); at += parcel_size) {
        const auto end = std::min(transactions.size(), at + parcel_size);
        const auto begin = transactions.begin();
        const auto part = std::vector<Bytes>(begin + static_cast<std::ptrdiff_t>(at),
                                             begin + static_cast<std::ptrdiff_t>(end));
        const auto body = post_parcel(part);
        api::v1::ParcelReply reply;
        const bool whole = body && reply.ParseFromString(*body) &&
                           reply.entries_size() == static_cast<int>(part.size());
        for (std::size_t i = 0; i < part.size(); ++i) {
            if (whole)
                results.push_back(receipt_of(reply.entries(static_cast<int>(i))));
            else if (!body)
                results.emplace_back(tl::unexpected(body.error()));
            else
                results.emplace_back(refuse(v1::NOT_RECORDED, {{"seconds", "0"}}));
        }
    }
    return results;
}

Result<std::optional<Bytes>> FarDoor::proven_row(const std::string& name, const Bytes& key) {
    CHECK(heads_.has_value());
    const auto bundle = fetch_row_bundle(client_, name);
    if (!bundle) return tl::unexpected(bundle.error());
    return apps::proven_row(all_modules_registry(), *bundle, community_, key, *heads_);
}

Result<> FarDoor::ask_node(const Message& query, Message& reply, const KeyPair* reader) {
    const auto target = target_of(query);
    const Timestamp expires{now().ms + api::ask_lifetime_ms};
    const auto answer =
        client_.get(target, "application/x-protobuf",
                    reader == nullptr ? "" : api::sign_ask(*reader, community_, target, expires));
    if (!answer) return tl::unexpected(answer.error());
    if (!answer->ok()) return tl::unexpected(answer->refusal());
    if (!reply.ParseFromString(answer->body)) return tl::unexpected(answer->refusal());
    return {};
}

}  // namespace linlian::apps
