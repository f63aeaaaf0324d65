// What a clerk does with papers of a ballot: entering and showing what they read, looking at what
// others read otherwise, and, with another office, striking a paper or what was entered of it.
#pragma once

#include "client/ballot/for_office.h"
#include "client/paper/paper_work.h"

namespace linlian::client {

// What is kept on the clerk's own computer while papers are entered.
struct EnteringKept {
    std::string seals;  // the name of the private file of salts, for people
    // Scans that the table names.
    std::function<void(std::span<const NamedFile>)> keep_scans;
    // Adds salts to those that are kept, on the disk before it returns, and gives all: a seal
    // without its salt is lost.
    std::function<Result<std::vector<SealedReading>>(std::span<const SealedReading>)> keep_seals;
};
// Shows the readings of a table, asks, seals them, and shows those beside which others have sealed.
// Refusals: client.NOT_CONFIRMED, those of read_entries, prepare_entries and the ledger's.
Result<> enter_papers(const Screen& screen, const Review& review, const AtBallot& at,
                      ClerkFile table, const std::string& office, const EnteringKept& kept);

// Shows what was sealed before. `seals`: the name of the file of these salts. Refusals:
// client.NOT_CONFIRMED, the ledger's.
Result<> show_papers(const Screen& screen, const Review& review, const AtBallot& at,
                     std::span<const SealedReading> readings, const std::string& seals);

// Where others read otherwise than the author. Refusals: of the node.
Result<> show_differences(const Screen& screen, const AtBallot& at);
// How many papers stand where, as the node says.
Result<> show_paper_figures(const Screen& screen, Ledger& ledger, const BallotView& ballot);

// A paper that is struck, or what was entered of it, and why.
struct PaperOrder {
    Id16 serial;
    Bytes document;  // of a reopening
    std::string reason;
    ForOffice as;
};
// Refusals: those of do_together; ballot.PAPER_STATE_WRONG where nothing is entered.
Result<> reopen_paper(const Screen& screen, const Review& review, const AtBallot& at,
                      const PaperOrder& order);
Result<> void_paper(const Screen& screen, const Review& review, const AtBallot& at,
                    const PaperOrder& order);

}  // namespace linlian::client
