// Finds hashes of documents by the names of the fields that hold them, in whatever message of the
// ballot module. `linlian vault` holds them against the files that are kept.
#include "documents/ballot_documents.h"

#include "base/hex.h"
#include "client/paper/paper_work.h"

#include <fmt/format.h>

namespace linlian::documents {

using namespace client;

namespace {

namespace bal = ballot::v1;
using google::protobuf::FieldDescriptor;

// Which fields hold the hash of a paper. The schema has no mark for them, so they go by their
// names: those that end in "document", and four others. Hashes of what was shown, of keys or of
// transactions are none of them.
bool names_a_document(const FieldDescriptor& field) {
    if (field.type() != FieldDescriptor::TYPE_BYTES || field.is_repeated()) return false;
    const auto& name = field.name();
    return name.ends_with("document") || name == "scan" || name == "list_hash" ||
           name == "empowered_by";
}

// Eight digits are enough to find the row that names a document.
std::string short_id(BytesView id) { return to_hex(id).substr(0, 8); }

// Deliveries are asked line by line, for there is no list of them. This is the long part of the
// work, so it alone tells how far it is.
Result<> add_deliveries(Ledger& ledger, const Author& reader, const BallotView& ballot,
                        const Progress& progress, std::map<Hash32, std::string>& documents) {
    const auto roll = TRY(fetch_roll(ledger, ballot));
    std::size_t done = 0;
    for (const auto& line : roll.lines) {
        bal::DeliveryQuery query;
        query.set_ballot(ballot.id.bytes());
        query.set_head(line.head());
        bal::DeliveryReply reply;
        TRY(ledger.ask(reader, query, reply));
        add_documents(reply, "送达 delivery " + short_id(line.head()), documents);
        if (progress) progress(++done, roll.lines.size());
    }
    return {};
}

}  // namespace

void add_documents(const google::protobuf::Message& message, const std::string& what,
                   std::map<Hash32, std::string>& documents) {
    const auto& access = *message.GetReflection();
    // ListFields gives only what is set, so an absent hash is no missing document.
    std::vector<const FieldDescriptor*> fields;
    access.ListFields(message, &fields);
    for (const auto* field : fields) {
        if (names_a_document(*field)) {
            Hash32 hash;
            if (Hash32::parse(access.GetString(message, field), hash))
                // A document that several rows name stands once, under the first of them.
                documents.emplace(hash, what + " " + field->name());
        }
        if (field->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
        if (!field->is_repeated()) {
            add_documents(access.GetMessage(message, field), what, documents);
            continue;
        }
        for (int i = 0; i < access.FieldSize(message, field); ++i)
            add_documents(access.GetRepeatedMessage(message, field, i), what, documents);
    }
}

Result<std::map<Hash32, std::string>> documents_of_ballot(Ledger& ledger, const Author& reader,
                                                          const std::string& id,
                                                          const Progress& progress) {
    // From what everybody may read to what is about persons. A refusal ends it, for a list with
    // gaps would let a lost paper pass for one that nobody needs.
    const auto ballot = TRY(look_at_ballot(ledger, id));
    std::map<Hash32, std::string> documents;
    add_documents(ballot.call(), "发起 call", documents);
    add_documents(ballot.poll, "结果 result", documents);
    const auto objections = TRY(fetch_objections(ledger, reader, ballot));
    for (const auto& objection : objections)
        add_documents(objection.row, "异议 objection " + short_id(objection.id.view()), documents);
    const auto papers = TRY(fetch_papers(ledger, reader, ballot));
    for (const auto& [serial, paper] : papers)
        add_documents(paper, "纸质票 paper " + short_id(serial), documents);
    bal::SuccessorsQuery sales;
    sales.set_ballot(ballot.id.bytes());
    bal::SuccessorsReply sold;
    TRY(ledger.ask(reader, sales, sold));
    add_documents(sold, "过户 sale", documents);
    bal::CityListQuery list;
    list.set_ballot(ballot.id.bytes());
    bal::CityListReply city;
    TRY(ledger.ask(reader, list, city));
    add_documents(city, "清单 city list", documents);
    TRY(add_deliveries(ledger, reader, ballot, progress, documents));
    return documents;
}

}  // namespace linlian::documents
