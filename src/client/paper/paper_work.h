// Paper ballots as work on a ledger: issuing serials, entering what clerks read without seeing each
// other's, showing it once one of another kind of office has sealed too. Commands, the bench and
// tests call these. Salts of seals stay in a private file until they are shown.
#pragma once

#include "client/ballot/at_ballot.h"
#include "client/paper/clerk_table.h"
#include "client/vote/choices.h"
#include "client/vote/roll_proofs.h"
#include "modules/ballot/papers.pb.h"

#include <span>

namespace linlian::client {

// One reading of a paper, with what opens its seal.
struct SealedReading {
    Id16 serial;
    // Of this paper, from 1; it grows when the paper is reopened.
    std::uint32_t round = 0;
    // Of chance: without it the few possible readings could be tried against a seal.
    Hash32 salt;
    ballot::v1::PaperEntry entry;
};

// All papers of a ballot, by serial, or those of one state, asked by the key `asker`: with what its
// member read on them.
Result<std::map<Bytes, ballot::v1::PaperReply>> fetch_papers(
    Ledger& ledger, const Author& asker, const BallotView& ballot,
    ballot::v1::PaperState state = ballot::v1::PAPER_STATE_UNSPECIFIED);

// Sends acts in parcels, in order; the first refusal stops it.
Result<std::vector<Receipt>> perform_all(Ledger& ledger, const Author& author,
                                         const std::vector<std::unique_ptr<Message>>& acts,
                                         const Progress& progress);

// Binds serials to lines. `papers` have their proofs.
Result<> issue_papers(Ledger& ledger, const Author& clerk, const BallotView& ballot,
                      std::span<const ballot::v1::IssuedPaper> papers, const Progress& progress);

// The places of those whose serial is not on the ledger, as the node says: where issuing ended in
// the middle, their sheets are of nobody.
Result<std::vector<std::size_t>> not_issued(Ledger& ledger, const Author& clerk,
                                            const BallotView& ballot,
                                            std::span<const ballot::v1::IssuedPaper> papers);

// What a clerk's file says: every row, or all of its faults (PAPER_FILE_WRONG with the row). The
// scans that it names are put into `files`.
tl::expected<std::vector<SealedReading>, std::vector<Refusal>> read_entries(
    ClerkFile file, const ballot::v1::CallBallot& call, std::vector<NamedFile>& files);

// Whose work it is.
struct ClerkAtWork {
    Ledger& ledger;
    const Author& key;
    const Bytes& member;
    const Bytes& office;
};

// The rounds in which these are entered now, as the ledger has them, and fresh salts. Readings that
// their paper does not take from this clerk now, or that say what they showed before, are left out
// and told of: serial and state of the paper.
using LeftOut = std::vector<std::pair<Id16, ballot::v1::PaperState>>;
Result<LeftOut> prepare_entries(const ClerkAtWork& clerk, const BallotView& ballot,
                                std::vector<SealedReading>& readings);

// As the clerk `member` seals it (ballot.v1.SealedEntry).
Hash32 seal_of(const BallotView& ballot, const Bytes& member, const SealedReading& reading);
Result<> seal_entries(const ClerkAtWork& clerk, const BallotView& ballot,
                      std::span<const SealedReading> readings, const Progress& progress);

struct ShowResult {
    std::size_t shown = 0;
    std::size_t settled = 0;  // two kinds of office read them alike
    std::size_t differing = 0;
    std::size_t late = 0;
    std::size_t unsigned_ones = 0;  // by neither voter nor proxy: no vote
    std::size_t waiting = 0;        // no clerk of another kind of office has sealed yet
};
// Of the member's seals on the ledger, shows those whose salt is among these and beside which
// somebody independent has sealed.
struct Show {
    Ledger& ledger;
    const Author& clerk;
    const BallotView& ballot;
    const Bytes& member;
    Progress progress;
};
Result<ShowResult> show_entries(const Show& show, std::span<const SealedReading> readings);

// What a clerk keeps to open their seals: the text of a private file, and what it says. Refusal
// client.SEALS_UNREADABLE for one of another ballot, or damaged.
Bytes seals_text(const BallotView& ballot, std::span<const SealedReading> readings);
Result<std::vector<SealedReading>> read_seals(const ClerkFile& file, const BallotView& ballot);

// The act that strikes what was entered of a paper, so that it is entered anew. Refusal
// ballot.PAPER_STATE_WRONG where nothing is entered: the ledger would say it to the second clerk
// alone.
Result<ballot::v1::ReopenPaper> reopening_of(const AtBallot& at, const Id16& serial,
                                             const Bytes& document, const std::string& reason);

}  // namespace linlian::client
