// What commands need of a ledger, whether its node runs in this program or answers over HTTP:
// sending transactions until they are durable, and asking queries.
#pragma once

#include "base/result.h"
#include "base/timestamp.h"
#include "contract/transaction.pb.h"
#include "crypto/signer.h"

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace linlian::client {

using google::protobuf::Message;
using machine::v1::Receipt;

// Opens the key of whoever reads.
using OpenAuthor = std::function<Result<std::unique_ptr<const Author>>()>;
// The same with a key that lies on this computer.
OpenAuthor reads_with(std::function<Result<KeyPair>()> open_key);

class Ledger {
  public:
    virtual ~Ledger() = default;
    virtual Hash32 community() const = 0;
    // The time by which to choose when a transaction expires.
    virtual Timestamp now() const = 0;
    // Sends transactions and waits until each is durable; one answer each, in order. A refusal is
    // one of the API (then there is no receipt); what the rules refused is in the receipt.
    virtual std::vector<Result<Receipt>> send(std::vector<Bytes> transactions) = 0;
    // Asks a query of the schema; `reply` must be of its reply type. One that not everybody may ask
    // is signed by `reader`, else by whoever read_as named, else by nobody.
    Result<> ask(const Message& query, Message& reply);
    Result<> ask(const Author& reader, const Message& query, Message& reply);
    // A stored row, believed because it is proven (of a node in this program: because it is our
    // own): `name` is TABLE/KEY as GET /schema lists them, `key` the row's key. Of a table about
    // persons it goes to `reader`, who must be entitled to it. Nothing for a row that is not there.
    // Refusals: of the node, those of ProvenRead. Typed: proven_rows.h.
    virtual Result<std::optional<Bytes>> proven_row(const std::string& name, const Bytes& key,
                                                    const Author* reader) = 0;
    // The key of whoever read_as named, opened when it is first needed; nullptr for nobody.
    Result<const Author*> reader();
    // Opens the key of whoever reads; called once, when a query or a proof first needs it.
    void read_as(OpenAuthor open_reader) { open_reader_ = std::move(open_reader); }

  protected:
    virtual Result<> ask_node(const Message& query, Message& reply, const Author* reader) = 0;

  private:
    OpenAuthor open_reader_;
    std::unique_ptr<const Author> reader_;
};

// Signs an act that is void after the usual fifteen minutes.
Result<Bytes> sign(const Ledger& ledger, const Author& author, const Message& act);

// Signs, sends and waits. What the rules refused comes back as a refusal too.
Result<Receipt> perform(Ledger& ledger, const Author& author, const Message& act);

// The receipt, or what it says the rules refused: a node's word (said_by_node.h).
Result<Receipt> carried_out(Result<Receipt> receipt);

// The first event of type E in a receipt; nothing when there is none.
template <class E>
std::optional<E> event_of(const Receipt& receipt) {
    for (const auto& event : receipt.effects().events()) {
        E content;
        if (event.type() == E::descriptor()->full_name() &&
            content.ParseFromString(event.content()))
            return content;
    }
    return std::nullopt;
}

// The refusal for a receipt that does not say what was caused: client.RECEIPT_LACKS. A receipt is
// the node's word, so what has to be in it may be missing.
Refusal receipt_lacks(const Receipt& receipt, const char* what);

// The first event of type E, which whoever goes on needs; `what` it tells, for people.
template <class E>
Result<E> event_in(const Receipt& receipt, const char* what) {
    if (auto event = event_of<E>(receipt)) return std::move(*event);
    return tl::unexpected(receipt_lacks(receipt, what));
}

}  // namespace linlian::client
