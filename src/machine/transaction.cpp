#include "machine/transaction.h"

#include "codec/field.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "crypto/hash.h"
#include "machine/check_fields.h"
#include "machine/limits.h"

namespace linlian::machine {
namespace {

using google::protobuf::FieldDescriptor;

Result<v1::Body> open_body(BytesView bytes, v1::Transaction& envelope) {
    if (bytes.size() > max_transaction_bytes)
        return refuse(v1::TOO_LARGE, {{"bytes", std::to_string(bytes.size())},
                                      {"limit", std::to_string(max_transaction_bytes)}});
    if (!codec::decode_strict(bytes, envelope))
        return refuse(v1::MALFORMED, {{"part", "envelope"}});
    v1::Body body;
    if (!codec::decode_strict(envelope.body(), body))
        return refuse(v1::MALFORMED, {{"part", "body"}});
    if (body.nonce().size() != nonce_bytes) return refuse(v1::MALFORMED, {{"part", "nonce"}});
    if (body.expires_ms() <= 0) return refuse(v1::MALFORMED, {{"part", "expires_ms"}});
    TRY(check_fields(body));
    return body;
}

// Every key in it is of a suite that the program knows.
Result<> check_keys(const Registry& registry, const Message& act) {
    std::string unknown;
    codec::each_field(act, [&](const Message& message, const FieldDescriptor& field) {
        if (!field.options().GetExtension(codec::v1::note).public_key()) return true;
        return codec::each_value(message, field, [&](const std::string& key) {
            if (!key.empty() && !needs_of_key(registry, key)) unknown = field.name();
            return unknown.empty();
        });
    });
    if (unknown.empty()) return {};
    return refuse(v1::KEY_SUITE_UNKNOWN, {{"field", unknown}});
}

Result<std::unique_ptr<Message>> open_at_depth(const Registry& registry, const std::string& type,
                                               BytesView bytes, int depth);

// The act that a field holds; its type is the value of the field beside it.
// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds it.
Result<std::unique_ptr<Message>> open_carried(const Registry& registry, const Message& message,
                                              const FieldDescriptor& field, int depth) {
    const auto& name = field.options().GetExtension(codec::v1::note).act_named_by();
    const auto* type = message.GetDescriptor()->FindFieldByName(name);
    const auto& access = *message.GetReflection();
    return open_at_depth(registry, access.GetString(message, type),
                         access.GetString(message, &field), depth + 1);
}

// Acts that travel in it can be opened too.
// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds it.
Result<> check_carried(const Registry& registry, const Message& act, int depth) {
    Result<> outcome;
    codec::each_field(act, [&](const Message& message, const FieldDescriptor& field) {
        if (field.options().GetExtension(codec::v1::note).act_named_by().empty()) return true;
        const auto carried = open_carried(registry, message, field, depth);
        if (!carried) outcome = tl::unexpected(carried.error());
        return outcome.has_value();
    });
    return outcome;
}

// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds it.
Result<std::unique_ptr<Message>> open_at_depth(const Registry& registry, const std::string& type,
                                               BytesView bytes, int depth) {
    if (depth > max_act_depth) return refuse(v1::NESTED_TOO_DEEP);
    const Act* entry = registry.find_act(type);
    if (entry == nullptr) return refuse(v1::ACT_UNKNOWN, {{"type", type}});
    std::unique_ptr<Message> act{entry->prototype->New()};
    if (!codec::decode_strict(bytes, *act)) return refuse(v1::MALFORMED, {{"part", "act"}});
    TRY(check_fields(*act));
    TRY(entry->well_formed(*act));
    TRY(check_keys(registry, *act));
    TRY(check_carried(registry, *act, depth));
    return act;
}

}  // namespace

Hash32 transaction_id(BytesView body) {
    static const HashTag tag{"linlian/transaction"};
    return tag.hash(body);
}

Hash32 signing_hash(BytesView body) {
    static const HashTag tag{"linlian/sign"};
    return tag.hash(body);
}

Result<std::unique_ptr<Message>> open_act(const Registry& registry, const std::string& type,
                                          BytesView bytes) {
    return open_at_depth(registry, type, bytes, 0);
}

std::unique_ptr<Message> carried_act(const Registry& registry, const Message& message,
                                     const FieldDescriptor& field) {
    const auto& name = field.options().GetExtension(codec::v1::note).act_named_by();
    if (name.empty()) return nullptr;
    const auto& access = *message.GetReflection();
    const auto* type = message.GetDescriptor()->FindFieldByName(name);
    const Act* entry = registry.find_act(access.GetString(message, type));
    CHECK(entry != nullptr);  // the message has been opened
    std::unique_ptr<Message> act{entry->prototype->New()};
    CHECK(codec::decode_strict(access.GetString(message, &field), *act));
    return act;
}

// NOLINTNEXTLINE(misc-no-recursion): max_act_depth bounds what has been opened.
std::uint64_t cost_of(const Registry& registry, const Message& act) {
    std::uint64_t cost =
        std::max(1u, act.GetDescriptor()->options().GetExtension(codec::v1::act).cost());
    codec::each_field(act, [&](const Message& message, const FieldDescriptor& field) {
        if (const auto carried = carried_act(registry, message, field))
            cost += cost_of(registry, *carried);
        return true;
    });
    return cost;
}

Result<OpenedTransaction> Opener::open(Bytes bytes) const {
    v1::Transaction envelope;
    auto body = open_body(bytes, envelope);
    if (!body) return tl::unexpected(std::move(body).error());
    if (body->community() != community_.view()) return refuse(v1::OTHER_COMMUNITY);
    const auto key = PublicKey::parse(body->author_key());
    const auto key_needs = needs_of_key(registry_, body->author_key());
    if (!key || !key_needs) return refuse(v1::MALFORMED, {{"part", "author_key"}});
    auto act = open_act(registry_, body->act_type(), body->act());
    if (!act) return tl::unexpected(std::move(act).error());
    if (!verify(*key, signing_hash(envelope.body()).view(), envelope.signature()))
        return refuse(v1::SIGNATURE_WRONG);

    OpenedTransaction opened;
    opened.id_ = transaction_id(envelope.body());
    opened.author_key_ = body->author_key();
    opened.nonce_ = body->nonce();
    opened.expires_ = Timestamp{body->expires_ms()};
    opened.act_entry_ = registry_.find_act(body->act_type());
    opened.needs_ = needs_of(registry_, **act);
    opened.needs_.insert(opened.needs_.end(), key_needs->begin(), key_needs->end());
    opened.cost_ = cost_of(registry_, **act) + bytes.size() / bytes_per_cost;
    opened.act_ = std::move(*act);
    opened.bytes_ = std::move(bytes);
    return opened;
}

}  // namespace linlian::machine
