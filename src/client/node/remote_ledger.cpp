// A ledger over HTTP. Three ways lead to the node: fetch() for proofs, which ProvenRead checks;
// ask_node() for queries, which are the node's word; send() for transactions.
#include "client/node/remote_ledger.h"

#include "api/api.pb.h"
#include "api/routes/ask.h"
#include "api/server/http.h"
#include "base/check.h"
#include "base/hex.h"
#include "client/client.pb.h"
#include "client/node/node_head.h"
#include "client/node/said_by_node.h"
#include "client/node/wall_clock.h"
#include "client/shown/screen.h"
#include "client/shown/value_text.h"
#include "codec/options.pb.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/opening/transaction.h"
#include "machine/history.h"
#include "modules/all_modules.h"
#include "ops/address/link.h"

#include <algorithm>
#include <thread>

namespace linlian::client {
namespace {

// How long the node holds an answer back until a parcel is durable, and how many transactions are
// sent in one.
constexpr int wait_ms = 30'000;
constexpr std::size_t parcel_size = 200;

// For a proof of the newest block: about 5 seconds in all.
constexpr int attempts = 20;
constexpr auto pause = std::chrono::milliseconds{250};

// Ahead of this computer by so much, a node's time is not believed: what is signed by it could be
// kept back and carried out long after.
constexpr std::int64_t ahead_max_ms = std::int64_t{10} * 60 * 1000;

struct Signed {
    Hash32 id;
    Timestamp expires;
};

// Id and expiry of what was signed on this computer; that it decodes is our own doing (CHECK).
Signed read_signed(BytesView signed_here) {
    machine::v1::Transaction envelope;
    machine::v1::Body body;
    CHECK(codec::decode_strict(signed_here, envelope));
    CHECK(codec::decode_strict(envelope.body(), body));
    return {machine::transaction_id(envelope.body()), Timestamp{body.expires_ms()}};
}

// The receipt in an answer, when it is about what was sent and its effects are those it names.
Result<Receipt> receipt_in(const api::v1::ParcelReply::Entry& entry, const Hash32& sent) {
    if (!entry.refusal().empty())
        return tl::unexpected(said_by_node(entry.refusal(), entry.figures()));
    if (!entry.has_receipt())
        return refuse(v1::NOT_RECORDED, {{"seconds", std::to_string(wait_ms / 1000)}});
    const auto& receipt = entry.receipt();
    if (receipt.leaf().id() != sent.view() ||
        receipt.leaf().effects_hash() != machine::effects_hash(receipt.effects()).view())
        return refuse(v1::ANSWER_DIFFERS, {{"what", "receipt"}});
    return receipt;
}

// Whether the node says that it did not carry an act out, as it came in or by a receipt.
bool is_refused(const api::v1::ParcelReply::Entry& entry) {
    return !entry.refusal().empty() || !entry.receipt().leaf().refusal().empty();
}

// "/a/b" of a row's name a/b, each part as URLs write it.
std::string path_of(const std::string& row) {
    std::string path;
    for (std::size_t at = 0; at <= row.size();) {
        const auto end = std::min(row.find('/', at), row.size());
        path += "/" + ops::percent_encoded(std::string_view{row}.substr(at, end - at));
        at = end + 1;
    }
    return path;
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

// Fields that the route names in braces stand in the path; of the others those that are set stand
// behind it as parameters.
std::string target_of(const Message& query) {
    const auto& type = *query.GetDescriptor();
    std::string route = type.options().GetExtension(codec::v1::query).route();
    route.erase(0, route.find(' ') + 1);
    ops::LinkParameters parameters;
    for (int i = 0; i < type.field_count(); ++i) {
        const auto& field = *type.field(i);
        const std::string brace = "{" + field.name() + "}";
        const auto value = value_text(query, field);
        if (const auto at = route.find(brace); at != std::string::npos)
            route.replace(at, brace.size(), ops::percent_encoded(value));
        else if (query.GetReflection()->HasField(query, &field))
            parameters.emplace_back(field.name(), value);
    }
    return ops::link(route, parameters);
}

// Nothing is proven yet: the head is the node's word. Its time only moves now() forward, by no more
// than ahead_max_ms.
Result<std::unique_ptr<RemoteLedger>> RemoteLedger::connect(const std::string& host,
                                                            std::uint16_t port) {
    auto client = api::Client::to(host, port);
    const auto head = TRY(fetch_head(client));
    Hash32 community;
    CHECK(Hash32::parse(head.community(), community));  // fetch_head looked
    const Timestamp tip{head.time_ms()};
    const auto now = wall_clock();
    if (tip.ms > now.ms + ahead_max_ms)
        return refuse(v1::NODE_AHEAD, {{"node", local_time(tip)}, {"here", local_time(now)}});
    return std::unique_ptr<RemoteLedger>{new RemoteLedger(std::move(client), community, tip)};
}

void RemoteLedger::keep_heads(KnownHeads heads, ProvenRead::Believed believed) {
    proofs_.emplace(
        community_, whole_program(), std::move(heads),
        [this](std::uint64_t size) {
            return fetch("/proof/head/" + std::to_string(size), nullptr);
        },
        std::move(believed));
}

// The later of both, so that a computer whose clock is slow signs nothing that has expired already.
Timestamp RemoteLedger::now() const { return std::max(tip_, wall_clock()); }

// A question that names its asker is signed for this community, this target and a short time: no
// node can use it for another question. Empty: nobody asks.
Result<std::string> RemoteLedger::authorization(const std::string& target,
                                                const Author* reader) const {
    if (reader == nullptr) return std::string{};
    return api::sign_ask(*reader, community_, target, Timestamp{now().ms + api::ask_lifetime_ms});
}

// A proof of the newest block needs the block after it, which a node makes within moments.
Result<Bytes> RemoteLedger::fetch(const std::string& target, const Author* reader) {
    for (int attempt = 1;; ++attempt) {
        const auto asker = TRY(authorization(target, reader));
        auto reply = TRY(client_.get(target, api::bytes_type, asker));
        if (reply.ok()) return std::move(reply.body);
        if (reply.status != 503 || attempt == attempts)
            return tl::unexpected(said_by_node(reply.refusal()));
        std::this_thread::sleep_for(pause);
    }
}

ProvenRead& RemoteLedger::proofs() {
    CHECK(proofs_.has_value());  // keep_heads came before
    return *proofs_;
}

// The key is made from the name here, and not taken from the bundle: a node cannot prove another
// row instead.
Result<RemoteLedger::RowProof> RemoteLedger::prove_row(const std::string& name,
                                                       const Author* reader) {
    const auto key = TRY(proofs().key_named(name));
    auto bundle = TRY(fetch("/proof/row" + path_of(name), reader));
    const auto statement = TRY(proofs().row_statement(bundle, key));
    return RowProof{std::move(bundle), std::get<light::ProvenRow>(statement.fact).value};
}

Result<std::optional<Bytes>> RemoteLedger::proven_row(const std::string& name, const Bytes& key,
                                                      const Author* reader) {
    const auto bundle = TRY(fetch("/proof/row" + path_of(name), reader));
    return proofs().row(bundle, key);
}

Result<RemoteLedger::TransactionProof> RemoteLedger::prove_transaction(const Hash32& id,
                                                                       const Author* reader) {
    auto bundle = TRY(fetch("/proof/transaction/" + to_hex(id.view()), reader));
    auto statement = TRY(proofs().believe(bundle));
    const auto* fact = std::get_if<light::ProvenTransaction>(&statement.fact);
    if (fact == nullptr || fact->leaf.id() != id.view())
        return refuse(v1::ANSWER_DIFFERS, {{"what", "transaction"}});
    return TransactionProof{std::move(bundle), std::move(statement)};
}

Result<Bytes> RemoteLedger::prove_prefix(std::uint64_t size) {
    auto bundle = TRY(fetch("/proof/head/" + std::to_string(size), nullptr));
    const auto statement = TRY(proofs().believe(bundle));
    return bundle;
}

Result<light::Statement> RemoteLedger::head() { return proofs().head(); }

Result<api::v1::ParcelReply> RemoteLedger::post_parcel(std::vector<Bytes> transactions) {
    machine::v1::Batch parcel;
    for (auto& bytes : transactions) parcel.add_transactions(std::move(bytes));
    const auto reply =
        TRY(client_.post("/transactions?wait=" + std::to_string(wait_ms), api::parcel_type,
                         codec::encode(parcel), api::protobuf_type));
    // What the API refused of a parcel comes as protobuf too, whatever the status is.
    api::v1::ParcelReply entries;
    if (reply.content_type == api::protobuf_type && entries.ParseFromString(reply.body) &&
        entries.entries_size() == parcel.transactions_size())
        return entries;
    return tl::unexpected(said_by_node(reply.refusal()));
}

// An act is noted before it leaves this computer: without an answer it may have been carried out
// all the same. Where the whole parcel got none, each of its acts gets that refusal.
std::vector<Result<Receipt>> RemoteLedger::send(std::vector<Bytes> transactions) {
    std::vector<Result<Receipt>> results;
    for (std::size_t at = 0; at < transactions.size(); at += parcel_size) {
        const auto end = std::min(transactions.size(), at + parcel_size);
        const auto begin = transactions.begin();
        const auto part = std::vector<Bytes>(begin + static_cast<std::ptrdiff_t>(at),
                                             begin + static_cast<std::ptrdiff_t>(end));
        std::vector<Hash32> ids;
        for (const auto& bytes : part) {
            const auto act = read_signed(bytes);
            ids.push_back(act.id);
            if (sent_ != nullptr) sent_->note(act.id, act.expires);
        }
        const auto reply = post_parcel(part);
        for (std::size_t i = 0; i < part.size(); ++i) {
            const auto* entry = reply ? &reply->entries(static_cast<int>(i)) : nullptr;
            results.push_back(entry != nullptr ? receipt_in(*entry, ids[i])
                                               : Result<Receipt>{tl::unexpected(reply.error())});
            if (sent_ != nullptr && entry != nullptr && is_refused(*entry)) sent_->refused(ids[i]);
        }
    }
    return results;
}

Result<> RemoteLedger::ask_node(const Message& query, Message& reply, const Author* reader) {
    const auto target = target_of(query);
    const auto asker = TRY(authorization(target, reader));
    const auto answer = TRY(client_.get(target, api::protobuf_type, asker));
    if (!answer.ok()) return tl::unexpected(said_by_node(answer.refusal()));
    if (answer.content_type != api::protobuf_type || !reply.ParseFromString(answer.body))
        return tl::unexpected(said_by_node(answer.refusal()));
    return {};
}

}  // namespace linlian::client
