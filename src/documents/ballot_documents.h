// Which papers stand behind a ballot: every hash of a document that its rows name, so that whoever
// keeps the papers sees what is missing.
#pragma once

#include "client/ballot/ballot_view.h"

namespace linlian::documents {

// The hash of each document, and what names it: the call, what became of the result, objections
// and rulings, papers (their scans), deliveries, sales, the city's list. Those about persons are
// for the offices that work on the ballot. Refusals: of the node, ballot.NOT_FOR_YOU among them.
Result<std::map<Hash32, std::string>> documents_of_ballot(client::Ledger& ledger,
                                                          const Author& reader,
                                                          const std::string& ballot,
                                                          const client::Progress& progress);

// Adds the hashes in one message and those inside it: the fields that hold the hash of a document.
void add_documents(const google::protobuf::Message& message, const std::string& what,
                   std::map<Hash32, std::string>& documents);

}  // namespace linlian::documents
