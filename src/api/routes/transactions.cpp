// Taking in one transaction or a parcel of them, and saying where one stands. With `wait` the
// answer comes when the outcome is durable or the time is up; no thread waits for it.

#include "api/routes/transactions.h"

#include "api/api.pb.h"
#include "api/client/reply.h"
#include "api/routes/problem.h"
#include "base/hex.h"
#include "codec/refusal.h"
#include "codec/wire.h"
#include "contract/figures.h"
#include "machine/veil.h"

#include <google/protobuf/io/coded_stream.h>

#include <algorithm>

namespace linlian::api {
namespace {

using engine::Engine;
using engine::TransactionStatus;
using std::chrono::milliseconds;
using Ids = std::vector<Hash32>;

bool all_known(const std::vector<TransactionStatus>& standings) {
    return std::none_of(standings.begin(), standings.end(), [](const TransactionStatus& standing) {
        return standing.kind == TransactionStatus::Kind::waiting;
    });
}

// Where those stand whose receipts somebody waits for.
class Awaited {
  public:
    Awaited(const Engine& engine, Ids ids)
        : engine_(engine),
          ids_(std::move(ids)),
          standings_(ids_.size(), {TransactionStatus::Kind::waiting, std::nullopt, 0}) {}

    // Whether there is nothing left to wait for; if there is, `wake` will be called.
    bool look(const std::weak_ptr<const Wake>& wake, bool last) {
        const auto seen = engine_.announced();  // before looking, so that no block is missed
        for (std::size_t i = 0; i < ids_.size(); ++i) {
            if (standings_[i].kind == TransactionStatus::Kind::waiting)
                standings_[i] = engine_.find(ids_[i]);
        }
        if (last || all_known(standings_)) return true;
        engine_.wake_after(seen, wake);
        return false;
    }
    std::vector<TransactionStatus> take() { return std::move(standings_); }

  private:
    const Engine& engine_;
    Ids ids_;
    std::vector<TransactionStatus> standings_;
};

// What differs between asking where a transaction stands and having just sent it.
struct Manner {
    unsigned waiting_status;
    v1::RefusalCode unknown;
    // Not set: the asker has just sent the transaction itself, and so knows all of it.
    MaySee may_see = nullptr;
};

// What is about persons is taken out of a receipt unless the asker may see it.
Response standing_reply(const Request& request, const Hash32& id, TransactionStatus standing,
                        const Manner& manner) {
    if (standing.kind == TransactionStatus::Kind::unknown)
        return problem(codec::make_refusal(manner.unknown, {{"id", to_hex(id.view())}}));
    const bool recorded = standing.kind == TransactionStatus::Kind::recorded;
    v1::TransactionReply message;
    message.set_id(id.bytes());
    message.set_status(recorded ? "recorded" : "waiting");
    if (standing.receipt)
        *message.mutable_receipt() = manner.may_see && !manner.may_see(*standing.receipt)
                                         ? machine::public_receipt(std::move(*standing.receipt))
                                         : std::move(*standing.receipt);
    message.set_leaf_index(standing.leaf_index);
    return reply(request, message, recorded ? 200 : manner.waiting_status);
}

// Answers now, or once the wait is over.
Response standing_response(const Engine& engine, const Request& request, const Hash32& id,
                           milliseconds wait, const Manner& manner) {
    auto now = engine.find(id);
    if (wait == milliseconds{0} || now.kind != TransactionStatus::Kind::waiting)
        return standing_reply(request, id, std::move(now), manner);
    // What was in line and is no longer known was lost, and was not unknown from the start.
    const Manner lost{manner.waiting_status, v1::TRANSACTION_LOST, manner.may_see};
    const auto look = [awaited = Awaited{engine, {id}}, request, id, lost](
                          const auto& wake, bool last) mutable -> std::optional<Response> {
        if (!awaited.look(wake, last)) return std::nullopt;
        return standing_reply(request, id, std::move(awaited.take().at(0)), lost);
    };
    Response response;
    response.pending = Pending{wait, look};
    return response;
}

// Without a MaySee: whoever sends a transaction knows all of it already.
Response submit_one(Engine& engine, Request request, milliseconds wait) {
    std::vector<Bytes> transactions;
    transactions.push_back(std::move(request.body));
    request.body.clear();
    const auto id = engine.submit(std::move(transactions)).at(0);
    if (!id) return problem(id.error());
    return standing_response(engine, request, *id, wait, {202, v1::TRANSACTION_LOST});
}

// The code and its figures; texts are in the schema.
void add_refusal(const Refusal& refusal, v1::ParcelReply::Entry& entry) {
    entry.set_refusal(refusal.code);
    machine::add_figures(refusal, *entry.mutable_figures());
}

// The entries of those put in line, and their ids, side by side.
struct InLine {
    Ids ids;
    std::vector<int> entries;
};

// One entry for each transaction, in the order of the parcel; only those put in line have a place
// in `in_line`.
v1::ParcelReply entries_of(const std::vector<Result<Hash32>>& answers, InLine& in_line) {
    v1::ParcelReply message;
    message.mutable_entries()->Reserve(static_cast<int>(answers.size()));
    for (const auto& answer : answers) {
        auto& entry = *message.add_entries();
        if (!answer) {
            add_refusal(answer.error(), entry);
            continue;
        }
        entry.set_id(answer->bytes());
        in_line.ids.push_back(*answer);
        in_line.entries.push_back(message.entries_size() - 1);
    }
    return message;
}

// 200 when everything is recorded or refused, 202 while something waits.
Response parcel_response(const Request& request, const v1::ParcelReply& message, unsigned status) {
    if (request.accept.find(json_type) != std::string::npos) return reply(request, message, status);
    Response response;
    response.status = status;
    response.content_type = protobuf_type;
    response.body = codec::encode(message);
    return response;
}

// Fills the entries of those in line; what still waits has an id and no receipt.
Response with_receipts(const Request& request, v1::ParcelReply message, const InLine& in_line,
                       std::vector<TransactionStatus> standings) {
    for (std::size_t i = 0; i < standings.size(); ++i) {
        auto& entry = *message.mutable_entries(in_line.entries[i]);
        if (standings[i].receipt) *entry.mutable_receipt() = std::move(*standings[i].receipt);
        if (standings[i].kind == TransactionStatus::Kind::unknown)
            add_refusal(codec::make_refusal(v1::TRANSACTION_LOST), entry);
    }
    return parcel_response(request, message, all_known(standings) ? 200 : 202);
}

// The transactions of a machine.v1.Batch. Read by hand: the parser makes every entry before anybody
// can count them, and an empty one takes 27 times its two bytes.
Result<std::vector<Bytes>> transactions_of(BytesView parcel) {
    constexpr std::uint32_t tag = machine::v1::Batch::kTransactionsFieldNumber << 3 | 2;
    google::protobuf::io::CodedInputStream in{reinterpret_cast<const std::uint8_t*>(parcel.data()),
                                              static_cast<int>(parcel.size())};
    std::vector<Bytes> transactions;
    std::size_t count = 0;
    // Counted to the end, so that the refusal names how many there are, but kept only up to the
    // limit.
    while (in.CurrentPosition() < static_cast<int>(parcel.size())) {
        int size = 0;
        if (in.ReadTag() != tag || !in.ReadVarintSizeAsInt(&size))
            return refuse(v1::PARCEL_MALFORMED);
        const auto from = static_cast<std::size_t>(in.CurrentPosition());
        if (!in.Skip(size)) return refuse(v1::PARCEL_MALFORMED);
        if (++count <= max_parcel_transactions)
            transactions.emplace_back(parcel.substr(from, static_cast<std::size_t>(size)));
    }
    if (count == 0 || count > max_parcel_transactions)
        return refuse(v1::PARCEL_TOO_MANY, {{"count", std::to_string(count)},
                                            {"limit", std::to_string(max_parcel_transactions)}});
    return transactions;
}

Response submit_parcel(Engine& engine, Request request, milliseconds wait) {
    auto transactions = transactions_of(request.body);
    if (!transactions) return problem(transactions.error());
    request.body = {};
    InLine in_line;
    auto message = entries_of(engine.submit(std::move(*transactions)), in_line);
    // 422 where nothing of the parcel stands in line.
    if (in_line.ids.empty()) return parcel_response(request, message, 422);
    if (wait == milliseconds{0}) return parcel_response(request, message, 202);
    Response response;
    response.pending =
        Pending{wait,
                [awaited = Awaited{engine, in_line.ids}, request = std::move(request),
                 message = std::move(message), in_line = std::move(in_line)](
                    const auto& wake, bool last) mutable -> std::optional<Response> {
                    if (!awaited.look(wake, last)) return std::nullopt;
                    return with_receipts(request, std::move(message), in_line, awaited.take());
                }};
    return response;
}

}  // namespace

Response submit(Engine& engine, Request request, milliseconds wait) {
    if (request.content_type == bytes_type) return submit_one(engine, std::move(request), wait);
    if (request.content_type == parcel_type) return submit_parcel(engine, std::move(request), wait);
    return problem(codec::make_refusal(
        v1::CONTENT_TYPE_WRONG,
        {{"wanted", std::string{bytes_type} + " (one signed transaction) / " + parcel_type}}));
}

Response standing_of(const Engine& engine, const Request& request, const Hash32& id,
                     milliseconds wait, const MaySee& may_see) {
    return standing_response(engine, request, id, wait, {200, v1::TRANSACTION_UNKNOWN, may_see});
}

}  // namespace linlian::api
