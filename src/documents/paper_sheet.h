// Paper ballots (表决票), an A4 sheet or more for each voter: what is asked with boxes to tick, the
// serial as text and QR code, how to fill it in, what silence does. Made for the printer.
#pragma once

#include "base/result.h"
#include "client/result/result_facts.h"

#include <functional>
#include <span>

namespace linlian::documents {

// One voter's sheet. Door and addressee come from the registrar's names file, if there is one.
struct PaperFace {
    Id16 serial;
    Hash32 head;
    std::uint64_t number = 0;  // its place in the roll, from 1
    std::uint64_t area_centi = 0;
    std::string door;
    std::string addressee;
};

// What all sheets of a ballot share.
struct PaperBatch {
    client::PrintedHead head;
    Id16 ballot;
    ballot::v1::CallBallot call;
    ballot::v1::Poll poll;
    std::string estate;
    std::string convenor;
    std::string return_to;      // where and by when the sheet comes back
    std::string building = {};  // by its name, where the ballot asks one alone
};

// linlian:paper?c=<community, 64 hex>&b=<ballot, 32 hex>&s=<serial, 32 hex>
std::string paper_uri(const Hash32& community, const Id16& ballot, const Id16& serial);

// Refusals: print.QR_TOO_LONG, GLYPH_MISSING, PDF_FAILED {reason}.
Result<Bytes> papers_pdf(
    const PaperBatch& batch, std::span<const PaperFace> faces,
    const std::function<void(std::size_t done, std::size_t total)>& progress = {});

}  // namespace linlian::documents
