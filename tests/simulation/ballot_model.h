// A naive model of ballots, of maps and loops: what counts for each head by whatever channel, who
// is silent, told by what was carried out; and from it the turnout, the figures and the outcome of
// every verdict. It shares no code with the module nor with the tally.
#pragma once

#include "machine/machine.h"
#include "modules/ballot/objections.pb.h"
#include "modules/ballot/papers.pb.h"
#include "modules/motion/motion.pb.h"

#include <map>
#include <set>

namespace linlian::simulation {

// What counts for a head; without choices nothing does.
struct ModelVote {
    std::vector<ballot::v1::OpenChoice> choices;
    std::uint64_t area = 0;
};

// Heads and areas, summed.
struct ModelSum {
    std::uint64_t heads = 0;
    std::uint64_t area = 0;
    void add(std::uint64_t more_area) {
        ++heads;
        area += more_area;
    }
    bool operator==(const ModelSum&) const = default;
};

// All that a verdict follows from.
struct ModelCount {
    const ballot::v1::CallBallot& call;
    ModelSum roll;
    const std::map<Bytes, ModelVote>& votes;
    ModelSum silent;
    ModelSum perhaps;  // of whom nobody can say whether they were silent
};

// What of this verdict on an item is not as the model has it; ballot_verdict.cpp.
std::vector<std::string> verdict_differences(const ModelCount& count, std::size_t item,
                                             const ballot::v1::VerdictRow& row);

class BallotModel {
  public:
    // A transaction got this receipt; `rows` are those after its block. Gives the act of the motion
    // that it completed, if it did.
    std::unique_ptr<google::protobuf::Message> take(const machine::OpenedTransaction& tx,
                                                    const machine::v1::Receipt& receipt,
                                                    const state::StateView& rows);
    // Nothing when the rows are what the model holds.
    std::vector<std::string> differences(const state::StateView& rows) const;
    // How many verdicts of each matter and outcome there are that it could compare.
    std::map<std::string, std::uint64_t> verdicts(const state::StateView& rows) const;

  private:
    struct Paper {
        Bytes head;
        std::uint64_t area = 0;
        bool late = false;  // or signed by nobody who may vote: no vote of theirs
    };
    struct Ballot {
        ballot::v1::CallBallot call;
        std::map<Bytes, ModelVote> votes;
        std::map<Bytes, Paper> papers;          // live ones, by serial
        std::map<Bytes, std::uint64_t> warned;  // head to area
        std::map<Bytes, std::int64_t> sold;     // head to when its new owners came on record
        std::map<Bytes, std::int64_t> spoke;    // heads for whom somebody objected, and when first
        std::set<Bytes> ruled;                  // heads of whose vote a ruling said what counts
        bool is_left = false;  // a paper was signed by a proxy, which the model does not follow
    };
    // Of whom an objection says something: of their vote, or of what reached them.
    struct Claim {
        ballot::v1::About about;
        Bytes ballot;
        Bytes head;
    };

    void take_vote(const google::protobuf::Message& done, const machine::v1::Receipt& receipt,
                   const state::StateView& rows);
    void take_papers(const google::protobuf::Message& done, const machine::v1::Receipt& receipt,
                     const state::StateView& rows);
    void take_other_channels(const google::protobuf::Message& sent,
                             const machine::v1::Receipt& receipt, const state::StateView& rows);
    void take_what_counts(const state::StateView& rows, const Bytes& ballot, const Bytes& head);
    std::unique_ptr<google::protobuf::Message> carried_out(const machine::OpenedTransaction& tx,
                                                           const machine::v1::Receipt& receipt);
    void compare_votes(const state::StateView& rows, const Bytes& id, const Ballot& ballot,
                       std::vector<std::string>& found) const;
    void compare_verdicts(const state::StateView& rows, const Bytes& id, const Ballot& ballot,
                          std::vector<std::string>& found) const;
    // The surely silent, and those who perhaps were.
    static std::pair<ModelSum, ModelSum> silent_in(const state::StateView& rows, const Bytes& id,
                                                   const Ballot& ballot);

    std::map<Bytes, Ballot> ballots_;
    std::map<Bytes, Claim> claims_;                 // by objection
    std::map<Bytes, motion::v1::Propose> motions_;  // by their ids
};

}  // namespace linlian::simulation
