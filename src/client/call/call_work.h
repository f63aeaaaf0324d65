// Calling a ballot, as work on a ledger: a document's words become ids, the presets in use are put
// in, and the review shows what will be signed. Commands and the demo call these.
#pragma once

#include "client/ballot/ballot_view.h"
#include "client/call/call_document.h"
#include "client/node/ledger.h"
#include "client/proof/verdict_text.h"

#include <span>

namespace linlian::client {

struct NamedOffice {
    Bytes id;
    std::string name;
    std::string kind;
};
// By id or by name. Refusal client.OFFICE_NOT_FOUND lists the names there are.
Result<NamedOffice> find_office(Ledger& ledger, const std::string& name_or_id);

// A call that is ready to be signed, with the names that its ids stand for.
struct PreparedCall {
    ballot::v1::CallBallot act;
    std::string estate;  // empty: an office's members
    std::string building;
    NamedOffice convenor;
    NamedOffice ruling;
    // Heads and area now, where the ledger has them before the roll is made: a whole estate.
    std::optional<tally::v1::Figures> total;
    std::vector<NamedFile> files;
};

// `office`: id of the convenor's office. Refusals: client.ESTATE_NOT_FOUND, BUILDING_NOT_FOUND,
// OFFICE_NOT_FOUND, PRESET_NOT_IN_USE.
Result<PreparedCall> prepare_call(Ledger& ledger, const CallDocument& document,
                                  const Bytes& office);

// What was called, with the proven names that its ids stand for. Refusals: of the node.
Result<PreparedCall> prepared_again(Ledger& ledger, const BallotView& ballot);

// What the signer should read, one line each: a name and what it is, in both languages. Every field
// of the call stands in it. `now`: from when its notice runs.
struct ReviewLine {
    Bilingual name;
    Bilingual what;
    bool is_quoted = false;  // people wrote it, or part of it
};
std::vector<ReviewLine> review_of(const PreparedCall& call, Timestamp now);
// As a table; what people wrote stands behind a bar.
Rows rows_of(std::span<const ReviewLine> lines, const Screen& screen);

// Who will ever read an open choice of this electorate: said wherever one is made (design, limits
// said aloud). Of a roll that tells who lives where others than of a public one: ballot rule of
// readers.
Bilingual who_reads_choices(const registry::v1::Electorate& electorate);

}  // namespace linlian::client
