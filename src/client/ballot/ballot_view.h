// A ballot as a node tells it: call, stage, own lines with proof, the roll, verdicts, objections.
// Commands ask here; whatever comes with a proof is checked against the ballot's own roots before
// it is shown or signed.
#pragma once

#include "client/node/ledger.h"
#include "client/result/result_facts.h"
#include "client/roster/roster_work.h"
#include "modules/ballot/ballot.h"

namespace linlian::client {

struct BallotView {
    Id16 id;
    ballot::v1::CallRow row;
    ballot::v1::Poll poll;

    const ballot::v1::CallBallot& call() const { return row.call(); }
    // What an act on this ballot names as shown: the hash of the call that this view shows.
    Bytes shown() const { return ballot::shown_hash(row).bytes(); }
};

// An act on the ballot, bound to what this view shows of it.
template <class Act>
Act act_on(const BallotView& ballot) {
    Act act;
    act.set_ballot(ballot.id.bytes());
    act.set_shown(ballot.shown());
    return act;
}

// Puts what is proven of a ballot in place of what a node lists of it: title, stage, standing and
// times; and whom it asks. Refusal client.ANSWER_DIFFERS for a ballot that is none, or none of this
// estate (zero: of none).
Result<registry::v1::Electorate> prove_listed(Ledger& ledger, const Bytes& estate,
                                              ballot::v1::BallotsReply::Summary& listed);

// The ballot's rows, believed because they are proven. Refusals: client.COMMAND_WRONG for what is
// no id, ballot.BALLOT_UNKNOWN, those of Ledger::proven_row, client.ANSWER_DIFFERS.
Result<BallotView> look_at_ballot(Ledger& ledger, const std::string& id);

// The lines for which this member may vote, asked by `reader`. Refusal client.LINE_NOT_PROVEN when
// the node's proof does not hold against the frozen roll.
Result<std::vector<ballot::v1::MyLinesReply::Entry>> lines_of(Ledger& ledger, const Author& reader,
                                                              const BallotView& ballot,
                                                              const Bytes& member);

// Beside lines that stand for all of somebody's.
inline constexpr const char* lines_as_listed =
    "以上是节点列出的您的票；是否齐全只是节点的说法，可与张贴的名册核对 These are your lines as "
    "the node lists them, each with its proof; that there are no more is its word: compare them "
    "with the roll as posted";

// The roll as it was fetched; one that is frozen was held against its root.
struct Roll {
    std::vector<registry::v1::RollLine> lines;
    registry::v1::RollTotals totals;
    bool is_frozen = false;
};
// The whole roll, page by page; one of residents or households as whoever the ledger is read as,
// who rules on the ballot or enters its papers. Refusals: client.ROLL_NEEDS_READER without such a
// key, ballot.NOT_FOR_YOU; client.LINE_NOT_PROVEN when a frozen one does not hash to the ballot's
// root; client.LIST_ENDLESS, as of all lists here, when the node gives more than there can be.
Result<Roll> fetch_roll(Ledger& ledger, const BallotView& ballot, const Progress& progress = {});

Result<ballot::v1::VerdictsReply> fetch_verdicts(Ledger& ledger, const BallotView& ballot);

// An objection with the id by which it is ruled on; its text is the node's word.
struct NumberedObjection {
    Id16 id;
    ballot::v1::Objection row;
};
// All objections, asked by `reader`; before the result their own alone, unless they rule or enter
// papers.
Result<std::vector<NumberedObjection>> fetch_objections(Ledger& ledger, const Author& reader,
                                                        const BallotView& ballot);

// The poll proves how many there are, and how they were ruled on; fewer may be shown, and then it
// is said. Refusal client.ANSWER_DIFFERS for more, or for other rulings than those.
Result<> check_objections(const ballot::v1::Poll& poll,
                          const std::vector<ballot::v1::PublishedObjection>& objections);

// Every ballot that was counted, asked by `reader`; only after the close.
Result<std::vector<ballot::v1::CastLeaf>> fetch_casts(Ledger& ledger, const Author& reader,
                                                      const BallotView& ballot,
                                                      const Progress& progress = {});

// Names of offices by id, and of the ballot's estate.
Result<std::map<Bytes, std::string>> office_names(Ledger& ledger);
Result<std::string> estate_name(Ledger& ledger, const Bytes& estate);
// Names of buildings by id: of the electorate's estate, or of all, with the estate before them.
Result<std::map<Bytes, std::string>> building_names(Ledger& ledger,
                                                    const registry::v1::Electorate& electorate);

// All that a result notice prints, but for the ledger head. Refusal client.NO_RESULT_YET.
Result<ResultNotice> gather_notice(Ledger& ledger, const BallotView& ballot);

}  // namespace linlian::client
